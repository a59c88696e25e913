import { Button, Flex, Modal, Tag } from 'antd';
import { useState } from 'react';
import type { UnitPreviewView } from '@shared/ipc/views';
import { call } from '../../api';
import { ChooseFile } from '../../components/ChooseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { blockedReason } from '../../components/problemRows';
import { ProblemTable } from '../../components/ProblemTable';

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
  const [preview, setPreview] = useState<UnitPreviewView | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const reason = preview ? blockedReason(preview.problems, preview.blocked) : '请先选择文件';

  const confirm = async () => {
    if (!preview) return;
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm(preview);
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="导入单位表"
      width={980}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Flex gap={8} justify="flex-end" align="center">
          <span className="muted">{reason}</span>
          {preview && <Button onClick={() => setPreview(null)}>重新选择文件</Button>}
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={reason !== ''} loading={busy} onClick={confirm}>
            确认导入
          </Button>
        </Flex>
      }
    >
      <ErrorNotice error={error} />
      {preview ? (
        <section aria-label="导入预览">
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
          {preview.problems.length > 0 && (
            <>
              <h2 className="dialog-heading">问题（{preview.problems.length}）</h2>
              <ProblemTable problems={preview.problems} height={150} />
            </>
          )}
        </section>
      ) : (
        <ChooseFile
          purpose="units"
          what="单位表"
          hint="列：单位编码、单位名称、简称、单位类别、单位标签、排序。列的顺序不限，其余列忽略。"
          onChosen={async (file) => setPreview(await call('units:preview', { file: file.token }))}
        />
      )}
    </Modal>
  );
}
