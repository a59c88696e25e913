import { randomUUID } from 'node:crypto';
import { mayDo } from '@shared/domain/role';
import { formatPoints, type Points } from '@shared/domain/points';
import { itemNotAssigned } from '@shared/errors/access';
import { reasonNotFound, reasonPointsTooHigh, reasonTextMissing } from '@shared/errors/insight';
import { plainReason, splitReasons, type DeductionReason } from '@shared/insight/reason';
import { seedReasons } from '@shared/insight/seedReasons';
import type { Request, Response } from '@shared/ipc/contract';
import type { ReasonView } from '@shared/ipc/practice/insight';
import type { ItemView } from '@shared/ipc/views';
import { itemLimit } from '@shared/scoring/worth';
import {
  countReasonTexts,
  listStoredReasons,
  renameReason,
  upsertReason,
  type StoredReason,
} from '../../database/reasonRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireItem } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertVisible, hiddenUnit } from './visibleItems';

/**
 * The usual reasons (常用理由) of one item: what its rules and standard name, what people added, and what stands in
 * other units' scores, most used first; those switched off last. Practice page §15.
 *
 * @throws {AppError} ITEM_NOT_FOUND, NOT_SIGNED_IN, NOT_PERMITTED, ITEM_NOT_ASSIGNED
 */
export async function listReasons(
  workspace: Workspace,
  { itemId }: Request<'reasons:list'>,
): Promise<Response<'reasons:list'>> {
  assertMay(workspace, 'score');
  const assessment = await loadAssessment(workspace);
  const item = requireItem(assessment, itemId);
  assertVisible(workspace, assessment, item);
  const stored = await listStoredReasons(workspace.reader, assessment.cycle.systemId, item.code);
  return withUses(workspace, assessment, item, ownReasons(item, stored));
}

/**
 * The whole library, item by item in table order. How often each is used is only counted item by item: `used` is 0.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function listAllReasons(
  workspace: Workspace,
  _request: Request<'reasons:all'> = {},
): Promise<Response<'reasons:all'>> {
  assertMay(workspace, 'score');
  return readLibrary(workspace);
}

/** The same for whoever reads a table of reasons. */
export async function readLibrary(workspace: Workspace): Promise<readonly ReasonView[]> {
  const { cycle, items } = await loadAssessment(workspace);
  const byCode = new Map<string, StoredReason[]>();
  for (const reason of await listStoredReasons(workspace.reader, cycle.systemId)) {
    byCode.set(reason.itemCode, [...(byCode.get(reason.itemCode) ?? []), reason]);
  }
  return items.flatMap((item) => ownReasons(item, byCode.get(item.code) ?? []));
}

/** Seeds of the item with what people changed about them, then what they added. */
function ownReasons(item: ItemView, stored: readonly StoredReason[]): ReasonView[] {
  const seeds = new Map(seedReasons(item).map((seed) => [seed.text, seed]));
  const written = new Map(stored.map((reason) => [reason.text, reason]));
  const view = (reason: DeductionReason, active: boolean): ReasonView => ({
    itemId: item.id,
    itemCode: item.code,
    text: reason.text,
    points: reason.points,
    basis: reason.basis,
    used: 0,
    active,
    origin: seeds.has(reason.text) ? 'rule' : 'library',
  });
  return [
    ...[...seeds.values()].map((seed) =>
      view(written.get(seed.text) ?? seed, written.get(seed.text)?.active ?? true),
    ),
    ...stored.filter(({ text }) => !seeds.has(text)).map((reason) => view(reason, reason.active)),
  ];
}

async function withUses(
  workspace: Workspace,
  { cycle }: Assessment,
  item: ItemView,
  own: readonly ReasonView[],
): Promise<readonly ReasonView[]> {
  const uses = countUses(
    await countReasonTexts(workspace.reader, cycle.id, item.id, hiddenUnit(workspace)),
    own.map(({ text }) => text),
  );
  const known = new Set(own.map(({ text }) => text));
  const elsewhere = [...uses]
    .filter(([text]) => !known.has(text))
    .map(([text, used]): ReasonView => ({
      ...{ itemId: item.id, itemCode: item.code, text, points: null, basis: '', used },
      ...{ active: true, origin: 'elsewhere' },
    }));
  const all = [...own.map((reason) => ({ ...reason, used: uses.get(reason.text) ?? 0 })), ...elsewhere];
  const place = ({ active, origin }: ReasonView): number => (!active ? 2 : origin === 'elsewhere' ? 1 : 0);
  // The sort keeps the order of the rules where two are used equally often.
  return all.sort((a, b) => place(a) - place(b) || b.used - a.used);
}

