import { z } from 'zod';
import type { ScoringItem, SystemSettings } from '../domain/indicatorSystem';
import type { Rule } from '../domain/rule';

const text = z.string().max(20_000);
const name = z.string().trim().min(1).max(500);
const points = z.number().int().nonnegative().max(1_000_000);
const quantity = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/);
const whenEmpty = z.enum(['na', 'full', 'zero']);
const own = { points: points.optional() };
const ratio = {
  ...own,
  kind: z.literal('ratio'),
  metric: text,
  numerator: text,
  denominator: text,
  target: quantity,
  whenEmpty,
};

/** A rule as it may come from a form or a stored row. Whether its figures make sense is `checkItem`'s question. */
export const ruleSchema: z.ZodType<Rule> = z.union([
  z.object({ ...own, kind: z.literal('yesNo'), condition: text }).strict(),
  z
    .object({
      ...own,
      kind: z.literal('checklist'),
      parts: z.array(z.object({ name: text, points }).strict()).max(100),
    })
    .strict(),
  z
    .object({
      ...own,
      kind: z.literal('graded'),
      criterion: text,
      levels: z.array(z.object({ label: text, score: points }).strict()).max(100),
    })
    .strict(),
  z
    .object({ ...own, kind: z.literal('manual'), guidance: text, step: points, reasonRequired: z.boolean() })
    .strict(),
  z
    .object({
      ...own,
      kind: z.literal('deductPerMissing'),
      subject: text,
      required: quantity,
      unit: text,
      perMissing: points,
      maxDeduct: points,
    })
    .strict(),
  z.object({ ...ratio, mode: z.literal('linear'), zeroBelow: quantity.nullable() }).strict(),
  z
    .object({
      ...ratio,
      mode: z.literal('step'),
      stepSize: quantity,
      perStep: points,
      stepRounding: z.enum(['ceil', 'floor']),
    })
    .strict(),
  z
    .object({
      ...own,
      kind: z.literal('bands'),
      metric: text,
      unit: text,
      direction: z.enum(['higherBetter', 'lowerBetter']),
      bands: z
        .array(
          z
            .object({ label: text, min: quantity.nullable(), max: quantity.nullable(), score: points })
            .strict(),
        )
        .max(100),
      whenEmpty,
    })
    .strict(),
  z
    .object({
      ...own,
      kind: z.literal('perOccurrenceDeduct'),
      events: z.array(z.object({ label: text, unit: text, each: points }).strict()).max(100),
      maxDeduct: points,
    })
    .strict(),
  z
    .object({
      ...own,
      kind: z.literal('caseReview'),
      fileType: text,
      fullScore: quantity,
      passScore: quantity,
      excellentScore: quantity,
      minFiles: z.number().int().nonnegative().max(10_000),
      failDeductEach: points,
      notSubmitted: z.literal('zero'),
      whenEmpty,
    })
    .strict(),
  z
    .object({
      ...own,
      kind: z.literal('deadline'),
      subject: text,
      month: z.number().int().min(1).max(12),
      day: z.number().int().min(1).max(31),
      yearOffset: z.number().int().min(0).max(5),
      perDay: points,
      maxDeduct: points,
    })
    .strict(),
  z
    .object({
      kind: z.literal('bonusPerOccurrence'),
      unit: text,
      levels: z.array(z.object({ label: text, each: points }).strict()).max(100),
      cap: points,
    })
    .strict(),
  z
    .object({
      kind: z.literal('veto'),
      effect: z.enum(['fail', 'capGood']),
      triggers: z.array(text).max(100),
    })
    .strict(),
]);

export const itemSchema: z.ZodType<ScoringItem> = z
  .object({
    code: z.string().trim().min(1).max(60),
    section: z.enum(['base', 'bonus', 'deduction', 'veto']),
    level1Code: z.string().max(60),
    level1Name: name,
    level2Code: z.string().max(60),
    level2Name: z.string().max(500),
    name,
    requirement: text,
    points,
    rules: z.array(ruleSchema).min(1).max(20),
    standard: text,
    evidence: z.array(text).max(100),
    groups: z.array(z.string().max(100)).max(100),
    unitTags: z.array(z.string().max(100)).max(100),
    leadScorer: z.string().max(200),
    basis: z.array(z.object({ source: z.string().max(60), text }).strict()).max(100),
  })
  .strict();

export const settingsSchema: z.ZodType<SystemSettings> = z
  .object({
    bonusCap: points,
    deductionCap: points,
    finalMax: points,
    notApplicableMethod: z.enum(['proRata', 'fullMark', 'groupAverage']),
    minApplicablePoints: points,
    grades: z
      .array(z.object({ name, min: points }).strict())
      .min(1)
      .max(20),
    excellentPercent: z.number().int().min(0).max(100),
    tieBreaks: z.array(z.enum(['withoutBonus', 'enforcementRate', 'caseFileMean'])).max(3),
  })
  .strict();
