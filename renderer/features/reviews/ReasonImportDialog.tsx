import type { ReasonImportPreview } from '@shared/ipc/practice/insight';
import { call } from '../../api';
import { ImportDialog, ImportFindings } from '../../components/ImportDialog';

/** 「导入常用理由」: a file, what it would change, every problem; nothing is stored before 「确认导入」. */
export function ReasonImportDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: () => void;
}) {
  return (
    <ImportDialog<ReasonImportPreview>
      title="导入常用理由"
      width={820}
      file={{
        purpose: 'reasons',
        what: '常用理由表',
        hint: '列：指标编码、扣分理由、扣分（可空，由规则计算）、依据。列的顺序不限，其余列忽略。',
      }}
      read={(file) => call('reasons:preview', { file: file.token })}
      renderPreview={(preview) => (
        <>
          <h2 className="dialog-heading">
            {preview.fileName}：新增 {preview.added} 条，更新 {preview.changed} 条，相同 {preview.same} 条
          </h2>
          <p className="muted">表里没有的理由保持不变；停用的理由在表里出现的，重新在用。</p>
          <ImportFindings problems={preview.problems} height={220} />
        </>
      )}
      onConfirm={async ({ previewId }) => {
        await call('reasons:import', { previewId });
        onImported();
      }}
      onClose={onClose}
    />
  );
}
