import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ReasonImportPreview } from '@shared/ipc/practice/insight';
import { call } from '../../api';
import { ChooseFile } from '../../components/ChooseFile';
import { ErrorNotice } from '../../components/ErrorNotice';
import { blockedReason } from '../../components/problemRows';
import { ProblemTable } from '../../components/ProblemTable';
import { useAction } from '../../shell/useCall';

/** 「导入常用理由」: a file, what it would change, every problem; nothing is stored before 「确认导入」. */
export function ReasonImportDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: () => void;
}) {
  const [preview, setPreview] = useState<ReasonImportPreview | null>(null);
  const take = useAction('reasons:import');
  const blocked = preview ? blockedReason(preview.problems, preview.blocked) : '请先选择文件';
  const run = async () => {
    if (preview && (await take.run({ previewId: preview.previewId }))) onImported();
  };
  return (
    <Modal
      open
      title="导入常用理由"
      width={820}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <div className="review-foot">
          <span className="muted">{blocked}</span>
          {preview && <Button onClick={() => setPreview(null)}>重新选择文件</Button>}
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={blocked !== ''} loading={take.busy} onClick={() => void run()}>
            确认导入
          </Button>
        </div>
      }
    >
      <ErrorNotice error={take.error} />
      {preview ? (
        <section aria-label="导入预览">
          <h2 className="dialog-heading">
            {preview.fileName}：新增 {preview.added} 条，更新 {preview.changed} 条，相同 {preview.same} 条
          </h2>
          <p className="muted">表里没有的理由保持不变；停用的理由在表里出现的，重新在用。</p>
          {preview.problems.length > 0 && <ProblemTable problems={preview.problems} height={220} />}
        </section>
      ) : (
        <ChooseFile
          purpose="reasons"
          what="常用理由表"
          hint="列：指标编码、扣分理由、扣分（可空，由规则计算）、依据。列的顺序不限，其余列忽略。"
          onChosen={async (file) => setPreview(await call('reasons:preview', { file: file.token }))}
        />
      )}
    </Modal>
  );
}
