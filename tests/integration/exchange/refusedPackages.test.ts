import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { makeKeyPair, proofOf } from '@electron/services/exchange/container/packageKeys';
import { decideCells } from '@electron/services/exchange/decideCells';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { packPackage } from '@electron/services/exchange/packPackage';
import type { Workspace } from '@electron/services/workspace/workspace';
import { makeVersion, type Version } from '@shared/exchange/versions';
import { sha256Text } from '@electron/services/caseFiles/sha256Text';
import { readFile, writeFile } from 'node:fs/promises';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { officeAndUnit, placeAt, seatOf, selfPackage, writeSelf } from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { keysOf, rewrittenPackage, type Rewriting, type Rows } from '../../helpers/rewrittenPackage';
import { ITEMS } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { workspaceState } from '../../helpers/workspaceState';

let office: Workspace;
let unit: Workspace;
/** A sound 自评包 of A02, and the same unit's keys. */
let path: string;
let keys: Awaited<ReturnType<typeof keysOf>>;

beforeEach(async () => {
  ({ office, unit } = await officeAndUnit());
  await writeSelf(unit, '1.1.1', '44');
  path = await selfPackage(unit);
  keys = await keysOf(unit);
});

const rewritten = (how: Rewriting, signer = keys): Promise<string> => rewrittenPackage(path, signer, how);

/** Code of the refusal; the workspace is what it was, to the last row and file. */
async function refused(file: string, choices = NO_CHOICES): Promise<string> {
  const before = await workspaceState(office);
  const { code, what, kept, todo } = await refusal(mergePackage(office, file, choices));
  expect(await workspaceState(office)).toEqual(before);
  expect([what, kept, todo].every((text) => text.length > 5)).toBe(true);
  return code;
}

/** Adds a version to a cell, as somebody would who has the program; its head. */
function putVersion(rows: Rows, cell: string, change: Partial<Omit<Version, 'id'>>): void {
  const base = rows['versions']?.[0] as unknown as Version;
  const version = makeVersion({ ...base, cell, parents: [], ...change }, sha256Text);
  rows['versions']?.push({ ...version, parents: [...version.parents] });
  rows['heads'] = [
    ...(rows['heads'] ?? []).filter((row) => row['cell'] !== cell),
    { cell, heads: [version.id] },
  ];
}

