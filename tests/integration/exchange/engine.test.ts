import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { listPackageChanges, listPackages } from '@electron/services/exchange/ledger';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { preparePackage } from '@electron/services/exchange/preparePackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import { refuseHeld } from '@electron/services/exchange/refuseHeld';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { decideCells } from '@electron/services/exchange/decideCells';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { withdrawSubmission } from '@electron/services/year/withdrawSubmission';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import type { PackagePreview } from '@shared/ipc/practice/exchange';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import {
  officeAndUnit,
  placeAt,
  readSelf,
  seatOf,
  selfPackage,
  writeSelf,
} from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { ITEMS } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { workspaceState } from '../../helpers/workspaceState';

async function preview(workspace: Workspace, path: string): Promise<PackagePreview> {
  const prepared = await preparePackage(workspace, path);
  try {
    return await previewPrepared(workspace, prepared);
  } finally {
    await discardPrepared(prepared);
  }
}

describe('a package from a unit to the office', () => {
  it('is shown before it is merged, merged once, and says what it did', async () => {
    const { office, unit } = await officeAndUnit();
    await writeSelf(unit, '1.1.1', '44');
    const file = await fileOf(await tempFolder(), '新材料.pdf', aPdf('新'));
    await addEvidence(unit, { ...(await placeAt(unit, '1.1.2')), paths: [file] });
    await submitSelfEvaluation(unit, { unitId: (await placeAt(unit, '1.1.1')).unitId, reason: '' });
    const path = await selfPackage(unit);
    const before = await workspaceState(office);
    const shown = await preview(office, path);
    expect(await workspaceState(office)).toEqual(before);
    expect(shown).toMatchObject({
      counts: { new: 1, changed: 1, conflict: 0, refused: 0 },
      ...{ already: '', held: '', brake: null, newFiles: 1 },
      key: { standing: 'proof' },
      facts: { kind: 'self', from: { unitCode: 'A02' } },
    });
    const changed = shown.rows.find(({ outcome, cell }) => outcome === 'changed' && cell !== '');
    expect(changed).toMatchObject({ unitCode: 'A02', itemCode: '1.1.1', what: '自评', lowers: false });
    expect([changed?.base, changed?.ours, changed?.theirs]).toEqual([
      expect.stringContaining('自评 40'),
      expect.stringContaining('自评 40'),
      expect.stringContaining('自评 44'),
    ]);
    expect(shown.rows.filter(({ cell }) => cell === '')).toMatchObject([
      { what: '提交自评（第 1 次）', outcome: 'new' },
    ]);

    const done = await mergePackage(office, path);
    expect(done).toMatchObject({ counts: shown.counts, newFiles: 1, already: '', held: '' });
    expect(await readSelf(office, '1.1.1')).toBe('44');
    const there = await placeAt(office, '1.1.2');
    const names = (await listItemEvidence(office.db, there.unitId, there.itemId)).map(({ name }) => name);
    expect(names).toContain('新材料.pdf');
    expect(await readdir(join(office.folder, 'backups'))).toContain(done.snapshot);
    const [kept = ''] = await readdir(join(office.folder, 'exchange', 'inbox'));
    expect(((await stat(join(office.folder, 'exchange', 'inbox', kept))).mode & 0o222) === 0).toBe(true);
    expect(await readdir(join(office.folder, 'evidence', 'tmp'))).toEqual([]);

    const again = await mergePackage(office, path);
    expect(again.already).not.toBe('');
    const [row] = await listPackages(office);
    expect(row).toMatchObject({ kind: 'self', state: 'merged', direction: 'in', party: { unitCode: 'A02' } });
    const changes = await listPackageChanges(office, row?.id ?? 0);
    expect(changes.map(({ what, outcome }) => `${what} ${outcome}`).toSorted()).toEqual([
      '佐证材料 new',
      '自评 changed',
    ]);
    for (const workspace of [office, unit]) expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('brings a later one only what is new, in any order', async () => {
    const { office, unit } = await officeAndUnit();
    await writeSelf(unit, '1.1.1', '41');
    const first = await selfPackage(unit);
    await writeSelf(unit, '1.1.1', '42');
    await writeSelf(unit, '1.1.2', '43');
    const second = await selfPackage(unit);
    expect((await mergePackage(office, second)).counts).toMatchObject({ changed: 2, conflict: 0 });
    expect((await mergePackage(office, first)).counts).toMatchObject({ changed: 0, conflict: 0, new: 0 });
    expect(await readSelf(office, '1.1.1')).toBe('42');
  });

  it('leaves what both wrote to a person, who decides before or after', async () => {
    const { office, unit } = await officeAndUnit();
    for (const item of ['1.1.1', '1.1.2']) {
      await writeSelf(office, item, '30');
      await writeSelf(unit, item, '45');
    }
    const path = await selfPackage(unit);
    const shown = await preview(office, path);
    expect(shown.counts).toMatchObject({ conflict: 2, changed: 0 });
    const [first] = shown.rows;
    expect([first?.base, first?.ours, first?.theirs].map((text) => text?.slice(0, 5))).toEqual([
      '自评 40',
      '自评 30',
      '自评 45',
    ]);
    // Both are written under the unit's name: what the office typed for it says so.
    expect(first?.oursBy).toContain('（在考评办填写）');
    expect(first?.theirsBy).not.toContain('在考评办');
    const decisions = [{ cell: first?.cell ?? '', take: 'ours' as const }];
    const done = await mergePackage(office, path, { ...NO_CHOICES, decisions });
    expect(done.counts).toMatchObject({ kept: 1, conflict: 1 });
    expect([await readSelf(office, '1.1.1'), await readSelf(office, '1.1.2')]).toEqual(['30', '45']);
    const [row] = await listPackages(office);
    expect(row?.open).toBe(1);
    const waiting = (await listPackageChanges(office, done.packageId)).find((change) => change.open);
    expect(waiting).toMatchObject({ itemCode: '1.1.2' });
    await decideCells(
      office,
      done.packageId,
      [{ cell: waiting?.cell ?? '', take: 'ours' }],
      '以考评办核实为准',
    );
    expect(await readSelf(office, '1.1.2')).toBe('30');
    expect((await listPackages(office))[0]?.open).toBe(0);
    // What was decided holds against the same word again.
    await writeSelf(unit, '1.1.3', '46');
    expect((await mergePackage(office, await selfPackage(unit))).counts).toMatchObject({
      conflict: 0,
      changed: 1,
    });
    expect(await readSelf(office, '1.1.2')).toBe('30');
    expect((await verifyWorkspace(office)).findings).toEqual([]);
  });
});

describe('a merge taken back', () => {
  it('leaves what stood before, names what was worked on since, and can be made again', async () => {
    const { office, unit } = await officeAndUnit();
    for (const item of ITEMS) await writeSelf(unit, item, '48');
    const file = await fileOf(await tempFolder(), '新材料.pdf', aPdf('新'));
    await addEvidence(unit, { ...(await placeAt(unit, '1.1.2')), paths: [file] });
    const path = await selfPackage(unit);
    const { packageId } = await mergePackage(office, path);
    await writeSelf(office, '1.1.3', '20');
    expect((await refusal(rollBackMerge(office, packageId, ''))).code).toBe('REASON_REQUIRED');
    const done = await rollBackMerge(office, packageId, '单位送错了包');
    expect(done.undone).toBe(3);
    expect(done.kept).toEqual([expect.stringContaining('1.1.3 自评')]);
    expect(await Promise.all(ITEMS.map((item) => readSelf(office, item)))).toEqual(['40', '40', '20']);
    const there = await placeAt(office, '1.1.2');
    expect(await listItemEvidence(office.db, there.unitId, there.itemId)).toHaveLength(1);
    expect((await listPackages(office))[0]?.state).toBe('rolledBack');
    expect((await refusal(rollBackMerge(office, packageId, '再撤一次'))).code).toBe('PACKAGE_NOT_MERGED');
    expect((await verifyWorkspace(office)).findings).toEqual([]);

    const again = await mergePackage(office, path);
    expect(again.counts).toMatchObject({ changed: 2, new: 1, same: 4 });
    expect(await readSelf(office, '1.1.1')).toBe('48');
    expect((await verifyWorkspace(office)).findings).toEqual([]);
  });
});

describe('one of two packages taken back', () => {
  /** A first 自评包, and a second that says more. */
  async function twoPackages() {
    const { office, unit } = await officeAndUnit();
    await writeSelf(unit, '1.1.1', '44');
    await writeSelf(unit, '1.1.3', '47');
    const one = await selfPackage(unit);
    await writeSelf(unit, '1.1.2', '45');
    await writeSelf(unit, '1.1.3', '48');
    return { office, one, two: await selfPackage(unit) };
  }
  const sheet = (office: Workspace) => Promise.all(ITEMS.map((item) => readSelf(office, item)));

  it('leaves what the other says, whichever came first', async () => {
    const { office, one, two } = await twoPackages();
    const { packageId } = await mergePackage(office, one);
    await mergePackage(office, two);
    const done = await rollBackMerge(office, packageId, '先送的作废');
    // 1.1.1 is in both; 1.1.3 was gone on with.
    expect(done).toMatchObject({ undone: 0, kept: [expect.any(String), expect.any(String)] });
    expect(await sheet(office)).toEqual(['44', '45', '48']);

    const other = await twoPackages();
    const second = await mergePackage(other.office, other.two);
    await mergePackage(other.office, other.one);
    expect((await rollBackMerge(other.office, second.packageId, '后送的作废')).undone).toBe(2);
    expect(await sheet(other.office)).toEqual(['44', '40', '47']);
    for (const each of [office, other.office]) expect((await verifyWorkspace(each)).findings).toEqual([]);
  });

  it('and then the other leaves what stood before both', async () => {
    const { office, one, two } = await twoPackages();
    const first = await mergePackage(office, one);
    const second = await mergePackage(office, two);
    await rollBackMerge(office, second.packageId, '后送的作废');
    expect(await sheet(office)).toEqual(['44', '40', '47']);
    await rollBackMerge(office, first.packageId, '先送的也作废');
    expect(await sheet(office)).toEqual(['40', '40', '40']);
    expect((await mergePackage(office, two)).counts).toMatchObject({ changed: 3 });
    expect(await sheet(office)).toEqual(['44', '45', '48']);
  });
});

describe('a package that comes too late or takes away too much', () => {
  it('is kept in the inbox until somebody says why it is merged all the same', async () => {
    const { office, unit } = await officeAndUnit();
    const unitId = (await placeAt(unit, '1.1.1')).unitId;
    await submitSelfEvaluation(unit, { unitId, reason: '' });
    await mergePackage(office, await selfPackage(unit));
    await acceptSubmissions(office, { unitIds: [(await placeAt(office, '1.1.1')).unitId] });
    await withdrawSubmission(unit, { unitId });
    await writeSelf(unit, '1.1.1', '47');
    const path = await selfPackage(unit);
    const shown = await preview(office, path);
    expect(shown.held).toContain('已接收');
    const held = await mergePackage(office, path);
    expect(held.held).toBe(shown.held);
    expect(await readSelf(office, '1.1.1')).toBe('40');
    expect((await listPackages(office))[0]).toMatchObject({ state: 'held', reason: shown.held });
    // What was in the way goes: it still waits for somebody with a reason.
    const back = { reason: '缺少证明材料', items: [], dueOn: '2021-02-01' };
    await returnSubmission(office, { unitId: (await placeAt(office, '1.1.1')).unitId, ...back });
    const other = await seatOf(await aPackage(office, { kind: 'task', unitCodes: ['A03'] }));
    expect((await mergePackage(office, await selfPackage(other))).released).toEqual([]);
    expect(await readSelf(office, '1.1.1')).toBe('40');
    const inbox = join(office.folder, 'exchange', 'inbox', `${shown.facts.id}.fhpkg`);
    const whole = await readFile(inbox);
    const done = await mergePackage(office, inbox, { ...NO_CHOICES, reason: '补报，经领导同意' });
    expect(done.counts.changed).toBe(1);
    // A merge that fails at its last moment must find it as it was: nothing takes its place before.
    expect(await readFile(inbox)).toEqual(whole);
    await rollBackMerge(office, done.packageId, '合并早了，先撤回');
    await mergePackage(office, path, { ...NO_CHOICES, reason: '补报，经领导同意' });
    expect(await readFile(inbox)).toEqual(whole);
    expect((await verifyWorkspace(office)).findings).toEqual([]);
    expect(await readSelf(office, '1.1.1')).toBe('47');
    expect((await listPackages(office)).filter(({ uid }) => uid === shown.facts.id)).toMatchObject([
      { state: 'merged', reason: '补报，经领导同意' },
    ]);
  });

  it('can be put aside for good, and taken up again when it comes once more', async () => {
    const { office, unit } = await officeAndUnit();
    const unitId = (await placeAt(unit, '1.1.1')).unitId;
    await submitSelfEvaluation(unit, { unitId, reason: '' });
    await mergePackage(office, await selfPackage(unit));
    await acceptSubmissions(office, { unitIds: [(await placeAt(office, '1.1.1')).unitId] });
    await withdrawSubmission(unit, { unitId });
    await writeSelf(unit, '1.1.1', '47');
    const path = await selfPackage(unit);
    const { packageId } = await mergePackage(office, path);
    expect((await refusal(refuseHeld(office, packageId, '  '))).code).toBe('REASON_REQUIRED');
    await refuseHeld(office, packageId, '接收以后不再补报');
    expect((await listPackages(office)).find(({ id }) => id === packageId)).toMatchObject({
      ...{ state: 'refused', reason: '接收以后不再补报' },
    });
    expect((await refusal(refuseHeld(office, packageId, '接收以后不再补报'))).code).toBe('PACKAGE_NOT_HELD');
    expect(await readSelf(office, '1.1.1')).toBe('40');
    expect((await mergePackage(office, path)).held).toContain('已接收');
    expect((await verifyWorkspace(office)).findings).toEqual([]);
  });
});
