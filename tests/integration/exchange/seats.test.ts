import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { saveAccount } from '@electron/services/account/saveAccount';
import { setPassword } from '@electron/services/account/setPassword';
import { signIn } from '@electron/services/account/signIn';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { createSeat } from '@electron/services/exchange/createSeat';
import { packedSystem, systemDigest } from '@electron/services/exchange/packedSystem';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { listMarkings } from '@electron/database/markingRepository';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { setScore } from '@electron/services/scores/setScore';
import { getSelfEvaluation } from '@electron/services/selfEvaluation/getSelfEvaluation';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { moveCycle } from '@electron/services/year/moveCycle';
import { aPackage } from '../../helpers/packageBytes';
import { aSeatDistrict, type SeatDistrict } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal } from '../../helpers/testWorkspace';

const open: Workspace[] = [];
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
});

const clock = (): (() => Date) => {
  let at = Date.UTC(2021, 0, 5);
  return () => new Date((at += 1000));
};

/** A seat made of a package, open. */
async function aSeat(file: string): Promise<Workspace> {
  const folder = join(await tempFolder(), '席位');
  await createSeat(file, folder, { clock: clock() });
  const workspace = await openWorkspace(folder, { clock: clock() });
  open.push(workspace);
  return workspace;
}

const aUnitSeat = async ({ office }: SeatDistrict): Promise<Workspace> =>
  aSeat(await aPackage(office, { kind: 'task', unitCodes: ['A02'] }));

const aScorerSeat = async ({ office }: SeatDistrict, unitCodes: readonly string[] = []): Promise<Workspace> =>
  aSeat(await aPackage(office, { kind: 'assign', scorer: '张评分', unitCodes }));

const uidsOf = async ({ db }: Workspace) => ({
  cycle: (await db.selectFrom('cycle').select('uid').execute()).map(({ uid }) => uid),
  systems: (await db.selectFrom('indicator_system').select('uid').execute()).map(({ uid }) => uid),
  items: (await db.selectFrom('item').select('uid').orderBy('code').execute()).map(({ uid }) => uid),
  units: (await db.selectFrom('unit').select(['code', 'uid']).orderBy('code').execute()).map(
    ({ code, uid }) => `${code} ${uid}`,
  ),
});

const place = async (workspace: Workspace, unit: string, item: string) => {
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  return { unitId: unitByCode.get(unit)?.id ?? 0, itemId: itemByCode.get(item)?.id ?? 0 };
};

describe('a unit’s seat', () => {
  it('is the office’s year with the unit’s own sheet, and verifies clean', async () => {
    const district = await aSeatDistrict();
    const seat = await aUnitSeat(district);
    expect([seat.seat, seat.readOnly, seat.person]).toEqual(['unit', false, '王联络']);
    expect(seat.actor).toMatchObject({
      uid: district.contact.uid,
      unitCode: 'A02',
      roles: ['unitFiller', 'unitLeader'],
    });
    const [here, there] = [await uidsOf(seat), await uidsOf(district.office)];
    expect(here).toEqual({ ...there, units: there.units.filter((unit) => unit.startsWith('A02')) });
    const { cycle } = await loadAssessment(seat);
    expect(cycle.state).toBe('selfEvaluating');
    const digest = async (workspace: Workspace): Promise<string> =>
      systemDigest(await packedSystem(workspace.db, (await loadAssessment(workspace)).cycle.systemId));
    expect(await digest(seat)).toBe(await digest(district.office));
    const { unitId, itemId } = await place(seat, 'A02', '1.1.2');
    const sheet = await getSelfEvaluation(seat, { unitId });
    expect(JSON.stringify(sheet)).toContain('自评说明A02-1.1.3');
    const [evidence] = await listItemEvidence(seat.db, unitId, itemId);
    expect([evidence?.name, evidence?.judgement]).toEqual(['材料A02-1.1.2.pdf', 'pending']);
    expect(await seat.db.selectFrom('score').selectAll().execute()).toEqual([]);
    const { findings, checked } = await verifyWorkspace(seat);
    expect([findings, checked.evidenceFiles]).toEqual([[], 3]);
    const ledger = await seat.db
      .selectFrom('exchange_package')
      .select(['direction', 'kind', 'state'])
      .execute();
    expect(ledger).toEqual([{ direction: 'in', kind: 'task', state: 'merged' }]);
    const keys = await seat.db.selectFrom('peer_key').select(['seat', 'how']).execute();
    expect(keys).toEqual([{ seat: 'office', how: 'origin' }]);
  });

  it('fills in, and does none of the office’s acts', async () => {
    const seat = await aUnitSeat(await aSeatDistrict());
    const at = await place(seat, 'A02', '1.1.1');
    await recordSelfEvaluation(seat, { ...at, points: '50', statement: '补充', editId: '' });
    const account = {
      name: '别人',
      unitCode: '',
      roles: ['officeAdmin' as const],
      allItems: true,
      active: true,
    };
    const acts: readonly Promise<unknown>[] = [
      setScore(seat, { ...at, entry: anEntry({ 得分: '50' }), scorer: '' }),
      moveCycle(seat, { to: 'reviewing', reason: '自己推进', confirm: true }),
      acceptSubmissions(seat, { unitIds: [at.unitId] }),
      saveAccount(seat, { accountId: null, account }),
      aPackage(seat, { kind: 'assign', scorer: '张评分' }),
    ];
    const codes = await Promise.all(acts.map(async (act) => (await refusal(act)).code));
    expect(codes).toEqual([...Array(4).fill('NOT_PERMITTED'), 'PACKAGE_NOT_OF_SEAT']);
  });

  it('opens by itself until a password is set, also to look only', async () => {
    const seat = await aUnitSeat(await aSeatDistrict());
    const second = await openWorkspace(seat.folder, { readOnly: true });
    open.push(second);
    expect([second.seat, second.person]).toEqual(['unit', '王联络']);
    await setPassword(seat, { current: '', password: 'Xk7-long-enough-9' });
    const third = await openWorkspace(seat.folder, { readOnly: true });
    open.push(third);
    expect(third.actor.roles).toEqual([]);
    await signIn(third, '王联络', 'Xk7-long-enough-9');
    expect(third.actor).toMatchObject({ name: '王联络', keepsSeat: true });
    expect((await verifyWorkspace(third)).findings).toEqual([]);
  });

  it('of a unit without an account of its own is the unit’s', async () => {
    const { office } = await aSeatDistrict();
    const seat = await aSeat(await aPackage(office, { kind: 'task', unitCodes: ['A03'] }));
    expect(seat.actor).toMatchObject({ name: '单位A03', unitCode: 'A03' });
    expect((await verifyWorkspace(seat)).findings).toEqual([]);
  });
});

