import { randomBytes, randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { SECTION_NAMES } from '@shared/domain/indicatorSystem';
import { shortPoints } from '@shared/domain/points';
import { cycleStateForbids } from '@shared/errors/access';
import { packageNotOfSeat } from '@shared/errors/exchange';
import { SEAT_NAMES } from '@shared/exchange/packageKind';
import { PACKAGE_FORMAT, PACKAGE_VERSION, type PackageManifest } from '@shared/exchange/packageManifest';
import { selfLockOf } from '@shared/year/submission';
import type { ItemView, UnitView } from '@shared/ipc/views';
import type { PackDone } from '@shared/ipc/practice/exchange';
import type { Version } from '@shared/exchange/versions';
import { selfEvaluationLocked } from '@shared/errors/year';
import { plainDate } from '@shared/year/dates';
import { countWritten, findOwnKeys } from '../../../database/exchangeRepository';
import { FORMAT_VERSION } from '../../../database/migrate';
import { listRequestsOfUnit } from '../../../database/notApplicableRepository';
import { listEvidenceNames, listPriorScores, listSelfEvaluations } from '../../../database/sheetRepository';
import { findSubmission, listReturns } from '../../../database/submissionRepository';
import { listItemIdentities } from '../../../database/systemRepository';
import { listDeadlines } from '../../../database/yearRepository';
import { writeFormSheets, type FormLine, type FormSheet } from '../../../workbook/selfFormWorkbook';
import { assertTarget, toWriteError } from '../../../workbook/writeAside';
import { version as appVersion } from '../../../../package.json';
import { loadAssessment, type Assessment } from '../../assessment/assessment';
import { requireUnit } from '../../scores/locate';
import { withAppErrors } from '../../workspace/asAppError';
import { readMeta } from '../../workspace/meta';
import { readSnapshot } from '../../workspace/readSnapshot';
import { removeLeftovers } from '../../workspace/removeLeftovers';
import type { Workspace } from '../../workspace/workspace';
import { linkCells } from '../cells/linkCells';
import { selfCells } from '../cells/selfCells';
import { ensureKeys } from '../ensureKeys';
import { writeLines } from '../jsonLines';
import { assertMayExchange } from '../mayExchange';
import { presentVersions } from '../merge/presentVersions';
import type { Packed } from '../packed';
import { packedSystem, systemDigest } from '../packedSystem';
import { recordPacked } from '../recordPacked';
import { scratchFolder } from '../scratchFolder';
import { OFFICE_SIDE } from '../seatSide';
import { FRESH_VERSIONS } from '../writePacked';
import type { FormBase } from './formBase';

/** Which unit a form is for. */
export interface FormRequest {
  readonly unitId: number;
}

/**
 * Writes the self-evaluation form of one unit, and puts it on the ledger as the task handed out: what comes back filled in
 * is merged upon what stood here now.
 *
 * @throws {AppError} those of `writeFormPacked` and `recordPacked`.
 */
export async function writeSelfForm(
  workspace: Workspace,
  request: FormRequest,
  target: string,
): Promise<PackDone> {
  await ensureKeys(workspace);
  return recordPacked(workspace, await writeFormPacked(workspace, request, target));
}

/**
 * Writes the form beside its target, complete but without its name; `recordPacked` puts it on the ledger and names it.
 * Reads only, so that a job can do it; `ensureKeys` was called before.
 *
 * @throws {AppError} NOT_PERMITTED, UNIT_NOT_FOUND, PACKAGE_NOT_OF_SEAT, CYCLE_STATE_FORBIDS, SELF_EVALUATION_LOCKED,
 *   DISK_FULL …; nothing is left then.
 */
export async function writeFormPacked(
  workspace: Workspace,
  { unitId }: FormRequest,
  target: string,
): Promise<Packed> {
  assertMayExchange(workspace);
  if (workspace.seat !== 'office') {
    throw packageNotOfSeat({ kind: '自评表', seat: SEAT_NAMES[workspace.seat] });
  }
  return withAppErrors(workspace.folder, async () => {
    await assertTarget(target);
    await removeLeftovers(dirname(target));
    const gathered = await readSnapshot(workspace, (snapshot) => gather(snapshot, unitId));
    const scratch = await scratchFolder(workspace.folder);
    const aside = join(dirname(target), `.faheng-${randomBytes(8).toString('hex')}.tmp`);
    try {
      await writeLines(join(scratch, FRESH_VERSIONS), gathered.fresh);
      await writeFormSheets(aside, gathered.sheet);
      return {
        ...{ target, scratch, token: '', manifest: gathered.manifest, bytes: (await stat(aside)).size },
        files: [{ from: aside, to: target }],
        summary: gathered.summary,
      };
    } catch (cause) {
      await Promise.all([scratch, aside].map((path) => rm(path, { recursive: true, force: true })));
      throw toWriteError(cause, target);
    }
  });
}

interface Gathered {
  readonly sheet: FormSheet;
  readonly manifest: PackageManifest;
  readonly fresh: readonly Version[];
  readonly summary: Packed['summary'] & { readonly form: FormBase };
}

/** Everything of one moment. */
async function gather(workspace: Workspace, unitId: number): Promise<Gathered> {
  const assessment = await loadAssessment(workspace);
  const { db } = workspace;
  const unit = requireUnit(assessment, unitId);
  const submission = await findSubmission(db, unitId);
  assertOpen(assessment, unit, submission?.state ?? 'filling');
  const scope = { unitIds: [unitId], itemIds: null };
  const self = await presentVersions(db, assessment, selfCells, scope, 'office');
  const link = await presentVersions(db, assessment, linkCells, scope, 'office');
  const lines = await readLines(workspace, assessment, unit);
  const manifest = await manifestOf(workspace, assessment, unit);
  return {
    manifest,
    fresh: [...self.fresh, ...link.fresh],
    summary: {
      words: `自评表 ${lines.length} 项`,
      evidence: [],
      form: {
        round: submission?.round ?? 1,
        heads: Object.fromEntries([...self.heads, ...link.heads].filter(([, heads]) => heads.length > 0)),
      },
    },
    sheet: {
      mark: { id: manifest.id, cycleUid: assessment.cycle.uid, unitCode: unit.code },
      title: `${assessment.cycle.name}自评表`,
      facts: await factsOf(workspace, assessment, unit),
      lines,
    },
  };
}

/** A form nobody could hand in any more is not handed out. */
function assertOpen(
  { cycle }: Assessment,
  unit: UnitView,
  state: 'filling' | 'submitted' | 'returned' | 'accepted',
): void {
  if (cycle.state === 'draft') {
    throw cycleStateForbids({
      ...{ state: CYCLE_STATE_NAMES.draft, what: '发放自评表' },
      todo: '请先发布本年度：发布后指标体系、单位和分组不再变动，自评表才对得上。',
    });
  }
  const why = selfLockOf(cycle.state, state === 'submitted' ? 'filling' : state);
  if (why !== '') throw selfEvaluationLocked({ unit: unit.name, why, stage: CYCLE_STATE_NAMES[cycle.state] });
}

async function factsOf(
  { db, clock }: Workspace,
  { cycle, system }: Assessment,
  unit: UnitView,
): Promise<string[]> {
  const submission = await findSubmission(db, unit.id);
  const dueOn = submission?.dueOn || ((await listDeadlines(db, cycle.id)).get('selfEvaluating') ?? '');
  return [
    `单位：${unit.name}（${unit.code}）`,
    `指标体系：${system.system.title}（${system.system.version}）`,
    ...(dueOn === '' ? [] : [`请于 ${plainDate(dueOn)} 前交回`]),
    `发表日期：${plainDate(clock().toISOString().slice(0, 10))}`,
  ];
}

async function readLines(
  { db }: Workspace,
  assessment: Assessment,
  unit: UnitView,
): Promise<readonly FormLine[]> {
  const uids = await listItemIdentities(db, assessment.cycle.systemId);
  const self = await listSelfEvaluations(db, unit.id);
  const known = await listEvidenceNames(db, unit.id);
  const remarks = await remarksOf(db, unit.id);
  return assessment.itemsOf(unit).map((item) => ({
    ...{ code: item.code, uid: uids.get(item.id) ?? '', content: contentOf(item) },
    ...{ level1: item.level1Name, level2: item.level2Name, standard: item.standard },
    itemPoints: item.section === 'base' ? item.points : null,
    section: item.section === 'base' ? '' : SECTION_NAMES[item.section],
    points: self.get(item.id)?.points ?? '',
    statement: self.get(item.id)?.statement ?? '',
    wanted: item.evidence,
    known: known.get(item.id) ?? [],
    remark: remarks(item),
  }));
}

const contentOf = ({ name, requirement }: ItemView): string =>
  requirement === '' || requirement === name ? name : `${name}\n${requirement}`;

/** What the unit should know of an item: why it was handed back, its 缺项, what it lost last year. */
async function remarksOf(
  db: Workspace['db'],
  unitId: number,
): Promise<(item: ItemView) => readonly string[]> {
  const [last] = await listReturns(db, unitId);
  const submission = await findSubmission(db, unitId);
  const returned = new Map(
    submission?.state === 'returned' ? last?.items.map(({ itemId, reason }) => [itemId, reason]) : [],
  );
  const requests = new Map(
    (await listRequestsOfUnit(db, unitId)).map((request) => [request.itemId, request]),
  );
  const prior = await listPriorScores(db, unitId);
  return ({ id, code }) => {
    const [back, request, earlier] = [returned.get(id), requests.get(id), prior.get(code)];
    return [
      ...(back === undefined ? [] : [`退回原因：${back}`]),
      ...(request?.state === 'requested' ? ['已申请缺项'] : []),
      ...(request?.state === 'approved' ? ['缺项已批准，不用填'] : []),
      ...(earlier && earlier.points !== null
        ? [`上年 ${shortPoints(earlier.points)} 分${earlier.reason === '' ? '' : `：${earlier.reason}`}`]
        : []),
    ];
  };
}

async function manifestOf(
  { db, name, clock, person }: Workspace,
  { cycle }: Assessment,
  unit: UnitView,
): Promise<PackageManifest> {
  const keys = await findOwnKeys(db);
  const system = await packedSystem(db, cycle.systemId);
  return {
    ...{ format: PACKAGE_FORMAT, version: PACKAGE_VERSION, id: randomUUID(), kind: 'task' },
    ...{ createdAt: clock().toISOString(), author: person, appVersion, note: '自评表' },
    workspace: { id: await readMeta(db, 'id'), name, formatVersion: FORMAT_VERSION },
    from: OFFICE_SIDE,
    to: { seat: 'unit', unitCode: unit.code, unitName: unit.name, scorer: '' },
    cycle: { uid: cycle.uid, year: cycle.year, name: cycle.name, state: cycle.state },
    system: { uid: system.uid, title: system.title, version: system.version, digest: systemDigest(system) },
    ...{ sequence: await countWritten(db), answers: '', files: [], absent: [] },
    ...{ key: keys?.publicKey ?? '', officeKey: '', proof: '' },
  };
}
