import type { IndicatorPreviewView } from '@shared/ipc/views';
import { call } from '../../api';
import { ImportDialog, type ColumnStep } from '../../components/ImportDialog';
import { ImportMapping } from './ImportMapping';
import { ImportPreview } from './ImportPreview';
import './indicatorSystem.css';

const COLUMNS: ColumnStep<IndicatorPreviewView> = {
  mappingOf: ({ mapping }) => mapping,
  read: (file, { sheet }, mapping) =>
    call('indicators:preview', { file: file.token, mapping: { ...mapping }, sheet }),
  render: (preview, mapping, onChange) => (
    <ImportMapping preview={preview} mapping={mapping} onChange={onChange} />
  ),
};

/** 「导入指标表」 in three steps; nothing is stored before 「确认导入」. */
export function IndicatorImportDialog({
  onClose,
  onConfirm,
}: {
  readonly onClose: () => void;
  readonly onConfirm: (preview: IndicatorPreviewView) => Promise<void>;
}) {
  return (
    <ImportDialog<IndicatorPreviewView>
      title="导入指标表"
      width={1120}
      file={{
        purpose: 'indicators',
        what: '指标表',
        hint: '可以是本系统导出的表，也可以是各地现行的表：有标题行、合并单元格、没有编码都能读，读入前逐条列出问题。',
      }}
      read={(file) => call('indicators:preview', { file: file.token })}
      columns={COLUMNS}
      renderPreview={(preview) => <ImportPreview key={preview.previewId} preview={preview} />}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