describe('a package that is refused leaves the workspace as it was', () => {
  it('of another year', async () => {
    const file = await rewritten({
      manifest: ({ cycle }) => ({ cycle: { ...cycle, uid: 'another', name: '2019年度考评' } }),
    });
    expect(await refused(file)).toBe('PACKAGE_OTHER_CYCLE');
  });

  it('of another indicator system', async () => {
    const file = await rewritten({
      manifest: ({ system }) => ({ system: { ...system, digest: '0'.repeat(64) } }),
    });
    expect(await refused(file)).toBe('PACKAGE_OTHER_SYSTEM');
  });

  it('for somebody else, or of a kind that does not go this way', async () => {
    const side = { seat: 'unit', unitCode: 'A03', unitName: '另一个单位', scorer: '' } as const;
    expect(await refused(await rewritten({ manifest: () => ({ to: side }) }))).toBe('PACKAGE_NOT_FOR_YOU');
    expect(await refused(await rewritten({ manifest: () => ({ kind: 'task' }) }))).toBe(
      'PACKAGE_NOT_FOR_YOU',
    );
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A03'] });
    expect(await refused(task)).toBe('PACKAGE_NOT_FOR_YOU');
    expect((await refusal(mergePackage(unit, task))).code).toBe('PACKAGE_NOT_FOR_YOU');
  });

  it('signed by a key nobody knows, until its fingerprint is named', async () => {
    const stranger = makeKeyPair();
    const foreign = (manifest: { workspace: object }) => ({
      workspace: { ...manifest.workspace, id: 'w-new', name: '新电脑', formatVersion: 30 },
    });
    const file = await rewritten({ manifest: foreign }, stranger);
    expect(await refused(file)).toBe('PACKAGE_KEY_UNKNOWN');
    expect(await refused(file, { ...NO_CHOICES, trust: '0000-0000-0000-0000' })).toBe('PACKAGE_KEY_UNKNOWN');
    const { what } = await refusal(mergePackage(office, file));
    const trust = /[0-9a-f]{4}(-[0-9a-f]{4}){3}/.exec(what)?.[0] ?? '';
    expect((await mergePackage(office, file, { ...NO_CHOICES, trust })).counts.changed).toBe(1);
    // Known from now on.
    const next = await rewritten({ manifest: (m) => ({ ...foreign(m), id: crypto.randomUUID() }) }, stranger);
    expect((await mergePackage(office, next)).already).toBe('');
  });

  it('signed by another key than before, or by another unit’s', async () => {
    await mergePackage(office, path);
    expect(
      await refused(await rewritten({ manifest: () => ({ id: crypto.randomUUID() }) }, makeKeyPair())),
    ).toBe('PACKAGE_KEY_CHANGED');
    const other = { seat: 'unit', unitCode: 'A03', unitName: '单位A03', scorer: '' } as const;
    const stolen = await rewritten({ manifest: () => ({ id: crypto.randomUUID(), from: other }) });
    expect(await refused(stolen)).toBe('PACKAGE_KEY_OF_ANOTHER');
  });

  it('proving with a token that was used: by a copy of the task on another machine, or by another key', async () => {
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    const [own, copied] = [await seatOf(task), await seatOf(task)];
    await writeSelf(own, '1.1.1', '43');
    await mergePackage(office, await aPackage(own, { kind: 'self' }));
    await writeSelf(copied, '1.1.1', '50');
    const theirs = await aPackage(copied, { kind: 'self' });
    expect(await refused(theirs)).toBe('PACKAGE_KEY_CHANGED');
    // Under the workspace's own name, with a proof of the token over another key.
    const stranger = makeKeyPair();
    const { token = '' } =
      (await own.db
        .selectFrom('exchange_package')
        .select('token')
        .where('direction', '=', 'in')
        .executeTakeFirst()) ?? {};
    const proof = proofOf(token, stranger.publicKey);
    const manifest = () => ({ id: crypto.randomUUID(), proof });
    const forged = await rewrittenPackage(await aPackage(own, { kind: 'self' }), stranger, { manifest });
    expect(await refused(forged)).toBe('PACKAGE_KEY_CHANGED');
    // A unit that did change its machine is believed once somebody compared the fingerprint.
    const { what } = await refusal(mergePackage(office, theirs));
    const trust = /[0-9a-f]{4}(-[0-9a-f]{4}){3}/.exec(what)?.[0] ?? '';
    expect((await mergePackage(office, theirs, { ...NO_CHOICES, trust })).already).toBe('');
  });

  it('proving a task that was handed to another unit', async () => {
    const other = await seatOf(await aPackage(office, { kind: 'task', unitCodes: ['A03'] }));
    const theirs = await aPackage(other, { kind: 'self' });
    const from = { seat: 'unit', unitCode: 'A02', unitName: '单位A02', scorer: '' } as const;
    const file = await rewrittenPackage(theirs, await keysOf(other), { manifest: () => ({ from }) });
    expect(await refused(file)).toBe('PACKAGE_KEY_UNKNOWN');
  });

  it('with the id of one that was merged and other content', async () => {
    await mergePackage(office, path);
    expect(await refused(await rewritten({ manifest: () => ({ note: '换过' }) }))).toBe('PACKAGE_ALTERED');
  });

  it('altered after it was signed', async () => {
    const bytes = await readFile(path);
    const file = join(await tempFolder(), '自评.fhpkg');
    for (const offset of [200, Math.floor(bytes.length / 2)]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[offset] ?? 0) ^ 0x20, offset);
      await writeFile(file, changed);
      expect(await refused(file)).toMatch(/^(PACKAGE_DAMAGED|PACKAGE_SIGNATURE_WRONG|NOT_A_PACKAGE)$/);
    }
  });

  it('under a passphrase, without it or with a wrong one', async () => {
    const file = join(await tempFolder(), '加密.fhpkg');
    const request = { kind: 'self', unitCodes: [], itemCodes: [], scorer: '', note: '' } as const;
    await packPackage(unit, request, file, { passphrase: '一二三四五六七八', sealCost: 14 });
    expect(await refused(file)).toBe('PACKAGE_PASSPHRASE_NEEDED');
    const before = await workspaceState(office);
    const wrong = mergePackage(office, file, NO_CHOICES, { passphrase: '一二三四五六七九' });
    expect((await refusal(wrong)).code).toBe('PACKAGE_PASSPHRASE_WRONG');
    expect(await workspaceState(office)).toEqual(before);
    const done = await mergePackage(office, file, NO_CHOICES, { passphrase: '一二三四五六七八' });
    expect(done.counts.changed).toBe(1);
  });

  it('with rows that are none', async () => {
    const badRow = await rewritten({ rows: (rows) => void rows['heads']?.push({ cell: 7 }) });
    expect(await refused(badRow)).toBe('PACKAGE_DAMAGED');
    const badFile = await rewritten({ rows: (rows) => void (rows['secrets'] = [{}]) });
    expect(await refused(badFile)).toBe('PACKAGE_DAMAGED');
    const badValue = await rewritten({
      rows: (rows) => {
        const cell = String(rows['heads']?.[0]?.['cell']);
        putVersion(rows, cell, { value: '{"points":1}' });
      },
    });
    expect(await refused(badValue)).toBe('PACKAGE_DAMAGED');
    // One value has one text: a row would never be what such a version says.
    for (const value of ['{"statement":"","points":"44"}', '{"points": "44","statement":""}']) {
      const file = await rewritten({
        rows: (rows) => putVersion(rows, String(rows['heads']?.[0]?.['cell']), { value }),
      });
      expect(await refused(file)).toBe('PACKAGE_DAMAGED');
    }
    const badTime = await rewritten({
      rows: ({ evidence = [] }) => {
        for (const row of evidence) row['addedAt'] = '昨天';
      },
    });
    expect(await refused(badTime)).toBe('PACKAGE_DAMAGED');
  });

  it('saying what its writer may not say: another unit, another kind of cell, a forged version', async () => {
    const cellOf = async (kind: string, ...parts: readonly string[]): Promise<string> => {
      const { cycle } = await loadAssessment(office);
      return `${[kind, cycle.uid, ...parts].join(':')}:`;
    };
    const [another, score] = [await cellOf('self', 'A03', '1.1.1'), await cellOf('score', 'A02', '1.1.1')];
    for (const cell of [another, score, 'nonsense']) {
      const file = await rewritten({ rows: (rows) => putVersion(rows, cell, {}) });
      expect(await refused(file)).toBe('PACKAGE_NOT_ALLOWED');
    }
    // The same place under another name, or with what was said of another place.
    const alias = (await cellOf('self', 'A02', '1.1.1')).replace('A02', '%4102');
    expect(await refused(await rewritten({ rows: (rows) => putVersion(rows, alias, {}) }))).toBe(
      'PACKAGE_NOT_ALLOWED',
    );
    const borrowed = await rewritten({
      rows: ({ heads = [] }) => {
        const [one, other] = heads.filter((row) => String(row['cell']).startsWith('self:'));
        if (one && other) one['heads'] = other['heads'];
      },
    });
    expect(await refused(borrowed)).toBe('PACKAGE_NOT_ALLOWED');
    const forged = await rewritten({
      rows: (rows) => {
        const [first] = rows['versions'] ?? [];
        if (first) first['person'] = '别人';
      },
    });
    expect(await refused(forged)).toBe('PACKAGE_NOT_ALLOWED');
    const evidence = await rewritten({
      rows: (rows) => {
        const [first] = rows['evidence'] ?? [];
        if (first) first['unit'] = 'A03';
      },
    });
    expect(await refused(evidence)).toBe('PACKAGE_NOT_ALLOWED');
  });

  it('taking away more than the set share, until somebody says why', async () => {
    for (const item of ITEMS) await writeSelf(unit, item, '1');
    const { unitByCode, itemByCode } = await loadAssessment(unit);
    for (const item of ITEMS.slice(0, 2)) {
      const itemId = itemByCode.get(item)?.id ?? 0;
      const [attached] = await listItemEvidence(unit.db, unitByCode.get('A02')?.id ?? 0, itemId);
      await unlinkEvidence(unit, { evidenceId: attached?.id ?? 0, itemId });
    }
    const file = await aPackage(unit, { kind: 'self' });
    expect(await refused(file)).toBe('MERGE_TOO_MUCH');
    expect(await refused(file, { ...NO_CHOICES, acceptLowering: true })).toBe('REASON_REQUIRED');
    const choices = { ...NO_CHOICES, acceptLowering: true, reason: '单位自查后更正' };
    expect((await mergePackage(office, file, choices)).counts.changed).toBe(5);
  });
});