describe('an assessor’s seat', () => {
  it('has the chosen places with the scorer’s own work, and verifies clean', async () => {
    const district = await aSeatDistrict();
    const seat = await aScorerSeat(district);
    expect([seat.seat, seat.person]).toEqual(['assessor', '张评分']);
    expect(seat.actor).toMatchObject({ uid: district.zhang.uid, unitCode: 'A01', roles: ['leadScorer'] });
    const { units, cycle } = await loadAssessment(seat);
    expect(units.map(({ code }) => code)).toEqual(['A02', 'A03']);
    const scores = await seat.db.selectFrom('score').select(['scorer', 'points']).execute();
    expect(scores).toEqual([
      { scorer: '张评分', points: 4550 },
      { scorer: '张评分', points: 4550 },
    ]);
    const markings = await listMarkings(seat.db, cycle.id, {});
    expect(markings.map(({ scorer, lockedAt }) => [scorer, lockedAt !== null])).toEqual([
      ['张评分', true],
      ['张评分', true],
    ]);
    const { unitId, itemId } = await place(seat, 'A02', '1.1.1');
    const [evidence] = await listItemEvidence(seat.db, unitId, itemId);
    expect(evidence).toMatchObject({ judgement: 'rejected', judgementReason: '材料意见A02-1.1.1' });
    expect((await verifyWorkspace(seat)).findings).toEqual([]);
  });

  it('scores what it was handed and nothing else', async () => {
    const seat = await aScorerSeat(await aSeatDistrict(), ['A03']);
    const entry = anEntry({ 得分: '20' }, { reason: '材料不全' });
    await setScore(seat, { ...(await place(seat, 'A03', '1.1.1')), entry, scorer: '张评分' });
    const foreign = await place(seat, 'A03', '1.1.3');
    expect(await refusal(setScore(seat, { ...foreign, entry, scorer: '张评分' }))).toMatchObject({
      code: 'ITEM_NOT_ASSIGNED',
    });
    expect((await loadAssessment(seat)).unitByCode.has('A02')).toBe(false);
  });

  it('settles nothing of what others score too', async () => {
    const district = await aSeatDistrict();
    const file = await aPackage(district.office, { kind: 'assign', scorer: '李评分', unitCodes: ['A02'] });
    const seat = await aSeat(file);
    const { unitId, itemId } = await place(seat, 'A02', '1.1.2');
    const { settled } = await lockMarkings(seat, { unitId, itemIds: [itemId] });
    expect(settled).toBe(0);
    expect(await seat.db.selectFrom('settlement').selectAll().execute()).toEqual([]);
    expect((await verifyWorkspace(seat)).findings).toEqual([]);
  });
});

describe('making a seat', () => {
  it('takes a task or an assignment, an empty folder, and leaves nothing where it fails', async () => {
    const { office } = await aSeatDistrict();
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    const seat = await aSeat(task);
    const parent = await tempFolder();
    const folder = join(parent, '席位');
    const self = await aPackage(seat, { kind: 'self' });
    expect(await refusal(createSeat(self, folder))).toMatchObject({ code: 'SEAT_NEEDS_TASK' });
    expect(await refusal(createSeat(task, seat.folder))).toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
    expect(await refusal(createSeat(join(parent, '没有.fhpkg'), folder))).toMatchObject({
      code: 'PACKAGE_NOT_FOUND',
    });
    expect(await readdir(parent)).toEqual([]);
  });
});
