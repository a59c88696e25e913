import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { listVersions } from '@electron/database/versionRepository';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { storedPath } from '@electron/services/evidence/evidenceStore';
import { inspectPackage } from '@electron/services/exchange/preparePackage';
import { listPackages } from '@electron/services/exchange/ledger';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { packPackage } from '@electron/services/exchange/packPackage';
import { writePacked, type PackOptions } from '@electron/services/exchange/writePacked';
import { discardPacked } from '@electron/services/exchange/recordPacked';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { PackDone } from '@shared/ipc/practice/exchange';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { officeAndUnit, placeAt, readSelf, selfPackage, writeSelf } from '../../helpers/exchangeDistrict';
import { readPackageText } from '../../helpers/packageBytes';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { workspaceState } from '../../helpers/workspaceState';

const SELF = { kind: 'self', unitCodes: [], itemCodes: [], scorer: '', note: '请查收' } as const;

async function pack(
  unit: Workspace,
  options: PackOptions = {},
): Promise<{ readonly folder: string; readonly path: string; readonly done: PackDone }> {
  const folder = await tempFolder();
  const path = join(folder, '自评.fhpkg');
  return { folder, path, done: await packPackage(unit, SELF, path, options) };
}

describe('packing', () => {
  it('puts the package on the ledger and keeps what was typed as versions', async () => {
    const { unit } = await officeAndUnit();
    await writeSelf(unit, '1.1.1', '44');
    const { path, done, folder } = await pack(unit);
    expect(await readdir(folder)).toEqual(['自评.fhpkg']);
    expect(done).toMatchObject({ files: [path], absent: 0, summary: expect.stringContaining('自评 3 项') });
    expect(done.bytes).toBe((await stat(path)).size);
    const [row] = await listPackages(unit);
    expect(row).toMatchObject({ uid: done.uid, state: 'written', kind: 'self', party: { name: '考评办' } });
    const facts = await inspectPackage(path, { scratch: folder });
    expect(facts).toMatchObject({ id: done.uid, note: '请查收', fingerprint: done.fingerprint, evidence: 3 });
    const { files } = await readPackageText(path);
    const heads = (files.get('data/heads.jsonl') ?? '').split('\n').filter((line) => line !== '');
    const cells = heads.map((line) => (JSON.parse(line) as { cell: string }).cell);
    const kept = await listVersions(unit.db, cells);
    expect(kept.some(({ value }) => value.includes('"44"'))).toBe(true);
    // The next one says the same of the same work.
    const again = await readPackageText((await pack(unit)).path);
    expect(again.files.get('data/heads.jsonl')).toBe(files.get('data/heads.jsonl'));
    expect(again.manifest.sequence).toBe(facts.sequence + 1);
    expect((await verifyWorkspace(unit)).findings).toEqual([]);
  });

  it('in volumes and under a passphrase brings the same', async () => {
    const { office, unit } = await officeAndUnit();
    await writeSelf(unit, '1.1.1', '44');
    const big = await fileOf(await tempFolder(), '大.pdf', Buffer.concat([aPdf(), Buffer.alloc(200_000, 7)]));
    await addEvidence(unit, { ...(await placeAt(unit, '1.1.2')), paths: [big] });
    const options = { volumeBytes: 100_000, passphrase: '八个字的口令要写', sealCost: 14 };
    const { folder, done } = await pack(unit, options);
    expect(done.files.length).toBeGreaterThan(1);
    expect((await readdir(folder)).toSorted()).toEqual(
      done.files.map((_, index) => `自评.fhpkg.${String(index + 1).padStart(3, '0')}`),
    );
    const [, any = ''] = done.files;
    const merged = await mergePackage(office, any, NO_CHOICES, options);
    expect(merged.counts).toMatchObject({ changed: 1, new: 1 });
    expect(await readSelf(office, '1.1.1')).toBe('44');
  });

  it('leaves out what the receiver has, where the person says so', async () => {
    const { office, unit } = await officeAndUnit();
    const proof = await fileOf(await tempFolder(), '新.pdf', aPdf('新'));
    const there = await placeAt(unit, '1.1.2');
    await addEvidence(unit, { ...there, paths: [proof] });
    const { path, done } = await pack(unit, { leaveOut: true });
    // Three came with the task.
    expect(done.absent).toBe(3);
    expect((await readPackageText(path)).evidence).toHaveLength(1);
    expect((await mergePackage(office, path)).counts).toMatchObject({ new: 1, refused: 0 });
    const next = await pack(unit, { leaveOut: true });
    expect((await readPackageText(next.path)).evidence).toHaveLength(0);
  });

  it('writes nothing where a file of evidence is lost, or the wanted place is a folder', async () => {
    const { unit } = await officeAndUnit();
    const { unitId, itemId } = await placeAt(unit, '1.1.2');
    const [lost] = await listItemEvidence(unit.db, unitId, itemId);
    await selfPackage(unit);
    const before = await workspaceState(unit);
    const folder = await tempFolder();
    const target = join(folder, '自评.fhpkg');
    await mkdir(target);
    expect((await refusal(packPackage(unit, SELF, target))).code).toMatch(/^EXPORT_/);
    expect(await workspaceState(unit)).toEqual(before);
    await rm(target, { recursive: true });
    await rm(storedPath(unit.folder, lost?.sha256 ?? ''));
    const { code, what } = await refusal(packPackage(unit, SELF, target));
    expect([code, what.includes(lost?.name ?? '?')]).toEqual(['PACKAGE_EVIDENCE_LOST', true]);
    expect(await readdir(folder)).toEqual([]);
    expect(await readdir(join(unit.folder, 'evidence', 'tmp'))).toEqual([]);
  });

  it('of another seat’s kind is refused; what was written and is not wanted goes', async () => {
    const { office, unit } = await officeAndUnit();
    const target = join(await tempFolder(), 'x.fhpkg');
    expect((await refusal(packPackage(office, SELF, target))).code).toBe('PACKAGE_NOT_OF_SEAT');
    const task = { ...SELF, kind: 'task', unitCodes: ['A02'] } as const;
    expect((await refusal(packPackage(unit, task, target))).code).toBe('PACKAGE_NOT_OF_SEAT');
    await selfPackage(unit);
    const packed = await writePacked(unit, SELF, target);
    const [aside] = packed.files;
    expect((await readFile(aside?.from ?? '')).length).toBe(packed.bytes);
    await discardPacked(packed);
    expect(await readdir(join(target, '..'))).toEqual([]);
  });
});
