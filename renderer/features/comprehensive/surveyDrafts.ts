import type { SurveyRow } from '@shared/ipc/practice/survey';
import { formatPoints } from '@shared/domain/points';
import { parseCount, parseSurveyScore } from '@shared/tables/surveyTable';
import { call } from '../../api';
import { TypingHolder } from '../../shell/typing';
import { DraftSession } from '../scoring/draftSession';

/** A unit's survey as typed. */
export interface SurveyDraft {
  readonly sent: string;
  readonly valid: string;
  readonly score: string;
  readonly note: string;
}

/** What is stored, as text. */
export function draftOf({ survey }: SurveyRow): SurveyDraft {
  if (!survey) return { sent: '', valid: '', score: '', note: '' };
  const { sent, valid, score, note } = survey;
  return { sent: String(sent), valid: String(valid), score: formatPoints(score), note };
}

/** Why a draft cannot be saved, by field; empty: it can. A draft without any figure takes the survey away. */
export function draftProblems(draft: SurveyDraft): Partial<Readonly<Record<keyof SurveyDraft, string>>> {
  const { sent, valid, score } = draft;
  if ([sent, valid, score].every((text) => text.trim() === '')) {
    return draft.note.trim() === '' ? {} : { sent: '填上份数和得分后保存' };
  }
  const problems: { -readonly [K in keyof SurveyDraft]?: string } = {};
  const [asked, answered] = [parseCount(sent), parseCount(valid)];
  if (asked === null) problems.sent = sent.trim() === '' ? '还没有填' : '请填整数';
  if (answered === null) problems.valid = valid.trim() === '' ? '还没有填' : '请填整数';
  else if (answered === 0) problems.valid = '有效份数要大于 0';
  else if (asked !== null && answered > asked) problems.valid = '有效份数不能多于发放份数';
  if (parseSurveyScore(score) === null) {
    problems.score = score.trim() === '' ? '还没有填' : '请填 0 到 100、最多两位小数';
  }
  return problems;
}

/** A survey is of a unit; it has no item. */
const NO_ITEM = 0;

/**
 * What is being typed into the grid. A draft that can be saved goes out at once; a half-typed row stays, also when the
 * screen is left, until it can be saved or the person takes it back.
 */
export class SurveyDrafts {
  private readonly drafts = new Map<number, SurveyDraft>();
  private readonly listeners = new Set<() => void>();
  private readonly stored = new Map<number, SurveyDraft>();
  private readonly savedListeners = new Set<(row: SurveyRow) => void>();
  readonly session = new DraftSession<SurveyRow, SurveyDraft>({
    keyOf: (unitId) => `survey:${unitId}`,
    send: ({ unitId, entry }) => call('survey:record', { unitId, ...entry }),
    saved: ({ unitId, entry }, row) => {
      this.stored.set(unitId, entry);
      for (const listener of this.savedListeners) listener(row);
    },
    refused: ({ unitId }) => this.forget([unitId]),
  });

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  onSaved(listener: (row: SurveyRow) => void): () => void {
    this.savedListeners.add(listener);
    return () => this.savedListeners.delete(listener);
  }

  get(unitId: number): SurveyDraft | undefined {
    return this.drafts.get(unitId);
  }

  put(unitId: number, draft: SurveyDraft): void {
    this.drafts.set(unitId, draft);
    this.tell();
    if (Object.keys(draftProblems(draft)).length > 0) return;
    // Only the newest draft of a unit counts: all are of one visit.
    this.session.put({ unitId, itemId: NO_ITEM, entry: draft, editId: '' });
  }

  /** What is stored of these units counts, for instance after a table was imported; the other rows stay as typed. */
  forget(unitIds: readonly number[]): void {
    for (const unitId of unitIds) {
      this.drafts.delete(unitId);
      this.session.forget(unitId, NO_ITEM);
    }
    this.tell();
  }

  /** The screen is left: of what is stored, the stored form is shown next time. */
  forgetStored(): void {
    for (const [unitId, draft] of this.stored)
      if (this.drafts.get(unitId) === draft) this.drafts.delete(unitId);
    this.stored.clear();
  }

  close(): void {
    this.session.close();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Units whose stored survey differs between two readings. */
export function changedUnits(before: readonly SurveyRow[], after: readonly SurveyRow[]): readonly number[] {
  const known = new Map(before.map(({ unitId, survey }) => [unitId, JSON.stringify(survey)]));
  return after
    .filter(({ unitId, survey }) => known.get(unitId) !== JSON.stringify(survey))
    .map(({ unitId }) => unitId);
}

/** What is being typed into the survey of the open workspace. */
export const surveyTyping = new TypingHolder(() => new SurveyDrafts());