describe('a decision about a place the package does not have', () => {
  it('is refused, before the merge and after', async () => {
    const decisions = [{ cell: 'self:typo:', take: 'ours' as const }];
    expect(await refused(path, { ...NO_CHOICES, decisions })).toBe('PACKAGE_PLACE_UNKNOWN');
    const { packageId } = await mergePackage(office, path);
    const { code } = await refusal(decideCells(office, packageId, decisions, '核实'));
    expect(code).toBe('PACKAGE_PLACE_UNKNOWN');
  });
});

describe('cells a package may not bring about are left as they are and named', () => {
  it('links to evidence whose bytes are nowhere', async () => {
    const { unitByCode, itemByCode } = await loadAssessment(unit);
    const there = { unitId: unitByCode.get('A02')?.id ?? 0, itemId: itemByCode.get('1.1.1')?.id ?? 0 };
    const added = await fileOf(await tempFolder(), '新.pdf', aPdf('新'));
    await addEvidence(unit, { ...there, paths: [added] });
    path = await aPackage(unit, { kind: 'self' });
    const done = await mergePackage(office, await rewritten({ withoutEvidence: true }));
    expect(done.counts).toMatchObject({ changed: 1, refused: 1, new: 0 });
    // The same package whole brings it after all.
    const whole = await mergePackage(
      office,
      await rewritten({ manifest: () => ({ id: crypto.randomUUID() }) }),
    );
    expect(whole.counts).toMatchObject({ new: 1, refused: 0 });
  });

  it('a file of another unit that is only named', async () => {
    const there = await placeAt(office, '1.1.1', 'A03');
    const [theirs] = await listItemEvidence(office.db, there.unitId, there.itemId);
    const { cycle } = await loadAssessment(office);
    const sha256 = theirs?.sha256 ?? '';
    const file = await rewritten({
      rows: (rows) => {
        const [first] = rows['evidence'] ?? [];
        rows['evidence']?.push({ ...first, uid: 'mine', sha256, name: '我的.pdf' });
        putVersion(rows, `link:${cycle.uid}:A02:1.1.1:${sha256}:`, { value: '{"position":9}', rank: 3 });
      },
    });
    expect((await mergePackage(office, file)).counts).toMatchObject({ changed: 1, refused: 1 });
    const { unitId, itemId } = await placeAt(office, '1.1.1');
    const own = await listItemEvidence(office.db, unitId, itemId);
    expect(own.map((each) => each.sha256)).not.toContain(sha256);
  });

  it('the word of somebody above the sender', async () => {
    const { cycle } = await loadAssessment(office);
    const cell = `self:${cycle.uid}:A02:1.1.3:`;
    const file = await rewritten({
      rows: (rows) => putVersion(rows, cell, { rank: 9, value: '{"points":"50","statement":""}' }),
    });
    const done = await mergePackage(office, file);
    expect(done.counts).toMatchObject({ changed: 1, refused: 1, conflict: 0 });
  });
});
