import { useSyncExternalStore } from 'react';
import type { SurveyRow } from '@shared/ipc/practice/survey';
import { isSmallSample } from '@shared/scoring/sample';
import { Mark } from '../../components/Mark';
import { draftOf, draftProblems, type SurveyDraft, type SurveyDrafts } from './surveyDrafts';

/** One figure of the grid, saved as typed. The others of the unit are sent with it. */
export function SurveyCell({
  row,
  field,
  title,
  drafts,
  disabled,
}: {
  readonly row: SurveyRow;
  readonly field: keyof SurveyDraft;
  readonly title: string;
  readonly drafts: SurveyDrafts;
  readonly disabled: boolean;
}) {
  const typed = useSyncExternalStore(drafts.subscribe, () => drafts.get(row.unitId));
  const draft = typed ?? draftOf(row);
  const problem = draftProblems(draft)[field] ?? '';
  return (
    <input
      className={`grid-input ${field === 'note' ? 'survey-note' : ''} ${problem ? 'grid-wrong' : ''}`}
      aria-label={`${row.unitName} ${title}`}
      aria-invalid={problem !== ''}
      title={problem || undefined}
      inputMode={field === 'note' ? 'text' : 'decimal'}
      maxLength={field === 'note' ? 500 : 20}
      autoComplete="off"
      value={draft[field]}
      disabled={disabled}
      onChange={(event) => drafts.put(row.unitId, { ...draft, [field]: event.target.value })}
    />
  );
}

/** 样本偏少, or that what is typed is not saved yet because something is missing or wrong. */
export function SampleMark({
  row,
  limit,
  drafts,
}: {
  readonly row: SurveyRow;
  readonly limit: number;
  readonly drafts: SurveyDrafts;
}) {
  const typed = useSyncExternalStore(drafts.subscribe, () => drafts.get(row.unitId));
  const [problem] = Object.values(typed ? draftProblems(typed) : {});
  if (problem) {
    return (
      <span title={problem}>
        <Mark tone="red">未保存</Mark>
      </span>
    );
  }
  return row.survey && isSmallSample(row.survey, limit) ? <Mark tone="amber">样本偏少</Mark> : null;
}
