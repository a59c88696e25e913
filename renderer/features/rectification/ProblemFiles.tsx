import { App, Button } from 'antd';
import type { ChosenFile } from '@shared/ipc/views';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { call } from '../../api';
import { FileDrop } from '../../components/FileDrop';
import { useShowError } from '../../components/useShowError';
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
  const { modal, message } = App.useApp();
  const showError = useShowError();
  const add = async (files: readonly ChosenFile[]) => {
    if (files.length === 0) return;
    try {
      const { refused } = await call('problem:addFiles', {
        id: problem.id,
        files: files.map(({ token }) => token),
      });
      const added = files.length - refused.length;
      if (added > 0) message.success(`已添加 ${added} 份佐证`);
      if (refused.length > 0) {
        modal.warning({
          title: `${refused.length} 份没有收下`,
          content: refused.map(({ name, error }) => (
            <p key={name}>{`${name}：${error.what}${error.todo}`}</p>
          )),
          okText: '知道了',
        });
      }
      onChanged();
    } catch (cause) {
      showError(cause);
    }
  };
  const choose = async () => {
    try {
      await add(await call('dialog:files', { purpose: 'evidence', multiple: true }));
    } catch (cause) {
      showError(cause);
    }
  };
  return (
    <FileDrop label="整改佐证" disabled={disabled} onFiles={(files) => void add(files)} onError={showError}>
      <div className="panel-head">
        <h3>整改佐证（{problem.files.length}）</h3>
        <span className="spacer" />
        <Button size="small" disabled={disabled} onClick={() => void choose()}>
          添加整改佐证
        </Button>
      </div>
      {problem.files.length === 0 && <p className="muted">把文件拖到这里，或点“添加整改佐证”。</p>}
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
    </FileDrop>
  );
}