/**
 * How often each known reason stands in the texts written, and each part of them that belongs to none: a reason of
 * several sentences is used where all of them stand.
 */
function countUses(
  written: readonly { readonly text: string; readonly count: number }[],
  known: readonly string[],
): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const parts = known.map((text) => ({ text, parts: splitReasons(text) }));
  for (const { text, count } of written) {
    const there = new Set(splitReasons(text));
    const used = parts.filter((reason) => reason.parts.every((part) => there.has(part)));
    const covered = new Set(used.flatMap((reason) => reason.parts));
    const rest = [...there].filter((part) => !covered.has(part));
    for (const each of [...used.map((reason) => reason.text), ...rest]) {
      uses.set(each, (uses.get(each) ?? 0) + count);
    }
  }
  return uses;
}

/**
 * Adds a usual reason (「存为常用理由」), changes one, or switches it off. Whoever scores the item may add; changing and
 * switching off is the office's. The library outlives the year, so the cycle's state does not matter.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, ITEM_NOT_FOUND, ITEM_NOT_ASSIGNED, REASON_TEXT_MISSING,
 *   REASON_POINTS_TOO_HIGH, REASON_NOT_FOUND
 */
export async function saveReason(
  workspace: Workspace,
  request: Request<'reasons:save'>,
): Promise<Response<'reasons:save'>> {
  assertWritable(workspace);
  const { was } = request;
  assertMay(workspace, was === null ? 'score' : 'manageSystem');
  const assessment = await loadAssessment(workspace);
  const item = requireItem(assessment, request.itemId);
  assertMayAdd(workspace, assessment, item);
  const reason = checked(item, request);
  const stored = await listStoredReasons(workspace.db, assessment.cycle.systemId, item.code);
  const own = ownReasons(item, stored);
  const before = was === null ? undefined : own.find(({ text }) => text === was);
  if (was !== null && !before) throw reasonNotFound();
  const there = own.find(({ text }) => text === reason.text);
  // Saving again what is there already is no change: 「存为常用理由」 may be pressed twice.
  if (was === null && there?.active) return listReasons(workspace, { itemId: item.id });
  // What the office switched off only the office switches on again.
  if (was === null && there) assertMay(workspace, 'manageSystem');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const write = (each: DeductionReason, active: boolean) =>
      upsertReason(trx, { ...each, itemId: item.id, uid: randomUUID(), active });
    if (before && before.text !== reason.text) {
      const renamed =
        before.origin === 'library' && !there && (await renameReason(trx, item.id, before.text, reason.text));
      // A reason of the rules, or of an earlier version, cannot go away: it is switched off.
      if (!renamed) await write(before, false);
    }
    await write(reason, request.active);
    await audit({
      action: before ? 'reason.change' : 'reason.add',
      subject: `常用理由 · ${item.code}`,
      itemId: item.id,
      before: before && facts(before, before.active),
      after: facts(reason, request.active),
    });
  });
  return listReasons(workspace, { itemId: item.id });
}

const facts = ({ text, points, basis }: DeductionReason, active: boolean) => ({
  text,
  points,
  basis,
  active,
});

function assertMayAdd({ actor }: Workspace, { isAssigned }: Assessment, item: ItemView): void {
  if (mayDo(actor, 'manageSystem') || actor.allItems || isAssigned(item.id, actor.accountId)) return;
  throw itemNotAssigned({ person: actor.name, code: item.code });
}

function checked(item: ItemView, { text, points, basis }: DeductionReason): DeductionReason {
  const limit: Points = itemLimit(item);
  const plain = plainReason(text);
  if (plain === '') throw reasonTextMissing();
  if (points !== null && points > limit) {
    throw reasonPointsTooHigh({ code: item.code, limit: formatPoints(limit) });
  }
  return { text: plain, points, basis: basis.trim() };
}
