import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { doubleDeductionUnexplained, incidentIncomplete, incidentNotFound } from '@shared/errors/insight';
import { itemNotAssigned } from '@shared/errors/access';
import { findDoubleDeductions } from '@shared/insight/doubleDeduction';
import type { Request, Response } from '@shared/ipc/contract';
import type { IncidentView } from '@shared/ipc/practice/insight';
import {
  deleteIncident,
  findIncident,
  insertIncident,
  listIncidentPlaces,
  listIncidents,
  replaceIncidentPlaces,
  updateIncident,
  type IncidentFacts,
  type IncidentPlace,
} from '../../database/incidentRepository';
import type { Schema } from '../../database/schema';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertBeforeApproval } from './assertBeforeApproval';
import { incidentView } from './incidentView';
import { visibleItems } from './visibleItems';

/**
 * The incidents (事件) of the cycle, latest first, each with its places, how they are scored, and what to look at. With a
 * unit and an item only those linked there. Practice page §6.7.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED for people of a unit.
 */
export async function listIncidentViews(
  workspace: Workspace,
  place: Request<'incidents:list'> = {},
): Promise<Response<'incidents:list'>> {
  const assessment = await loadAssessment(workspace);
  visibleItems(workspace, assessment);
  const incidents = await listIncidents(workspace.reader, assessment.cycle.id, place);
  const places = await listIncidentPlaces(
    workspace.reader,
    incidents.map(({ id }) => id),
  );
  return incidents.map((incident) =>
    incidentView(
      workspace,
      assessment,
      incident,
      places.filter(({ incidentId }) => incidentId === incident.id),
    ),
  );
}

/**
 * Writes an incident down, or changes it, with all its places. Where it deducts from one unit in several items, each
 * place but one must say why. Scorers link the items they score; nobody touches places of the unit they belong to.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, ITEM_NOT_ASSIGNED,
 *   UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT, INCIDENT_NOT_FOUND, INCIDENT_INCOMPLETE,
 *   DOUBLE_DEDUCTION_UNEXPLAINED
 */
export async function saveIncident(
  workspace: Workspace,
  { id, places, ...facts }: Request<'incidents:save'>,
): Promise<IncidentView> {
  const assessment = await assertMayWrite(workspace);
  if (facts.title.trim() === '') throw incidentIncomplete({ problem: '没有写事件名称。' });
  return writeIncident(workspace, assessment, id, () => ({
    facts: { ...facts, title: facts.title.trim() },
    places,
  }));
}

/** Links an incident to one more place, or changes how it stands there. Throws as `saveIncident`. */
export async function linkIncident(
  workspace: Workspace,
  { id, place }: Request<'incidents:link'>,
): Promise<IncidentView> {
  return changePlaces(workspace, id, (places) => [...places.filter(isElsewhere(place)), place]);
}

/** Takes an incident away from one place. Throws as `saveIncident`. */
export async function unlinkIncident(
  workspace: Workspace,
  { id, ...place }: Request<'incidents:unlink'>,
): Promise<IncidentView> {
  return changePlaces(workspace, id, (places) => places.filter(isElsewhere(place)));
}

const isElsewhere =
  (at: Pick<IncidentPlace, 'unitId' | 'itemId'>) =>
  ({ unitId, itemId }: IncidentPlace): boolean =>
    unitId !== at.unitId || itemId !== at.itemId;

async function changePlaces(
  workspace: Workspace,
  id: number,
  change: (places: readonly IncidentPlace[]) => readonly IncidentPlace[],
): Promise<IncidentView> {
  const assessment = await assertMayWrite(workspace);
  return writeIncident(workspace, assessment, id, (before) => {
    if (!before) throw incidentNotFound();
    const places = before.places.map(({ unitId, itemId, deducts, note }) => ({
      ...{ unitId, itemId, deducts, note },
    }));
    return { facts: factsOf(before), places: change(places) };
  });
}

/** What an incident is to say; `before` is read where it is written, so that nobody's change in between is lost. */
type Wanted = (before: IncidentView | undefined) => {
  readonly facts: IncidentFacts;
  readonly places: readonly IncidentPlace[];
};

async function writeIncident(
  workspace: Workspace,
  assessment: Assessment,
  id: number | null,
  wanted: Wanted,
): Promise<IncidentView> {
  return inTransaction(workspace, async (trx, at, audit) => {
    const before = id === null ? undefined : await requireIncident(trx, workspace, assessment, id);
    const { facts, places } = wanted(before);
    assertPlaces(workspace, assessment, before, { facts, places });
    const uid = before?.uid ?? randomUUID();
    const by = { uid, person: workspace.person, at };
    const incidentId = id ?? (await insertIncident(trx, assessment.cycle.id, facts, by));
    if (id !== null) await updateIncident(trx, id, facts);
    await replaceIncidentPlaces(trx, incidentId, places);
    await audit({
      action: before ? 'incident.change' : 'incident.add',
      subject: `事件 · ${facts.title}`,
      before: before && trailOf(assessment, before),
      after: trailOf(assessment, { ...facts, uid, places }),
      reason: facts.note,
    });
    return requireIncident(trx, workspace, assessment, incidentId);
  });
}

