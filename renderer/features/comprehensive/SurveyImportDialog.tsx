import { useMemo } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { SurveyPreview, SurveyView } from '@shared/ipc/practice/survey';
import { isSmallSample, validShare } from '@shared/scoring/sample';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ImportDialog, ImportFindings } from '../../components/ImportDialog';
import { Mark } from '../../components/Mark';

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
  return (
    <ImportDialog<SurveyPreview>
      title="导入满意度"
      width={900}
      file={{
        purpose: 'survey',
        what: '满意度测评表',
        hint: '列：单位编码、单位名称、发放份数、有效份数、得分、备注。表里没有的单位保留原来的结果。',
      }}
      read={(file) => call('survey:preview', { file: file.token })}
      renderPreview={(preview) => <Preview preview={preview} />}
      onConfirm={async ({ previewId, rows }) => {
        const changed = rows.filter(({ change }) => change !== 'same').length;
        onImported(await call('survey:import', { previewId }), changed);
      }}
      onClose={onClose}
    />
  );
}

function Preview({ preview: { fileName, rows, limit, problems } }: { readonly preview: SurveyPreview }) {
  const columns = useMemo(() => columnsOf(limit), [limit]);
  return (
    <>
      <h2 className="dialog-heading">
        导入预览 · {fileName} · {rows.length} 个单位
      </h2>
      <DataTable
        id="survey.preview"
        label="预览满意度"
        rows={rows}
        columns={columns}
        rowKey={(row) => row.unitCode}
        height={200}
      />
      <ImportFindings problems={problems} height={130} />
    </>
  );
}
