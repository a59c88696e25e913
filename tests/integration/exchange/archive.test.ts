import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { formatPoints } from '@shared/domain/points';
import type { ScoreEntry } from '@shared/domain/score';
import { systemRow } from '@shared/exchange/systemRow';
import type { UnitResult } from '@shared/ipc/views';
import { openReader } from '@electron/database/openDatabase';
import { resetPassword, setPassword } from '@electron/services/account/setPassword';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { findSecrets } from '@electron/services/exchange/archive/archivedDatabase';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { openArchive } from '@electron/services/exchange/openArchive';
import { packPackage } from '@electron/services/exchange/packPackage';
import { unpackedSystem } from '@electron/services/exchange/packedSystem';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { sampleEntries, sampleSchemes, workspaceWith } from '../../helpers/assessmentWorkspace';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { computeIndependently } from '../../helpers/independent/computeIndependently';
import { aPerson } from '../../helpers/people';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';
import { tempFolder } from '../../helpers/tempFolder';
import { referenceSet, refusal } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

const PASSWORD = '海州法治-2020-口令';

const REQUEST = { unitCodes: [], itemCodes: [], scorer: '', note: '' };

async function pack(
  workspace: Workspace,
  target: string,
  { withoutEvidence = false, passphrase = '' } = {},
): Promise<void> {
  const request = { ...REQUEST, kind: 'archive' as const, withoutEvidence };
  await packPackage(workspace, request, target, { passphrase, sealCost: 14 });
}

/** Hands a task out, which brings a key pair and a token. */
async function packTask(workspace: Workspace, target: string): Promise<void> {
  await moveOnTo(workspace, 'published');
  await packPackage(workspace, { ...REQUEST, kind: 'task', unitCodes: ['A01'] }, target);
}

async function opened<T>(folder: string, look: (archive: Workspace) => Promise<T>): Promise<T> {
  const archive = await openWorkspace(folder);
  try {
    return await look(archive);
  } finally {
    await archive.close();
  }
}

const shown = (result: UnitResult) => ({
  code: result.code,
  raw: formatPoints(result.raw),
  applicable: formatPoints(result.applicable),
  converted: formatPoints(result.converted),
  bonus: formatPoints(result.bonus),
  deduction: formatPoints(result.deduction),
  final: formatPoints(result.final),
  rank: result.rank,
  grade: result.grade,
  contribution: result.contribution === null ? null : formatPoints(result.contribution),
  comprehensiveTotal: result.comprehensiveTotal === null ? null : formatPoints(result.comprehensiveTotal),
});

/** What was typed, read out of a database by its rows alone. */
async function entriesIn(folder: string): Promise<Map<string, Map<string, ScoreEntry>>> {
  const db = openReader(join(folder, 'faheng.db'), true);
  const rows = await sql<{
    unit: string;
    item: string;
    inputs: string;
    points: string;
    na: number;
    reason: string;
  }>`
    SELECT u.code AS unit, i.code AS item, s.inputs, s.direct_points AS points, s.not_applicable AS na, s.reason
    FROM score AS s JOIN unit AS u ON u.id = s.unit_id JOIN item AS i ON i.id = s.item_id`.execute(db);
  await db.destroy();
  const entries = new Map<string, Map<string, ScoreEntry>>();
  for (const { unit, item, inputs, points, na, reason } of rows.rows) {
    const own = entries.get(unit) ?? new Map<string, ScoreEntry>();
    entries.set(unit, own);
    own.set(item, {
      inputs: JSON.parse(inputs) as ScoreEntry['inputs'],
      points,
      notApplicable: na === 1,
      reason,
    });
  }
  return entries;
}

/** The line of the indicator system, out of the package itself. */
async function systemIn(file: string): Promise<ReturnType<typeof unpackedSystem>> {
  const chunks: Uint8Array[] = [];
  const archive = await openPackage(file, { scratch: await tempFolder() });
  await archive.read({
    write: async ({ path }, bytes) => {
      for await (const chunk of bytes) if (path === 'data/system.jsonl') chunks.push(chunk);
    },
  });
  await archive.close();
  return unpackedSystem(systemRow.parse(JSON.parse(Buffer.concat(chunks).toString())));
}

