import { z } from 'zod';
import {
  SECTION_NAMES,
  type IndicatorSystem,
  type ScoringItem,
  type Section,
  type TieBreak,
} from './indicatorSystem';
import { parsePoints, parseQuantity, type Points, type Quantity } from './points';
import type { Band, Rule } from './rule';
import type { Unit } from './unit';

export interface ReferenceSet {
  readonly system: IndicatorSystem;
  readonly groups: readonly { readonly name: string; readonly note: string }[];
  readonly unitTags: Readonly<Record<string, string>>;
  readonly sampleUnits: readonly Unit[];
}

/*
 * The file writes 0.25 for a quarter of a point. Its JSON numbers are read through their shortest decimal text, so that
 * no binary fraction enters the arithmetic.
 */
const points = z.number().transform((value, context): Points => {
  const read = parsePoints(String(value));
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: `${value} is not a number of points` });
  return z.NEVER;
});
const quantity = z.number().transform((value, context): Quantity => {
  const read = parseQuantity(String(value));
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: `${value} is not a decimal number` });
  return z.NEVER;
});
const whenEmpty = z.enum(['na', 'full', 'zero']);

const ratio = {
  kind: z.literal('ratio'),
  metric: z.string(),
  numerator: z.string(),
  denominator: z.string(),
  target: quantity,
  whenEmpty,
};
const plainRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yesNo'), condition: z.string() }),
  z.object({ kind: z.literal('checklist'), parts: z.array(z.object({ name: z.string(), points })) }),
  z.object({
    kind: z.literal('graded'),
    criterion: z.string(),
    levels: z.array(z.object({ label: z.string(), score: points })),
  }),
  z.object({ kind: z.literal('manual'), guidance: z.string(), step: points, reasonRequired: z.boolean() }),
  z.object({
    kind: z.literal('deductPerMissing'),
    subject: z.string(),
    required: quantity,
    unit: z.string(),
    perMissing: points,
    maxDeduct: points,
  }),
  z.object({
    kind: z.literal('bands'),
    metric: z.string(),
    unit: z.string(),
    direction: z.enum(['higherBetter', 'lowerBetter']),
    bands: z.array(
      z
        .object({ label: z.string(), min: quantity.optional(), max: quantity.optional(), score: points })
        .transform((band): Band => ({
          label: band.label,
          min: band.min ?? null,
          max: band.max ?? null,
          score: band.score,
        })),
    ),
    whenEmpty,
  }),
  z.object({
    kind: z.literal('perOccurrenceDeduct'),
    events: z.array(z.object({ label: z.string(), unit: z.string(), each: points })),
    maxDeduct: points,
  }),
  z.object({
    kind: z.literal('caseReview'),
    fileType: z.string(),
    fullScore: quantity,
    passScore: quantity,
    excellentScore: quantity,
    minFiles: z.number().int().nonnegative(),
    failDeductEach: points,
    notSubmitted: z.literal('zero'),
    whenEmpty,
  }),
  z.object({
    kind: z.literal('deadline'),
    subject: z.string(),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
    yearOffset: z.number().int().nonnegative(),
    perDay: points,
    maxDeduct: points,
  }),
  z.object({
    kind: z.literal('bonusPerOccurrence'),
    unit: z.string(),
    levels: z.array(z.object({ label: z.string(), each: points })),
    cap: points,
  }),
  z.object({ kind: z.literal('veto'), effect: z.enum(['fail', 'capGood']), triggers: z.array(z.string()) }),
]);
const ratioRule = z.discriminatedUnion('mode', [
  z.object({ ...ratio, mode: z.literal('linear'), zeroBelow: quantity.nullable() }),
  z.object({
    ...ratio,
    mode: z.literal('step'),
    stepSize: quantity,
    perStep: points,
    stepRounding: z.enum(['ceil', 'floor']),
  }),
]);
const rule = z.union([ratioRule, plainRule]);

const itemShape = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  requirement: z.string(),
  points: points.optional(),
  rule: rule.optional(),
  /** Several rules where an office's own file has them; the reference set has one each. */
  rules: z.array(rule).min(1).optional(),
  standard: z.string(),
  evidence: z.array(z.string()),
  groups: z.array(z.string()),
  unitTags: z.array(z.string()).optional(),
  leadScorer: z.string(),
  basis: z.array(z.object({ source: z.string(), text: z.string() })),
});
type ItemShape = z.infer<typeof itemShape>;

