import { z } from 'zod';

const text = z.string().max(100_000);
const moment = z.string().max(40);
/** Hundredths. */
const points = z.number().int().min(-1_000_000).max(1_000_000);
const count = z.number().int().min(0).max(1_000_000_000);

/** A step between 审核分 and 最终分, without who took it. */
const step = z.strictObject({
  kind: z.enum(['siteCheck', 'appeal', 'correction']),
  fromPoints: points,
  toPoints: points,
  reason: text,
  /** '' for an appeal: its number counts other units' appeals too. */
  basis: text,
  at: moment,
});

/** Parts of a composite final score, as shared/domain/totals.ts has them. */
const composite = z.strictObject({
  weights: z.strictObject({ indicators: count, caseFiles: count, survey: count }),
  caseFiles: z.strictObject({ sum: count, count }).nullable(),
  survey: points.nullable(),
  indicators: points,
});

const totals = z.strictObject({
  raw: points,
  applicable: points,
  converted: points,
  bonus: points,
  deduction: points,
  final: points,
  composite: composite.nullable(),
  unscored: count,
  grade: z.string().max(100).nullable(),
  gradeNote: text.nullable(),
  /** False from 审定 on. */
  provisional: z.boolean(),
  /** null unless the office shows it. */
  rank: count.nullable(),
  rankedOf: count,
  rankShown: z.boolean(),
});

/** What a unit is told of its results: its own, with reasons, and neither another unit nor a scorer's name. */
export const feedbackRow = z.strictObject({
  unit: z.string().min(1).max(100),
  /** Last day for appeals, ISO. */
  appealsUntil: z.union([z.iso.date(), z.literal('')]),
  /** When 反馈申诉 began, the last time it did: what was decided before was about another score. */
  began: moment.optional(),
  totals,
  items: z
    .array(
      z.strictObject({
        item: z.string().min(1).max(100),
        status: z.enum(['unscored', 'notApplicable', 'scored']),
        /** 审核分 and 最终分; null unless scored. */
        assessed: points.nullable(),
        final: points.nullable(),
        /** What was found wanting, with the reason. */
        matter: text,
        adjustments: z.array(step).max(1000),
      }),
    )
    .max(10_000),
});

export type FeedbackRow = z.infer<typeof feedbackRow>;