describe('an archive', () => {
  it('gives every figure again on another machine, and to the second computation, from it alone', async () => {
    const { system, sampleUnits: units } = referenceSet();
    const away = await tempFolder();
    const entries = sampleEntries(system, units);
    const plain = { system, units, entries, ...sampleSchemes(units) };
    const workspace = await workspaceWith(join(away, '考评库'), plain);
    const file = join(away, '归档包.fhpkg');
    const [unit] = (await loadAssessment(workspace)).units;
    const [item] = (await loadAssessment(workspace)).itemsOf(unit ?? { group: '', tags: [] });
    const scan = await fileOf(away, '方案.pdf', aPdf());
    await addEvidence(workspace, { unitId: unit?.id ?? 0, itemId: item?.id ?? 0, paths: [scan] });
    const before = (await computeCycle(workspace)).units.map(shown);
    await pack(workspace, file);
    await workspace.close();
    // Only the package goes on.
    await rm(join(away, '考评库'), { recursive: true });

    const done = await openArchive(file, join(away, '归档'));
    expect(done).toMatchObject({ name: workspace.name, manifest: { kind: 'archive' } });
    await opened(done.folder, async (archive) => {
      expect([archive.readOnly, archive.readOnlyReason]).toEqual([true, expect.stringContaining('归档包')]);
      expect((await computeCycle(archive)).units.map(shown)).toEqual(before);
      const verified = await verifyWorkspace(archive);
      expect(verified).toMatchObject({ findings: [], checked: { evidenceFiles: 1, units: units.length } });
    });
    const { schemes, otherScores } = plain;
    const second = computeIndependently(
      await systemIn(file),
      units,
      await entriesIn(done.folder),
      schemes,
      otherScores,
    );
    const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
    expect(before.sort(byCode)).toEqual(
      second
        .map(({ items: _items, group: _group, veto: _veto, unscored: _unscored, ...figures }) => figures)
        .sort(byCode),
    );
  });

  it('holds no password, recovery code, key, token or trace of them, and says so on its trail', async () => {
    const away = await tempFolder();
    const workspace = await aScoredWorkspace();
    const file = join(away, '归档包.fhpkg');
    try {
      const scorer = await aPerson(workspace, '李四', ['leadScorer']);
      await resetPassword(workspace, { accountId: scorer.accountId, password: PASSWORD });
      const { recoveryCode } = await setPassword(workspace, { current: '', password: PASSWORD });
      expect(recoveryCode).not.toBe('');
      await packTask(workspace, join(away, '任务包.fhpkg'));
      const secrets = await storedSecrets(workspace);
      expect(secrets).toHaveLength(5);
      await pack(workspace, file);
      expect(await findSecrets(workspace.db)).toEqual(['account', 'exchange_key', 'exchange_package']);
      const { folder } = await openArchive(file, join(away, '归档'));
      const bytes = (await readFile(join(folder, 'faheng.db'))).toString('latin1');
      for (const secret of secrets) expect(bytes).not.toContain(secret);
      await opened(folder, async (archive) => {
        expect(await findSecrets(archive.db)).toEqual([]);
        expect((await verifyWorkspace(archive)).findings).toEqual([]);
        const trail = await sql<{
          action: string;
        }>`SELECT action FROM audit_entry ORDER BY id DESC LIMIT 3`.execute(archive.db);
        expect(trail.rows.map(({ action }) => action)).toEqual([
          'package.archive',
          'account.leaveOut',
          'account.leaveOut',
        ]);
      });
      // What was copied for it is gone, and the workspace itself keeps what it has.
      expect(await readdir(join(workspace.folder, 'evidence', 'tmp'))).toEqual([]);
      expect(await storedSecrets(workspace)).toEqual(secrets);
      expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('opens in a folder of its own that nobody ever writes', async () => {
    const away = await tempFolder();
    const workspace = await aScoredWorkspace();
    const file = join(away, '归档包.fhpkg');
    await pack(workspace, file, { passphrase: '归档口令 2020' });
    await workspace.close();
    const folder = join(away, '归档');
    expect((await refusal(openArchive(file, folder))).code).toBe('PACKAGE_PASSPHRASE_NEEDED');
    expect((await refusal(openArchive(file, folder, { passphrase: '别的口令 2020' }))).code).toBe(
      'PACKAGE_PASSPHRASE_WRONG',
    );
    expect(await readdir(away)).toEqual(['归档包.fhpkg']);
    await openArchive(file, folder, { passphrase: '归档口令 2020' });
    expect((await refusal(openWorkspace(folder, { mustWrite: true }))).code).toBe('WORKSPACE_IS_ARCHIVE');
    expect((await refusal(openArchive(file, folder, { passphrase: '归档口令 2020' }))).code).toBe(
      'FOLDER_NOT_EMPTY',
    );
    const before = await stat(join(folder, 'faheng.db'));
    await opened(folder, async (archive) => {
      const assessment = await loadAssessment(archive);
      const place = { unitId: assessment.units[0]?.id ?? 0, itemId: assessment.items[0]?.id ?? 0 };
      expect((await refusal(addEvidence(archive, { ...place, paths: [] }))).code).toBe('WORKSPACE_READ_ONLY');
    });
    expect((await stat(join(folder, 'faheng.db'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('with a byte changed anywhere is refused, and nothing is left', async () => {
    const away = await tempFolder();
    const workspace = await aScoredWorkspace();
    const file = join(away, '归档包.fhpkg');
    await pack(workspace, file);
    await workspace.close();
    const bytes = await readFile(file);
    const codes = new Set<string>();
    for (let part = 1; part < 12; part += 1) {
      const at = Math.floor((bytes.length * part) / 12);
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ 0x20, at);
      await writeFile(file, changed);
      codes.add((await refusal(openArchive(file, join(away, '归档')))).code);
    }
    expect([...codes]).toEqual(['PACKAGE_DAMAGED']);
    expect(await readdir(away)).toEqual(['归档包.fhpkg']);
  });

  it('is not merged into another workspace', async () => {
    const away = await tempFolder();
    const [workspace, other] = [await aScoredWorkspace(), await aScoredWorkspace()];
    const file = join(away, '归档包.fhpkg');
    try {
      await pack(workspace, file);
      expect((await refusal(mergePackage(other, file))).code).toBe('PACKAGE_IS_ARCHIVE');
      expect((await sql`SELECT 1 FROM exchange_package`.execute(other.db)).rows).toEqual([]);
    } finally {
      await workspace.close();
      await other.close();
    }
  });

  it('may leave the files of evidence out, and names them', async () => {
    const away = await tempFolder();
    const workspace = await aScoredWorkspace();
    const file = join(away, '归档包.fhpkg');
    await pack(workspace, file, { withoutEvidence: true });
    await workspace.close();
    const { manifest, folder } = await openArchive(file, join(away, '归档'));
    expect(manifest.absent.map(({ name }) => name)).toEqual(['方案.pdf']);
    await opened(folder, async (archive) => {
      expect((await verifyWorkspace(archive)).findings).toEqual([]);
    });
  });

  it('another kind of package is no archive, and nothing is left of trying', async () => {
    const away = await tempFolder();
    const workspace = await aScoredWorkspace();
    const file = join(away, '任务包.fhpkg');
    await packTask(workspace, file);
    await workspace.close();
    expect((await refusal(openArchive(file, join(away, '归档')))).code).toBe('PACKAGE_IS_NO_ARCHIVE');
    expect(await readdir(away)).toEqual(['任务包.fhpkg']);
  });
});

/** Hashes of passwords and recovery codes, the private key and the tokens as stored. */
async function storedSecrets({ db }: Workspace): Promise<string[]> {
  const rows = await sql<{ secret: string }>`SELECT password AS secret FROM account UNION ALL
    SELECT recovery FROM account UNION ALL SELECT private_key FROM exchange_key UNION ALL
    SELECT token FROM exchange_package`.execute(db);
  return rows.rows.map(({ secret }) => secret).filter((secret) => secret !== '');
}
