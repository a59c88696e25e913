import { Tag } from 'antd';
import type { UnitPreviewView } from '@shared/ipc/views';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ImportDialog, ImportFindings } from '../../components/ImportDialog';

type PreviewedUnit = UnitPreviewView['units'][number];

const CHANGE_NAMES: Readonly<Record<PreviewedUnit['change'], string>> = {
  new: '新增',
  changed: '修改',
  same: '不变',
};

const COLUMNS: readonly DataColumn<PreviewedUnit>[] = [
  {
    key: 'change',
    title: '变化',
    width: 80,
    text: (unit) => CHANGE_NAMES[unit.change],
    filters: Object.values(CHANGE_NAMES),
    render: (unit) => (
      <Tag color={unit.change === 'same' ? 'default' : 'processing'}>{CHANGE_NAMES[unit.change]}</Tag>
    ),
  },
  { key: 'code', title: '单位编码', width: 100, text: (unit) => unit.code },
  { key: 'name', title: '单位名称', text: (unit) => unit.name },
  { key: 'shortName', title: '简称', width: 110, text: (unit) => unit.shortName },
  { key: 'group', title: '单位类别', width: 140, text: (unit) => unit.group },
  { key: 'tags', title: '单位标签', width: 160, text: (unit) => unit.tags.join('、') },
];

/** 「导入单位表」: file, then a preview with every problem; nothing is stored before 「确认导入」. */
export function UnitImportDialog({
  onClose,
  onConfirm,
}: {
  readonly onClose: () => void;
  readonly onConfirm: (preview: UnitPreviewView) => Promise<void>;
}) {
  return (
    <ImportDialog
      title="导入单位表"
      width={980}
      file={{
        purpose: 'units',
        what: '单位表',
        hint: '列：单位编码、单位名称、简称、单位类别、单位标签、排序。列的顺序不限，其余列忽略。',
      }}
      read={(file) => call('units:preview', { file: file.token })}
      renderPreview={(preview) => (
        <>
          <h2 className="dialog-heading">
            导入预览 · {preview.fileName} · {preview.units.length} 个单位
          </h2>
          <DataTable
            id="units.preview"
            label="预览单位"
            rows={preview.units}
            columns={COLUMNS}
            rowKey={(unit) => `${unit.position}-${unit.code}`}
            height={230}
          />
          <ImportFindings problems={preview.problems} height={150} />
        </>
      )}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
