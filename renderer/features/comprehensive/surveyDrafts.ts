import type { SurveyRow } from '@shared/ipc/practice/survey';
import { formatPoints } from '@shared/domain/points';
import { parseCount, parseSurveyScore } from '@shared/tables/surveyTable';
import { call, toErrorReport } from '../../api';
import { RetryTimer } from '../../shell/retryTimer';
import { trackSave } from '../../shell/saveState';
import { TypingHolder } from '../../shell/typing';

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

/**
 * What is being typed into the grid. A draft that can be saved goes out at once, one call at a time; while one is under
 * way only the newest draft of each unit waits. It outlives the screen: what could not be saved is tried again.
 */
export class SurveyDrafts {
  private readonly drafts = new Map<number, SurveyDraft>();
  private readonly waiting = new Map<number, SurveyDraft>();
  private readonly listeners = new Set<() => void>();
  private readonly stored = new Map<number, SurveyDraft>();
  private readonly savedListeners = new Set<(row: SurveyRow) => void>();
  private readonly timer = new RetryTimer(() => void this.run());
  private busy = false;

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
    this.waiting.set(unitId, draft);
    void this.run();
  }

  /** A table was imported: what is stored counts. */
  clear(): void {
    this.drafts.clear();
    this.tell();
  }

  /** The screen is left: of what is stored, the stored form is shown next time. */
  forgetStored(): void {
    for (const [unitId, draft] of this.stored)
      if (this.drafts.get(unitId) === draft) this.drafts.delete(unitId);
    this.stored.clear();
  }

  close(): void {
    this.timer.close();
    this.waiting.clear();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private async run(): Promise<void> {
    if (this.busy || this.timer.isClosed) return;
    this.busy = true;
    for (const [unitId, draft] of this.waiting) {
      this.waiting.delete(unitId);
      if (!(await this.send(unitId, draft))) break;
    }
    this.busy = false;
  }

  private async send(unitId: number, draft: SurveyDraft): Promise<boolean> {
    try {
      const write = () => call('survey:record', { unitId, ...draft });
      const row = await trackSave(`survey:${unitId}`, write, toErrorReport);
      this.stored.set(unitId, draft);
      for (const listener of this.savedListeners) listener(row);
      return true;
    } catch {
      // A newer draft of the same unit stays in front.
      if (!this.waiting.has(unitId)) this.waiting.set(unitId, draft);
      this.timer.later();
      return false;
    }
  }
}

/** What is being typed into the survey of the open workspace. */
export const surveyTyping = new TypingHolder(() => new SurveyDrafts());