/** Takes an incident out, with a reason. Throws as `saveIncident`. */
export async function removeIncident(
  workspace: Workspace,
  { id, reason }: Request<'incidents:remove'>,
): Promise<null> {
  const assessment = await assertMayWrite(workspace);
  if (reason.trim() === '') throw incidentIncomplete({ problem: '没有写删除的理由。' });
  await inTransaction(workspace, async (trx, _now, audit) => {
    const incident = await requireIncident(trx, workspace, assessment, id);
    assertPlaces(workspace, assessment, incident, { facts: factsOf(incident), places: [] });
    await deleteIncident(trx, id);
    await audit({
      action: 'incident.remove',
      subject: `事件 · ${incident.title}`,
      before: trailOf(assessment, incident),
      reason: reason.trim(),
    });
  });
  return null;
}

async function assertMayWrite(workspace: Workspace): Promise<Assessment> {
  assertWritable(workspace);
  assertMay(workspace, 'score');
  const assessment = await loadAssessment(workspace);
  assertBeforeApproval(assessment.cycle.state, '登记事件');
  return assessment;
}

async function requireIncident(
  db: Kysely<Schema>,
  workspace: Workspace,
  assessment: Assessment,
  id: number,
): Promise<IncidentView> {
  const incident = await findIncident(db, assessment.cycle.id, id);
  if (!incident) throw incidentNotFound();
  return incidentView(workspace, assessment, incident, await listIncidentPlaces(db, [id]));
}

/**
 * Every place that is new, changed or gone must be one the person may score; where the facts change, what they say of
 * every place changes.
 */
function assertPlaces(
  workspace: Workspace,
  assessment: Assessment,
  before: IncidentView | undefined,
  { facts, places: after }: ReturnType<Wanted>,
): void {
  const text = ({ unitId, itemId, deducts, note }: IncidentPlace): string =>
    JSON.stringify([unitId, itemId, deducts, note]);
  const changed = before !== undefined && JSON.stringify(factsOf(before)) !== JSON.stringify(factsOf(facts));
  const stood = before?.places ?? [];
  const [had, has] = [new Set(stood.map(text)), new Set(after.map(text))];
  const touched = [
    ...stood.filter((p) => changed || !has.has(text(p))),
    ...after.filter((p) => !had.has(text(p))),
  ];
  const mine = visibleItems(workspace, assessment);
  for (const { unitId, itemId } of touched) {
    const { unit, item } = locate(assessment, unitId, itemId);
    if (mine && !mine.includes(itemId)) throw itemNotAssigned({ person: workspace.person, code: item.code });
    assertNoConflict(workspace.actor, unit, '登记事件');
  }
  const places = new Set(after.map(({ unitId, itemId }) => `${unitId} ${itemId}`));
  if (places.size < after.length) throw incidentIncomplete({ problem: '同一单位的同一指标关联了两次。' });
  const bare = findDoubleDeductions(after).find(({ explained }) => !explained);
  if (bare) {
    const codes = bare.places.map(({ itemId }) => assessment.itemById.get(itemId)?.code ?? '').join('、');
    const unit = assessment.unitById.get(bare.unitId)?.name ?? '';
    throw doubleDeductionUnexplained({ unit, places: codes });
  }
}

const factsOf = (incident: IncidentFacts): IncidentFacts => ({
  title: incident.title,
  eventDate: incident.eventDate,
  documentDate: incident.documentDate,
  documentNumber: incident.documentNumber,
  countedYear: incident.countedYear,
  note: incident.note,
});

/** What the trail keeps of an incident; `verify` holds the stored one against it. */
const trailOf = (
  assessment: Assessment,
  incident: IncidentFacts & { readonly uid: string; readonly places: readonly IncidentPlace[] },
) => ({
  uid: incident.uid,
  ...factsOf(incident),
  places: placesOf(assessment, incident.places),
});

/** Ids for `verify`, codes for people: a code may be corrected later. */
const placesOf = ({ unitById, itemById }: Assessment, places: readonly IncidentPlace[]) =>
  places.map(({ unitId, itemId, deducts, note }) => ({
    ...{ unitId, itemId, unit: unitById.get(unitId)?.code, item: itemById.get(itemId)?.code },
    ...{ deducts, note },
  }));
