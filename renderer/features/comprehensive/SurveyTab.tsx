import { App, Button, Spin } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SurveyRow, SurveyView } from '@shared/ipc/practice/survey';
import { isSmallSample, validShare } from '@shared/scoring/sample';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import { useRefusal } from '../scoring/useRefusal';
import { CompositeForm } from './CompositeForm';
import { SampleMark, SurveyCell } from './SurveyCell';
import { SurveyImportDialog } from './SurveyImportDialog';
import { changedUnits, draftOf, surveyTyping, type SurveyDraft, type SurveyDrafts } from './surveyDrafts';
import './comprehensive.css';
import './survey.css';

/** 综合考核 · 满意度与合成: the survey of each unit with its sample, and the weights of the parts of the final score. */
export default function SurveyTab() {
  const survey = useCall('survey:list', {});
  if (survey.error !== undefined && !survey.data) {
    return (
      <div className="screen">
        <ErrorNotice error={survey.error} onRetry={survey.reload} />
      </div>
    );
  }
  if (!survey.data) return <Spin className="screen-spin" />;
  return <Survey view={survey.data} onChange={survey.setData} reload={survey.reload} />;
}

function Survey({
  view,
  onChange,
  reload,
}: {
  readonly view: SurveyView;
  readonly onChange: (view: SurveyView) => void;
  readonly reload: () => void;
}) {
  const { message } = App.useApp();
  const { workspace } = useWorkspace();
  const manages = useMay()('manageSystem');
  const disabled = !manages || view.closed !== '';
  const [importing, setImporting] = useState(false);
  const [error, setError] = useState<unknown>();
  const latest = useRef({ view, onChange });
  useEffect(() => {
    latest.current = { view, onChange };
  });
  const takeRow = useCallback((row: SurveyRow) => {
    const { view: known, onChange: change } = latest.current;
    const rows = known.rows.map((one) => (one.unitId === row.unitId ? row : one));
    latest.current = { ...latest.current, view: { ...known, rows } };
    change(latest.current.view);
  }, []);
  const drafts = surveyTyping.in(workspace.folder);
  const refusal = useRefusal(drafts.session, reload);
  useEffect(() => drafts.onSaved(takeRow), [drafts, takeRow]);
  useEffect(() => () => drafts.forgetStored(), [drafts]);
  const columns = useMemo(() => columnsOf(drafts, view.limit, disabled), [drafts, view.limit, disabled]);

  const exportTable = async () => {
    setError(undefined);
    try {
      const suggestedName = `${workspace.cycle.year}年度满意度测评表.xlsx`;
      const target = await call('dialog:save', { suggestedName, extension: 'xlsx' });
      if (!target) return;
      const { fileName } = await call('survey:template', { target: target.token });
      message.success(`已导出到 ${fileName}`);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <div className="screen-fill">
      <div className="survey">
        <CompositeForm
          // Weights saved or switched off begin a new draft.
          key={JSON.stringify(view.weights)}
          view={view}
          disabled={disabled}
          onChange={onChange}
        />
        <section className="panel survey-list" aria-label="满意度测评">
          <ErrorNotice error={error} onClose={() => setError(undefined)} />
          <ErrorNotice error={refusal} onClose={drafts.session.clearRefusal} />
          <DataTable
            id="survey.list"
            label="满意度测评"
            rows={view.rows}
            columns={columns}
            rowKey={(row) => row.unitId}
            exportName="满意度测评"
            empty={<NoUnits />}
            toolbar={
              manages && (
                <>
                  <Button disabled={disabled} onClick={() => setImporting(true)}>
                    导入满意度
                  </Button>
                  <Button onClick={() => void exportTable()}>导出测评表</Button>
                </>
              )
            }
          />
        </section>
      </div>
      {importing && (
        <SurveyImportDialog
          onClose={() => setImporting(false)}
          onImported={(next, changed) => {
            drafts.forget(changedUnits(view.rows, next.rows));
            onChange(next);
            message.success(`已导入 ${changed} 个单位的满意度`);
          }}
        />
      )}
    </div>
  );
}

function NoUnits() {
  const navigate = useNavigate();
  return (
    <EmptyState
      title="没有可以查看的单位"
      text="各单位的满意度得分和样本份数列在这里。还没有被考评单位的，先导入单位表。"
      actions={<Button onClick={() => navigate({ screen: 'units' })}>去被考评单位</Button>}
    />
  );
}

const FIELDS: readonly (readonly [keyof SurveyDraft, string, number])[] = [
  ['sent', '发放份数', 92],
  ['valid', '有效份数', 92],
];

function columnsOf(drafts: SurveyDrafts, limit: number, disabled: boolean): readonly DataColumn<SurveyRow>[] {
  const field = (key: keyof SurveyDraft, title: string, width?: number): DataColumn<SurveyRow> => ({
    ...{ key, title },
    ...(width === undefined ? {} : { width }),
    numeric: key !== 'note',
    text: (row) => draftOf(row)[key],
    sortBy: key === 'note' ? undefined : (row) => row.survey?.[key] ?? null,
    render: (row) => <SurveyCell row={row} field={key} title={title} drafts={drafts} disabled={disabled} />,
  });
  return [
    { key: 'code', title: '单位编码', width: 84, text: (row) => row.unitCode },
    { key: 'name', title: '单位', width: 164, text: (row) => row.unitName },
    ...FIELDS.map(([key, title, width]) => field(key, title, width)),
    {
      key: 'share',
      title: '有效率',
      width: 80,
      numeric: true,
      text: ({ survey }) => (survey ? validShare(survey) : ''),
      sortBy: ({ survey }) => (survey ? survey.valid / survey.sent : null),
    },
    field('score', '得分', 80),
    {
      key: 'sample',
      title: '样本',
      width: 88,
      text: ({ survey }) => (survey && isSmallSample(survey, limit) ? '样本偏少' : ''),
      filters: ['样本偏少'],
      render: (row) => <SampleMark row={row} limit={limit} drafts={drafts} />,
    },
    field('note', '备注'),
  ];
}
