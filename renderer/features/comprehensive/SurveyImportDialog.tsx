import { Button, Flex, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { SurveyPreview, SurveyView } from '@shared/ipc/practice/survey';
import { isSmallSample, validShare } from '@shared/scoring/sample';
import { call } from '../../api';
import { ChooseFile } from '../../components/ChooseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Mark } from '../../components/Mark';
import { blockedReason } from '../../components/problemRows';
import { ProblemTable } from '../../components/ProblemTable';

type PreviewedSurvey = SurveyPreview['rows'][number];

const CHANGE_NAMES = { new: '新增', changed: '更新', same: '相同' } as const;

const columnsOf = (limit: number): readonly DataColumn<PreviewedSurvey>[] => [
  { key: 'code', title: '单位编码', width: 96, text: (row) => row.unitCode },
  { key: 'name', title: '单位', text: (row) => row.unitName },
  { key: 'sent', title: '发放份数', width: 90, numeric: true, text: (row) => String(row.sent) },
  { key: 'valid', title: '有效份数', width: 90, numeric: true, text: (row) => String(row.valid) },
  { key: 'share', title: '有效率', width: 84, numeric: true, text: validShare },
  { key: 'score', title: '得分', width: 80, numeric: true, text: (row) => formatPoints(row.score) },
  {
    key: 'sample',
    title: '样本',
    width: 92,
    text: (row) => (isSmallSample(row, limit) ? '样本偏少' : ''),
    render: (row) => (isSmallSample(row, limit) ? <Mark tone="amber">样本偏少</Mark> : null),
  },
  { key: 'change', title: '变化', width: 72, text: (row) => CHANGE_NAMES[row.change] },
];

/** 「导入满意度」: file, then a preview with every problem; nothing is stored before 「确认导入」. */
export function SurveyImportDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: (view: SurveyView, changed: number) => void;
}) {
  const [preview, setPreview] = useState<SurveyPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const limit = preview?.limit ?? 0;
  const columns = useMemo(() => columnsOf(limit), [limit]);
  const reason = preview ? blockedReason(preview.problems, preview.blocked) : '请先选择文件';

  const confirm = async () => {
    if (!preview) return;
    setBusy(true);
    setError(undefined);
    try {
      const changed = preview.rows.filter(({ change }) => change !== 'same').length;
      onImported(await call('survey:import', { previewId: preview.previewId }), changed);
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
      title="导入满意度"
      width={900}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Flex gap={8} justify="flex-end" align="center">
          <span className="muted">{reason}</span>
          {preview && <Button onClick={() => setPreview(null)}>重新选择文件</Button>}
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={reason !== ''} loading={busy} onClick={() => void confirm()}>
            确认导入
          </Button>
        </Flex>
      }
    >
      <ErrorNotice error={error} />
      {preview ? (
        <section aria-label="导入预览">
          <h2 className="dialog-heading">
            导入预览 · {preview.fileName} · {preview.rows.length} 个单位
          </h2>
          <DataTable
            id="survey.preview"
            label="预览满意度"
            rows={preview.rows}
            columns={columns}
            rowKey={(row) => row.unitCode}
            height={200}
          />
          {preview.problems.length > 0 && (
            <>
              <h2 className="dialog-heading">问题（{preview.problems.length}）</h2>
              <ProblemTable problems={preview.problems} height={130} />
            </>
          )}
        </section>
      ) : (
        <ChooseFile
          purpose="survey"
          what="满意度测评表"
          hint="列：单位编码、单位名称、发放份数、有效份数、得分、备注。表里没有的单位保留原来的结果。"
          onChosen={async (file) => setPreview(await call('survey:preview', { file: file.token }))}
        />
      )}
    </Modal>
  );
}
