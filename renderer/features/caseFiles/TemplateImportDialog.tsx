import type { ReviewTemplatePreview, ReviewTemplateView } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { ImportDialog, ImportFindings } from '../../components/ImportDialog';

/** 「导入评查标准」: file, then what was read and what is wrong; nothing is stored before 「确认导入」. */
export function TemplateImportDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: (templates: readonly ReviewTemplateView[]) => void;
}) {
  return (
    <ImportDialog<ReviewTemplatePreview>
      title="导入评查标准"
      width={860}
      file={{
        purpose: 'units',
        what: '评查标准',
        hint: '三张工作表：合法性（编号、内容、依据），规范性（编号、环节、内容、扣分、最多扣、依据），设置（类别、名称、版本、来源、官方文本）。可先导出现有标准照着改。',
      }}
      read={(file) => call('caseFiles:previewTemplate', { file: file.token })}
      renderPreview={({ fileName, template, problems }) => (
        <>
          <h2 className="dialog-heading">导入预览 · {fileName}</h2>
          {template && (
            <p>
              {template.type}：{template.name} {template.version}，合法性 {template.gates.length} 条，规范性{' '}
              {template.deductions.length} 条。导入后新的评查用这一版，已开始的评查仍用原来的。
            </p>
          )}
          <ImportFindings problems={problems} height={220} />
        </>
      )}
      onConfirm={async ({ previewId }) => onImported(await call('caseFiles:importTemplate', { previewId }))}
      onClose={onClose}
    />
  );
}