const fileShape = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  version: z.string().min(1),
  year: z.number().int().min(1990).max(2200),
  provenance: z.object({ official: z.boolean(), note: z.string() }),
  scoring: z.object({
    notApplicable: z.object({
      method: z.enum(['proRata', 'fullMark', 'groupAverage']),
      minApplicablePoints: points,
    }),
    finalMax: points,
    grades: z.array(z.object({ name: z.string(), min: points })).min(2),
    excellentQuota: z.object({ percentPerGroup: z.number().int().min(1).max(100) }),
    tieBreak: z.array(z.string()),
  }),
  unitGroups: z.array(z.object({ id: z.string(), name: z.string(), note: z.string() })),
  unitTags: z.record(z.string(), z.string()),
  sampleUnits: z.object({
    units: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        shortName: z.string(),
        group: z.string(),
        tags: z.array(z.string()),
      }),
    ),
  }),
  firstLevel: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      indicators: z.array(z.object({ code: z.string(), name: z.string(), items: z.array(itemShape) })),
    }),
  ),
  bonus: z.object({ totalCap: points, items: z.array(itemShape) }),
  deduction: z.object({ totalCap: points, items: z.array(itemShape) }),
  veto: z.object({ items: z.array(itemShape) }),
});
type FileShape = z.infer<typeof fileShape>;

const TIE_BREAKS: Readonly<Record<string, TieBreak>> = {
  bonusExcludedScore: 'withoutBonus',
  'firstLevel:4': 'enforcementRate',
  caseReviewAverage: 'caseFileMean',
};

/** Codes of the parts beside the 100 points. */
const SECTION_CODES = { bonus: 'J', deduction: 'K', veto: 'V' } as const;

/**
 * Reads an indicator set in the shape of the shipped reference set (practice page §17) into domain types. Group ids
 * become group names, unit ids unit codes.
 *
 * @throws {z.ZodError} naming the place, if the data has another shape.
 */
export function readReferenceSet(json: unknown): ReferenceSet {
  const file = fileShape.parse(json);
  const groupNames = new Map(file.unitGroups.map((group) => [group.id, group.name]));
  const nameOf = (id: string): string => groupNames.get(id) ?? id;
  return {
    system: {
      systemId: file.id,
      title: file.title,
      version: file.version,
      year: file.year,
      provenance: { official: file.provenance.official, note: file.provenance.note },
      settings: settingsOf(file),
      items: itemsOf(file, nameOf),
    },
    groups: file.unitGroups.map(({ name, note }) => ({ name, note })),
    unitTags: file.unitTags,
    sampleUnits: file.sampleUnits.units.map((unit, index) => ({
      code: unit.id,
      name: unit.name,
      shortName: unit.shortName,
      group: nameOf(unit.group),
      tags: unit.tags,
      position: index + 1,
    })),
  };
}

function settingsOf(file: FileShape): IndicatorSystem['settings'] {
  const { scoring } = file;
  return {
    bonusCap: file.bonus.totalCap,
    deductionCap: file.deduction.totalCap,
    finalMax: scoring.finalMax,
    notApplicableMethod: scoring.notApplicable.method,
    minApplicablePoints: scoring.notApplicable.minApplicablePoints,
    grades: scoring.grades,
    excellentPercent: scoring.excellentQuota.percentPerGroup,
    // 'sameRank' ends every list and is not a comparison of its own.
    tieBreaks: scoring.tieBreak.flatMap((name) => TIE_BREAKS[name] ?? []),
  };
}

type Placement = Pick<ScoringItem, 'section' | 'level1Code' | 'level1Name' | 'level2Code' | 'level2Name'>;

function itemsOf(file: FileShape, groupName: (id: string) => string): ScoringItem[] {
  const base = file.firstLevel.flatMap((part) =>
    part.indicators.flatMap((level2) =>
      level2.items.map((item) =>
        itemOf(item, groupName, {
          section: 'base',
          level1Code: part.code,
          level1Name: part.name,
          level2Code: level2.code,
          level2Name: level2.name,
        }),
      ),
    ),
  );
  const beside = (section: Exclude<Section, 'base'>): ScoringItem[] =>
    file[section].items.map((item) =>
      itemOf(item, groupName, {
        section,
        level1Code: SECTION_CODES[section],
        level1Name: SECTION_NAMES[section],
        level2Code: '',
        level2Name: '',
      }),
    );
  return [...base, ...beside('bonus'), ...beside('deduction'), ...beside('veto')];
}

function itemOf(item: ItemShape, groupName: (id: string) => string, placement: Placement): ScoringItem {
  const rules: readonly Rule[] = item.rules ?? (item.rule ? [item.rule] : []);
  return {
    code: item.code,
    ...placement,
    name: item.name,
    requirement: item.requirement,
    points: placement.section === 'base' ? (item.points ?? 0) : 0,
    rules,
    standard: item.standard,
    evidence: item.evidence,
    groups: item.groups.map(groupName),
    unitTags: item.unitTags ?? [],
    leadScorer: item.leadScorer,
    basis: item.basis,
  };
}
