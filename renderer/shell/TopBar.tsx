import { QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { ReferenceNote } from '../components/ReferenceNote';
import { PersonMenu } from '../features/account/PersonMenu';
import { SaveStatus } from './SaveStatus';
import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { SEAT_NAMES } from './words';
import { useWorkspace } from './workspace';

/** Workspace, cycle and its state, seat and person, save state, 「搜索」, 「帮助」. */
export function TopBar({ onSearch, onHelp }: { readonly onSearch: () => void; readonly onHelp: () => void }) {
  const { workspace } = useWorkspace();
  const { cycle } = workspace;
  return (
    <header className="top-bar">
      <span className="top-bar-name" title={workspace.folder}>
        {workspace.name}
      </span>
      <span className="top-bar-cycle">
        {cycle.year}年度 · {CYCLE_STATE_NAMES[cycle.state]}
      </span>
      <ReferenceNote system={workspace.system} compact />
      {workspace.readOnly && <Tag color="error">只读</Tag>}
      <span className="spacer" />
      <SaveStatus />
      <span className="top-bar-seat">席位 {SEAT_NAMES[workspace.seat]}</span>
      <PersonMenu />
      <Button
        icon={<SearchOutlined aria-hidden />}
        onClick={onSearch}
        title="搜索（Ctrl+K）"
        aria-keyshortcuts="Control+K"
      >
        搜索
      </Button>
      <Button icon={<QuestionCircleOutlined aria-hidden />} onClick={onHelp}>
        帮助
      </Button>
    </header>
  );
}
