import { z } from 'zod';
import type { Points } from '../../domain/points';
import type { CompositeWeights } from '../../domain/totals';
import type { TableProblem } from '../../tables/problem';
import { call, id, longText, none, token } from '../call';

/** One unit of the satisfaction survey (满意度测评). */
export interface SurveyRow {
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly group: string;
  /** null: no survey. */
  readonly survey: SurveyFigures | null;
}

export interface SurveyFigures {
  /** 发放份数 */
  readonly sent: number;
  /** 有效份数 */
  readonly valid: number;
  /** Hundredths. */
  readonly score: Points;
  readonly note: string;
}

export interface SurveyView {
  readonly rows: readonly SurveyRow[];
  /** 样本份数下限: fewer valid answers are marked 样本偏少. */
  readonly limit: number;
  /** null: no composite. */
  readonly weights: CompositeWeights | null;
  /** Why nothing of it may change now, in Chinese; '' while it may. */
  readonly closed: string;
}

/** A table as it would be taken over. */
export interface SurveyPreview {
  readonly previewId: string;
  readonly fileName: string;
  readonly rows: readonly (SurveyFigures & {
    readonly unitCode: string;
    readonly unitName: string;
    readonly change: 'new' | 'changed' | 'same';
  })[];
  readonly limit: number;
  readonly problems: readonly TableProblem[];
  readonly blocked: boolean;
}

const figure = z.string().max(60);
/** As a person typed it, in percent. */
const percent = z.string().max(20);

/** 满意度测评与合成. */
export const surveyCalls = {
  'survey:list': call<SurveyView>()(none),
  /** Figures as typed; all blank takes the survey away. */
  'survey:record': call<SurveyRow>()(
    z.object({ unitId: id, sent: figure, valid: figure, score: figure, note: longText }).strict(),
  ),
  'survey:preview': call<SurveyPreview>()(z.object({ file: token }).strict()),
  'survey:import': call<SurveyView>()(z.object({ previewId: token }).strict()),
  'survey:template': call<{ fileName: string }>()(z.object({ target: token }).strict()),
  'survey:setLimit': call<SurveyView>()(z.object({ limit: figure }).strict()),
  'composite:set': call<SurveyView>()(
    z.object({ indicators: percent, caseFiles: percent, survey: percent, reason: longText }).strict(),
  ),
  'composite:off': call<SurveyView>()(z.object({ reason: longText }).strict()),
} as const;
