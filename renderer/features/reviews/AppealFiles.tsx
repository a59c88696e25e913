import { App, Button } from 'antd';
import { useState } from 'react';
import type { ChosenFile, EvidenceView } from '@shared/ipc/views';
import { call } from '../../api';
import { FileDrop } from '../../components/FileDrop';
import { useShowError } from '../../components/useShowError';

/** New evidence of an appeal: it becomes evidence of the item, and is named by the appeal. */
export function AppealFiles({
  place,
  files,
  onFiles,
}: {
  readonly place: { readonly unitId: number; readonly itemId: number };
  readonly files: readonly EvidenceView[];
  readonly onFiles: (files: readonly EvidenceView[]) => void;
}) {
  const { modal } = App.useApp();
  const showError = useShowError();
  const [busy, setBusy] = useState(false);
  const add = async (chosen: readonly ChosenFile[]) => {
    if (chosen.length === 0) return;
    setBusy(true);
    try {
      const tokens = chosen.map(({ token }) => token);
      const { added, refused } = await call('evidence:add', { ...place, files: tokens });
      const known = new Set(files.map(({ id }) => id));
      onFiles([...files, ...added.filter(({ id }) => !known.has(id))]);
      if (refused.length === 0) return;
      modal.warning({
        title: `${refused.length} 份没有收下`,
        content: refused.map(({ name, error }) => <p key={name}>{`${name}：${error.what}${error.todo}`}</p>),
        okText: '知道了',
      });
    } catch (cause) {
      showError(cause);
    } finally {
      setBusy(false);
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
    <FileDrop label="补充材料" onFiles={(dropped) => void add(dropped)} onError={showError}>
      <div className="panel-head">
        <span>补充材料（{files.length}）</span>
        <span className="spacer" />
        <Button size="small" loading={busy} onClick={() => void choose()}>
          添加补充材料
        </Button>
      </div>
      {files.length === 0 && (
        <p className="muted">把文件拖到这里，或点“添加补充材料”；材料同时附在这项指标下。</p>
      )}
      <ul className="review-list">
        {files.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </FileDrop>
  );
}
