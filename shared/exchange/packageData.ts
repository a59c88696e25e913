import { z } from 'zod';
import { CYCLE_STATES } from '../domain/cycleState';
import { feedbackRow } from './feedbackRow';
import { handInReport } from './handInReport';
import { moment } from './moment';
import { systemRow } from './systemRow';

/**
 * The rows a package may hold, one schema for each file under `data/`. Units, items, groups and people are named as they
 * are named on paper, by code and name: ids mean nothing on another machine. docs/exchange-format.md.
 */

const code = z.string().min(1).max(100);
const name = z.string().max(500);
/** A name that cannot be empty. */
const given = name.min(1);
const text = z.string().max(20_000);
/** A moment that has come: where dates are counted from it. */
const when = moment;
const whenOrNever = z.union([when, z.literal('')]);
const date = z.union([z.iso.date(), z.literal('')]);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const uid = z.string().min(1).max(100);
/** Hundredths. */
const points = z.number().int().min(-1_000_000).max(1_000_000);

/** A version of a cell, as shared/exchange/versions.ts has it. */
const version = z.strictObject({
  id: sha256,
  cell: z.string().min(1).max(1000),
  parents: z.array(sha256).max(1000),
  value: z.string().max(100_000),
  at: whenOrNever,
  person: name,
  rank: z.number().int().min(0).max(9),
});

/** What stood in a cell where the package was written. */
const head = z.strictObject({ cell: z.string().min(1).max(1000), heads: z.array(sha256).min(1).max(1000) });

/** A file of evidence as it is registered; which items it is for is told by cells. */
const evidence = z.strictObject({
  uid,
  unit: code,
  sha256,
  size: z.number().int().nonnegative(),
  name,
  documentNumber: name,
  formedOn: z.union([z.iso.date(), z.literal('')]),
  addedBy: name,
  addedAt: when,
});

const unit = z.strictObject({
  uid,
  code,
  name: given,
  shortName: name,
  group: given,
  tags: z.array(name).max(100),
  position: z.number().int(),
});

const priorScore = z.strictObject({ unit: code, item: code, points: points.nullable(), reason: text });

const deadline = z.strictObject({ state: z.enum(CYCLE_STATES), dueOn: date });

/** 缺项 request: made by the unit, decided by the office. */
const notApplicable = z.strictObject({
  uid,
  unit: code,
  item: code,
  reason: text,
  basis: text,
  state: z.enum(['requested', 'approved', 'refused', 'withdrawn']),
  officeOpinion: text,
  requestedBy: name,
  requestedAt: when,
  decidedBy: name,
  decidedAt: whenOrNever,
});

/** A unit's handing in, with the report of the check before it. */
const handIn = z.strictObject({
  unit: code,
  round: z.number().int().min(1).max(1000),
  report: handInReport,
  reason: text,
  daysLate: z.number().int(),
  person: name,
  at: when,
});

/** The office's handing back. */
const handBack = z.strictObject({
  unit: code,
  round: z.number().int().min(1).max(1000),
  reason: text,
  items: z.array(z.strictObject({ item: code, reason: text })).max(10_000),
  dueOn: date,
  person: name,
  at: when,
});

/** How far the office is with a unit's sheet: it has it, or has accepted it. */
const receipt = z.strictObject({
  unit: code,
  round: z.number().int().min(1).max(1000),
  state: z.enum(['submitted', 'accepted']),
  submittedAt: when,
  acceptedAt: whenOrNever,
});

/** A handing in that was taken back, by the unit or by the office for it. */
const withdrawal = z.strictObject({
  unit: code,
  round: z.number().int().min(1).max(1000),
  /** `at` of the handing in. */
  handedInAt: when,
  person: name,
  at: when,
});

/** Who scores what, for an assessor's seat: only its own lines. */
const assignment = z.strictObject({ item: code });

/** Every item the scorer has when the package is written, whether or not it is handed out with it. */
const duty = z.strictObject({ item: code });

const itemMarking = z.strictObject({
  item: code,
  method: z.enum(['mean', 'dropHighLow', 'consensus']),
  spreadLimit: points,
  blind: z.boolean(),
});

/** A usual reason of an item, for an assessor's seat: all assessors deduct in the same words. */
const usualReason = z.strictObject({
  item: code,
  text: text.min(1),
  points: points.nullable(),
  basis: text,
  active: z.boolean(),
});

/** The account a unit's seat works as. */
const contact = z.strictObject({ uid, name: given, unit: code });

/** The account an assessor's seat works as. */
const scorer = z.strictObject({ uid, name: given, unitCode: z.string().max(100), allItems: z.boolean() });

/** A unit's appeal, and what the office decided. */
const appeal = z.strictObject({
  uid,
  unit: code,
  item: code,
  grounds: text,
  requestedPoints: points.nullable(),
  originalPoints: points.nullable(),
  /** Pieces of the unit's evidence, by their bytes. */
  evidence: z.array(sha256).max(10_000),
  filedBy: name,
  filedAt: when,
  lateReason: text,
  state: z.enum(['filed', 'upheld', 'adjusted', 'withdrawn']),
  decidedPoints: points.nullable(),
  opinion: text,
  decidedAt: whenOrNever,
  /** The unit's final score before and after, where the decision changed it. */
  effect: z.strictObject({ before: points, after: points }).nullable(),
});

/** Every file a package may hold under `data/`, by its name. */
export const PACKAGE_DATA = {
  /** The indicator system, one line. */
  system: systemRow,
  groups: z.strictObject({ name: given, note: text, position: z.number().int() }),
  units: unit,
  deadlines: deadline,
  priorScores: priorScore,
  evidence,
  notApplicable,
  handIns: handIn,
  handBacks: handBack,
  receipts: receipt,
  withdrawals: withdrawal,
  assignments: assignment,
  duties: duty,
  itemMarkings: itemMarking,
  usualReasons: usualReason,
  contacts: contact,
  scorers: scorer,
  feedback: feedbackRow,
  appeals: appeal,
  /** What an answer proves that it comes from whom this package was handed to; one line. */
  tokens: z.strictObject({ token: z.string().min(16).max(100) }),
  versions: version,
  heads: head,
} as const;

export type PackageDataName = keyof typeof PACKAGE_DATA;
export type PackageRow<N extends PackageDataName> = z.infer<(typeof PACKAGE_DATA)[N]>;

/** Rows by file; a file that is not there has none. */
export type PackageData = { readonly [N in PackageDataName]?: readonly PackageRow<N>[] };

/**
 * Rows of a kind that somebody other than the office may send at most: a unit hands in and asks a few times a year, and each
 * such row is taken in one by one.
 */
export const MOST_FROM_SEATS: Readonly<Partial<Record<PackageDataName, number>>> = {
  handIns: 500,
  withdrawals: 500,
  notApplicable: 2_000,
  appeals: 2_000,
};
