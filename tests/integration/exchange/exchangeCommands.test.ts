import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type {
  CoverageView,
  LedgerRow,
  MergeCounts,
  PackageChangeRow,
  PackageFacts,
  PackagePreview,
  PackDone,
  RollBackDone,
} from '@shared/ipc/practice/exchange';
import { cli, cliJson } from '../../helpers/cli';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';

interface Merged {
  readonly already: boolean;
  readonly counts: MergeCounts;
  readonly packages: readonly { readonly file: string; readonly error?: { readonly code: string } }[];
}

afterEach(() => vi.unstubAllEnvs());

let made: string;

/** The office, and the seat of A02 made of its task on the command line: once, since making them takes longest. */
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'faheng-commands-'));
  const { office } = await aSeatDistrict();
  await office.close();
  await cp(office.folder, join(made, '考评办'), { recursive: true });
  const task = join(made, '任务.fhpkg');
  await does('pack', 'task', '--unit', 'A02', '--out', task, '--workspace', join(made, '考评办'));
  await does('merge', task, '--workspace', join(made, '单位'));
});

afterAll(() => rm(made, { recursive: true, force: true }));

/** Copies of both, and a stick between them. */
async function officeAndUnit() {
  const away = await tempFolder();
  await cp(made, away, { recursive: true });
  const stick = join(away, 'U盘');
  await mkdir(stick);
  const at = ['--workspace', join(away, '考评办')];
  return { stick, at, unit: ['--workspace', join(away, '单位')] };
}

