import { Button } from 'antd';
import type { RecentWorkspace } from '@shared/ipc/views';
import { EmptyState } from '../../components/EmptyState';
import { chineseTime } from '../../shell/words';

/** Workspaces opened before, newest first. */
export function RecentWorkspaces({
  recent,
  onOpen,
}: {
  readonly recent: readonly RecentWorkspace[];
  readonly onOpen: (index: number) => void;
}) {
  return (
    <section aria-label="最近打开" className="recent">
      <h2>最近打开</h2>
      {recent.length === 0 ? (
        <EmptyState title="还没有打开过考评库" text="打开过的考评库会列在这里，下次一点即开。" />
      ) : (
        <ul>
          {recent.map((workspace, index) => (
            <li key={workspace.folder}>
              <Button type="link" onClick={() => onOpen(index)}>
                {workspace.name}
              </Button>
              <span className="muted recent-folder" title={workspace.folder}>
                {workspace.folder}
              </span>
              <span className="muted">{chineseTime(workspace.openedAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
