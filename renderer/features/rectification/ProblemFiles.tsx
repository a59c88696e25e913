import { App } from 'antd';
import type { ChosenFile } from '@shared/ipc/views';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { call } from '../../api';
import { FileBox } from '../../components/FileBox';
import { chineseTime } from '../../shell/words';

/** Proof of what was done: drop files here or choose them. */
export function ProblemFiles({
  problem,
  disabled,
  onChanged,
}: {
  readonly problem: ProblemView;
  readonly disabled: boolean;
  readonly onChanged: () => void;
}) {
  const { message } = App.useApp();
  const add = async (files: readonly ChosenFile[]) => {
    const tokens = files.map(({ token }) => token);
    const { refused } = await call('problem:addFiles', { id: problem.id, files: tokens });
    const added = files.length - refused.length;
    if (added > 0) message.success(`已添加 ${added} 份佐证`);
    onChanged();
    return refused;
  };
  return (
    <FileBox
      label="整改佐证"
      heading={<h3>整改佐证（{problem.files.length}）</h3>}
      addText="添加整改佐证"
      hint={problem.files.length === 0 ? '把文件拖到这里，或点“添加整改佐证”。' : undefined}
      disabled={disabled}
      add={add}
    >
      <ul className="measure-list">
        {problem.files.map((file) => (
          <li key={file.sha256}>
            <div>{file.name}</div>
            <div className="muted">
              {file.person} · {chineseTime(file.at)}
            </div>
          </li>
        ))}
      </ul>
    </FileBox>
  );
}