async function does(...argv: readonly string[]): Promise<string> {
  const { code, out, err } = await cli(...argv);
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${err}`);
  return out;
}

const fills = (where: readonly string[], item: string, points: string) =>
  does('self', 'set', '--unit', 'A02', '--item', item, '--points', points, '--statement', '更正', ...where);

describe('packages on the command line', () => {
  it('are written, looked into, tried out, merged, listed and rolled back', async () => {
    const { stick, at, unit } = await officeAndUnit();
    await fills(unit, '1.1.1', '45');
    const file = join(stick, '自评.fhpkg');
    const packed = await cliJson<PackDone>('pack', 'self', '--out', file, '--note', '请查收', ...unit);
    expect(packed.files).toEqual([file]);
    const facts = await cliJson<PackageFacts>('package', 'inspect', file);
    expect(facts).toMatchObject({ kind: 'self', from: { unitCode: 'A02' }, note: '请查收', sealed: false });
    expect(facts.fingerprint).toBe(packed.fingerprint);
    expect((await cli('package', 'inspect', file)).out).toContain('附言：请查收');

    const preview = await cliJson<PackagePreview>('merge', file, '--dry-run', ...at);
    expect(preview).toMatchObject({ counts: { changed: 1, conflict: 0 }, key: { standing: 'proof' } });
    const [row] = preview.rows;
    expect(row).toMatchObject({ itemCode: '1.1.1', outcome: 'changed' });
    expect((await cli('merge', file, '--dry-run', ...at)).out).toContain('[更改] 1.1.1');

    const merged = await cli('merge', file, '--json', ...at);
    expect(JSON.parse(merged.out)).toMatchObject({ already: false, counts: { changed: 1 } });
    expect(merged.err).toContain(packed.fingerprint);
    const again = await cli('merge', file, '--json', ...at);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ already: true, counts: { new: 0, changed: 0 } });
    expect(again.err).toContain('PACKAGE_ALREADY_MERGED');

    const ledger = await cliJson<LedgerRow[]>('package', 'list', ...at);
    expect(ledger.map(({ kind, state }) => [kind, state])).toEqual([
      ['self', 'merged'],
      ['task', 'written'],
    ]);
    const number = String(ledger[0]?.id);
    const [change] = await cliJson<PackageChangeRow[]>('package', 'changes', number, ...at);
    expect(change).toMatchObject({ itemCode: '1.1.1', outcome: 'changed', open: false });
    const back = ['package', 'rollback', number, '--reason', '单位发错了文件'];
    expect(await cliJson<RollBackDone>(...back, ...at)).toMatchObject({ undone: 1, kept: [] });
    expect((await cli('package', 'list', ...at)).out).toContain('已撤回');
    // What stood before stands again, so that the package changes it anew.
    expect(await cliJson<Merged>('merge', file, ...at)).toMatchObject({
      already: false,
      counts: { changed: 1 },
    });
  });

  it('say what they bring besides values: a hand-in, a return', async () => {
    const { stick, at, unit } = await officeAndUnit();
    const check = await cli('submission', 'check', '--unit', 'A02', '--json', ...unit);
    const { findings } = JSON.parse(check.out) as { findings: readonly { kind: string; code: string }[] };
    for (const { kind, code } of findings) if (kind === 'noSelfScore') await fills(unit, code, '1');
    const handedIn = await cliJson<{ handIns: unknown }>('submission', 'submit', '--unit', 'A02', ...unit);
    expect(handedIn).toMatchObject({
      handIns: [{ report: { selfTotal: expect.stringMatching(/^\d+\.\d\d$/) } }],
    });
    const self = join(stick, '自评.fhpkg');
    await does('pack', 'self', '--out', self, ...unit);
    expect((await cli('merge', self, '--dry-run', ...at)).out).toMatch(/\[新增\] 提交自评[^→]*$/m);
    const merged = await does('merge', self, ...at);
    expect(merged).toContain('办理 1 件');
    expect(merged).toMatch(/\[新增\] 提交自评/);

    const item = ['--item', '1.1.1', '--reason', '请补证明材料'];
    await does('submission', 'return', '--unit', 'A02', ...item, ...at);
    const back = join(stick, '退回.fhpkg');
    await does('pack', 'return', '--unit', 'A02', '--out', back, ...at);
    const { packages } = await cliJson<Merged>('merge', back, ...unit);
    expect(packages).toMatchObject([{ already: false, made: false, records: [{ outcome: 'new' }] }]);
    const { returns } = await cliJson<{ returns: unknown }>('submission', 'show', '--unit', 'A02', ...unit);
    expect(returns).toMatchObject([{ reason: '请补证明材料', items: [{ reason: '请补证明材料' }] }]);
    const again = await cliJson<Merged>('merge', back, ...unit);
    expect(again.packages).toMatchObject([{ already: true, records: [] }]);
  });

  it('are taken from a folder, and named by what was asked for where they cannot be written', async () => {
    const { stick, at, unit } = await officeAndUnit();
    expect(await cli('merge', stick, ...at)).toMatchObject({ code: 2, error: 'BAD_ARGUMENTS' });
    await fills(unit, '1.1.1', '45');
    await does('pack', 'self', '--out', join(stick, '乙.fhpkg'), ...unit);
    await does('pack', 'self', '--out', join(stick, '甲.fhpkg'), '--split', '64K', ...unit);
    await writeFile(join(stick, '说明.txt'), '请合并');
    const { packages } = await cliJson<Merged>('merge', stick, ...at);
    expect(packages.map(({ file }) => basename(file))).toEqual(['乙.fhpkg', '甲.fhpkg.001']);

    const lost = await cli('pack', 'self', '--out', join(stick, '没有', '自评.fhpkg'), ...unit);
    expect(lost).toMatchObject({ code: 2, error: 'EXPORT_FOLDER_MISSING' });
    expect(lost.err).toContain('要存放“自评.fhpkg”的文件夹不存在');
  });

  it('for several units are written for all that can have one, the others named', async () => {
    const { stick, at, unit } = await officeAndUnit();
    const check = await cli('submission', 'check', '--unit', 'A02', '--json', ...unit);
    const { findings } = JSON.parse(check.out) as { findings: readonly { kind: string; code: string }[] };
    for (const { kind, code } of findings) if (kind === 'noSelfScore') await fills(unit, code, '1');
    await does('submission', 'submit', '--unit', 'A02', ...unit);
    const self = join(stick, '自评.fhpkg');
    await does('pack', 'self', '--out', self, ...unit);
    await does('merge', self, ...at);
    await does('submission', 'return', '--unit', 'A02', '--reason', '请补证明材料', ...at);
    const both = ['--unit', 'A01,A02', '--out', join(stick, '退回')];
    const said = await cli('pack', 'return', ...both, '--json', ...at);
    expect(said).toMatchObject({ code: 2, error: 'PACKAGE_NOTHING_TO_SEND' });
    expect(said.err).toContain('1 个单位的数据包没有写出，1 个已写出');
    expect(JSON.parse(said.out)).toMatchObject([
      { files: [expect.stringContaining('A02')] },
      { unit: 'A01', error: { code: 'PACKAGE_NOTHING_TO_SEND' } },
    ]);
    expect(await readdir(join(stick, '退回'))).toEqual([expect.stringContaining('A02')]);
  });

  it('show a conflict, take a side by its place, and leave one open to be decided later', async () => {
    const { stick, at, unit } = await officeAndUnit();
    for (const item of ['1.1.1', '1.1.3']) {
      await fills(unit, item, '45');
      await fills(at, item, '30');
    }
    const file = join(stick, '自评.fhpkg');
    await does('pack', 'self', '--out', file, ...unit);
    const { rows, counts } = await cliJson<PackagePreview>('merge', file, '--dry-run', ...at);
    expect(counts).toMatchObject({ conflict: 2 });
    const cell = rows.find(({ itemCode }) => itemCode === '1.1.1')?.cell ?? '';
    const wrong = await cli('merge', file, '--take', `${cell}=both`, ...at);
    expect([wrong.code, wrong.error]).toEqual([2, 'BAD_ARGUMENTS']);
    const merged = await cliJson<Merged>('merge', file, '--take', `${cell}=ours`, ...at);
    expect(merged.counts).toMatchObject({ conflict: 1, kept: 1 });

    const [row] = await cliJson<LedgerRow[]>('package', 'list', ...at);
    expect(row?.open).toBe(1);
    const number = String(row?.id);
    const open = (await cliJson<PackageChangeRow[]>('package', 'changes', number, ...at)).find(
      (each) => each.open,
    );
    const take = ['--take', `${open?.cell ?? ''}=theirs`, '--reason', '以单位的为准'];
    await does('package', 'decide', number, ...take, ...at);
    expect((await cliJson<LedgerRow[]>('package', 'list', ...at))[0]?.open).toBe(0);
  });

  it('under a passphrase ask for it in a variable, and tell a wrong one from an altered package', async () => {
    const { stick, at, unit } = await officeAndUnit();
    vi.stubEnv('STICK', '区水利局二〇二〇');
    const file = join(stick, '自评.fhpkg');
    await does('pack', 'self', '--out', file, '--passphrase-env', 'STICK', ...unit);
    expect((await cli('merge', file, ...at)).error).toBe('PACKAGE_PASSPHRASE_NEEDED');
    vi.stubEnv('WRONG', '不是这个口令');
    expect((await cli('merge', file, '--passphrase-env', 'WRONG', ...at)).error).toBe(
      'PACKAGE_PASSPHRASE_WRONG',
    );
    expect((await cli('merge', file, '--passphrase-env', 'NOBODY', ...at)).error).toBe('BAD_ARGUMENTS');
    vi.stubEnv('SHORT', '短');
    const short = ['pack', 'self', '--out', join(stick, '短.fhpkg'), '--passphrase-env', 'SHORT'];
    expect((await cli(...short, ...unit)).error).toBe('PACKAGE_PASSPHRASE_WEAK');
    expect(await cliJson<Merged>('merge', file, '--passphrase-env', 'STICK', ...at)).toMatchObject({
      already: false,
    });
  });

  it('in volumes are merged from any one of them, and a missing one is named', async () => {
    const { stick, at, unit } = await officeAndUnit();
    const big = join(stick, '台账.txt');
    await writeFile(big, Array.from({ length: 20_000 }, (_, n) => `第${n * 7919}行`).join('\n'));
    await does('evidence', 'add', '--unit', 'A02', '--item', '1.1.1', big, ...unit);
    const file = join(stick, '自评.fhpkg');
    await does('pack', 'self', '--out', file, '--split', '64K', ...unit);
    const volumes = (await readdir(stick)).filter((name) => name.startsWith('自评.fhpkg.')).sort();
    expect(volumes.length).toBeGreaterThan(2);
    const second = join(stick, volumes[1] ?? '');
    const bytes = await readFile(second);
    await rm(second);
    const missing = await cli('merge', join(stick, volumes[0] ?? ''), ...at);
    expect(missing.error).toBe('PACKAGE_VOLUME_MISSING');
    expect(missing.err).toContain('第 2 卷');
    await writeFile(second, bytes);
    expect(await cliJson<Merged>('merge', second, ...at)).toMatchObject({ counts: { conflict: 0 } });
    expect((await cli('pack', 'self', '--out', file, '--split', '10', ...unit)).error).toBe('BAD_ARGUMENTS');
  });

  it('several at a time are each their own: what one is refused for does not hold up the others', async () => {
    const { stick, at, unit } = await officeAndUnit();
    await fills(unit, '1.1.1', '45');
    const good = join(stick, '自评.fhpkg');
    await does('pack', 'self', '--out', good, ...unit);
    const bad = join(stick, '坏.fhpkg');
    await writeFile(bad, 'PK');
    const both = await cli('merge', bad, good, '--json', ...at);
    expect([both.code, both.error]).toEqual([2, 'NOT_A_PACKAGE']);
    const { packages, counts } = JSON.parse(both.out) as Merged;
    expect(packages.map(({ file, error }) => [basename(file), error?.code])).toEqual([
      ['坏.fhpkg', 'NOT_A_PACKAGE'],
      ['自评.fhpkg', undefined],
    ]);
    expect(counts.changed).toBe(1);
    // A place is one of one package.
    expect((await cli('merge', bad, good, '--take', 'x=ours', ...at)).error).toBe('BAD_ARGUMENTS');
    expect((await cli('merge', bad, ...at)).error).toBe('NOT_A_PACKAGE');
  });

  it('in one go are merged after one copy', async () => {
    const { stick, at, unit } = await officeAndUnit();
    const files: string[] = [];
    for (const points of ['41', '42', '43']) {
      await fills(unit, '1.1.1', points);
      files.push(join(stick, `自评${points}.fhpkg`));
      await does('pack', 'self', '--out', files.at(-1) ?? '', ...unit);
    }
    const { packages } = await cliJson<{ packages: readonly { readonly snapshot: string }[] }>(
      'merge',
      ...files,
      ...at,
    );
    expect(packages).toHaveLength(3);
    expect(new Set(packages.map(({ snapshot }) => snapshot)).size).toBe(1);
    const copies = await readdir(join(at[1] ?? '', 'backups'));
    expect(copies.filter((name) => name.startsWith('before-merge-'))).toEqual([packages[0]?.snapshot]);
  });

  it('for several units go into a folder, one for each; coverage says what was handed to nobody', async () => {
    const { stick, at } = await officeAndUnit();
    const folder = join(stick, '任务包');
    const packed = await cliJson<PackDone[]>('pack', 'task', '--unit', 'A01', 'A03', '--out', folder, ...at);
    expect(packed).toHaveLength(2);
    expect((await readdir(folder)).sort()).toEqual([
      expect.stringMatching(/^任务包_A01_.*\.fhpkg$/),
      expect.stringMatching(/^任务包_A03_.*\.fhpkg$/),
    ]);
    const wrong = ['pack', 'task', '--unit', 'A01', 'A03', '--out', join(stick, '一个.fhpkg')];
    expect((await cli(...wrong, ...at)).error).toBe('BAD_ARGUMENTS');
    const before = await cliJson<CoverageView>('package', 'coverage', ...at);
    expect(before.gaps).toBeGreaterThan(0);
    await does('pack', 'assign', '--scorer', '李评分', '--out', join(stick, '评分.fhpkg'), ...at);
    const after = await cliJson<CoverageView>('package', 'coverage', ...at);
    expect(after.covered).toBeGreaterThan(before.covered);
    expect((await cli('package', 'coverage', ...at)).out).toContain('[空缺]');
  });

  it('refuse what is no kind, no number of the ledger, no file, with their own codes', async () => {
    const { stick, at } = await officeAndUnit();
    expect((await cli('pack', 'letter', '--out', join(stick, 'x.fhpkg'), ...at)).error).toBe('BAD_ARGUMENTS');
    for (const kind of ['task', 'return', 'form']) {
      const nobody = await cli('pack', kind, '--out', join(stick, 'x.fhpkg'), ...at);
      expect([kind, nobody.error]).toEqual([kind, 'BAD_ARGUMENTS']);
    }
    expect((await cli('package', 'rollback', '99', '--reason', '没有这个', ...at)).error).toBe(
      'BAD_ARGUMENTS',
    );
    expect((await cli('merge', join(stick, '没有.fhpkg'), ...at)).error).toBe('PACKAGE_NOT_FOUND');
    expect((await cli('package', 'inspect', join(stick, '没有.fhpkg'))).error).toBe('PACKAGE_NOT_FOUND');
  });
});
