import { cp, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook, type Worksheet } from 'exceljs';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { backupWorkspace } from '@electron/services/backup/backupWorkspace';
import { restoreWorkspace } from '@electron/services/backup/restoreWorkspace';
import { prepareSelfForm, readSelfForm } from '@electron/services/exchange/form/readSelfForm';
import { writeSelfForm } from '@electron/services/exchange/form/writeSelfForm';
import { mergePrepared } from '@electron/services/exchange/mergePrepared';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { AppError } from '@shared/errors/appError';
import { FORM_COLUMNS, FORM_LEADER, type FormColumn } from '@shared/exchange/selfForm';
import { acting } from '../../helpers/acting';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { aYear, moveOnTo, somebody } from '../../helpers/yearWorkspace';

/** Two units with two items of 50 points each: 1.1.1 and 1.1.2. */
let office: Workspace;
let away: string;
let form: string;

beforeEach(async () => {
  office = await aYear();
  await moveOnTo(office, 'selfEvaluating');
  away = await tempFolder();
  form = join(away, '自评表.xlsx');
});

const placeOf = async (item: number) => {
  const { units, items } = await loadAssessment(office);
  return { unitId: units[0]?.id ?? 0, itemId: items[item]?.id ?? 0 };
};

async function handOut(workspace = office): Promise<void> {
  const { units } = await loadAssessment(workspace);
  await writeSelfForm(workspace, { unitId: units[0]?.id ?? 0 }, form);
}

const HEADING = 4;
const columnOf = (key: FormColumn): number => FORM_COLUMNS.findIndex((column) => column.key === key) + 1;

/** Opens the form, changes it, and saves it beside. */
async function edited(
  edit: (table: Worksheet, guide: Worksheet) => void,
  name = '已填.xlsx',
): Promise<string> {
  const book = new Workbook();
  await book.xlsx.readFile(form);
  const [table, guide] = book.worksheets;
  if (!table || !guide) throw new Error('no sheets');
  edit(table, guide);
  const path = join(away, name);
  await book.xlsx.writeFile(path);
  const saved = office.clock();
  await utimes(path, saved, saved);
  return path;
}

const put = (table: Worksheet, item: number, key: FormColumn, value: string | number): void => {
  table.getCell(HEADING + 1 + item, columnOf(key)).value = value;
};

/** Both items with full marks, and signed. */
function fillWell(table: Worksheet, guide: Worksheet): void {
  for (const item of [0, 1]) {
    put(table, item, 'points', 50);
    put(table, item, 'statement', '已完成');
  }
  sign(guide);
}

function sign(guide: Worksheet): void {
  guide.eachRow((row) => {
    if (row.getCell(1).value === FORM_LEADER) row.getCell(2).value = '周敏';
  });
}

async function problemsOf(path: string, files?: string): Promise<string[]> {
  const read = await readSelfForm(office, path, files === undefined ? {} : { files });
  return read.problems.map(({ severity, code, cell }) => `${severity} ${code} ${cell}`.trim());
}

/** The code of a refusal, or what was found. */
async function outcomeOf(path: string, files: string): Promise<string[]> {
  return problemsOf(path, files).catch((cause: unknown) => {
    if (cause instanceof AppError) return [cause.report.code];
    throw cause;
  });
}

/** The database as text, and what lies in the store. */
async function stateOf({ db, folder }: Workspace): Promise<unknown> {
  const rows = await sql<{
    n: number;
  }>`SELECT (SELECT count(*) FROM audit_entry) + (SELECT count(*) FROM evidence_file)
    + (SELECT count(*) FROM exchange_package) AS n`.execute(db);
  return [rows.rows, (await readdir(join(folder, 'evidence'), { recursive: true })).sort()];
}

describe('a form', () => {
  it('is only for the office to hand out, while the unit can still fill in', async () => {
    const unit = somebody('周敏', ['unitFiller', 'unitLeader'], 'A01');
    const refused = await acting(office, unit, () => refusal(handOut()));
    expect(refused.code).toBe('NOT_PERMITTED');
    await moveOnTo(office, 'feedback');
    expect((await refusal(handOut())).code).toBe('SELF_EVALUATION_LOCKED');
    expect(await readdir(away)).toEqual([]);
    const early = await aYear();
    expect((await refusal(handOut(early))).code).toBe('CYCLE_STATE_FORBIDS');
  });

  it('shows what stands, and can be typed into only where it is to be filled in', async () => {
    await recordSelfEvaluation(office, { ...(await placeOf(0)), points: '45.50', statement: '台账不全' });
    await handOut();
    const path = await edited((table, guide) => {
      const cell = (key: FormColumn) => table.getCell(HEADING + 1, columnOf(key));
      expect(table.getColumn(1).hidden).toBe(true);
      expect([cell('points').value, cell('statement').value]).toEqual([45.5, '台账不全']);
      expect(cell('points').protection?.locked).toBe(false);
      expect(cell('code').protection?.locked).not.toBe(false);
      expect(cell('points').dataValidation).toMatchObject({ type: 'decimal', operator: 'between' });
      for (const sheet of [table, guide]) {
        expect((sheet as unknown as { sheetProtection: object }).sheetProtection).toMatchObject({
          sheet: true,
        });
      }
    });
    // Nothing was changed: nothing is merged, though 45.50 went out as the number 45.5.
    const { prepared } = await prepareSelfForm(office, path);
    if (!prepared) throw new Error('not prepared');
    expect((await previewPrepared(office, prepared)).counts).toMatchObject({
      new: 0,
      changed: 0,
      conflict: 0,
    });
    await discardPrepared(prepared);
    expect((await verifyWorkspace(office)).findings).toEqual([]);
  });

  it('written upon what the office has changed since is a conflict, with both values kept', async () => {
    await handOut();
    await recordSelfEvaluation(office, { ...(await placeOf(0)), points: '40', statement: '考评办代录' });
    const { prepared } = await prepareSelfForm(office, await edited(fillWell));
    if (!prepared) throw new Error('not prepared');
    const { rows, counts } = await previewPrepared(office, prepared);
    expect(counts).toMatchObject({ new: 1, conflict: 1 });
    expect(rows.find(({ outcome }) => outcome === 'conflict')).toMatchObject({
      ours: '自评 40：考评办代录',
      theirs: '自评 50：已完成',
    });
    await discardPrepared(prepared);
  });

  it('taken in as it is where it is not signed or not complete, without counting as handed in', async () => {
    await handOut();
    const unsigned = await edited((table) => put(table, 0, 'points', 50));
    expect(await problemsOf(unsigned)).toEqual(['warning FORM_NOT_SIGNED']);
    const short = await edited((table, guide) => {
      put(table, 0, 'points', 51);
      sign(guide);
    });
    expect(await problemsOf(short)).toEqual(['warning FORM_POINTS_WRONG E5', 'warning FORM_NOT_COMPLETE']);
    const { prepared, handsIn } = await prepareSelfForm(office, short);
    if (!prepared) throw new Error('not prepared');
    await mergePrepared(office, prepared);
    await discardPrepared(prepared);
    expect(handsIn).toBe(false);
    const stored = await sql`SELECT points FROM self_evaluation`.execute(office.db);
    expect(stored.rows).toEqual([{ points: '51' }]);
    expect((await sql`SELECT 1 FROM submission_hand_in`.execute(office.db)).rows).toEqual([]);
  });

  it('corrected and sent once more goes on from what it said before, and answers a return', async () => {
    await handOut();
    const merges = async (path: string, files?: string) => {
      const { prepared, problems } = await prepareSelfForm(
        office,
        path,
        files === undefined ? {} : { files },
      );
      if (!prepared) throw new Error('not prepared');
      const { counts } = await previewPrepared(office, prepared);
      await mergePrepared(office, prepared);
      await discardPrepared(prepared);
      return { counts, codes: problems.map(({ code }) => code) };
    };
    const files = join(away, '材料');
    await mkdir(files);
    await writeFile(join(files, '1.1.1-方案.pdf'), aPdf('plan'));
    expect((await merges(await edited(fillWell), files)).counts).toMatchObject({ new: 3, conflict: 0 });
    const { unitId, itemId } = await placeOf(0);
    const before = await edited((table, guide) => {
      fillWell(table, guide);
      put(table, 1, 'points', 44);
    }, '退回前.xlsx');
    const items = [{ itemId, reason: '台账没有盖章，请补' }];
    await returnSubmission(office, { unitId, reason: '材料不齐，请补正', items, dueOn: '' });
    expect(await merges(before)).toMatchObject({
      counts: { new: 0, changed: 1, conflict: 0 },
      codes: ['FORM_BEFORE_RETURN'],
    });
    const submission = () =>
      sql`SELECT state, round FROM submission`.execute(office.db).then(({ rows }) => rows);
    expect(await submission()).toEqual([{ state: 'returned', round: 2 }]);

    await writeFile(join(files, '1.1.1-补充.pdf'), aPdf('more'));
    const after = await edited((table, guide) => {
      fillWell(table, guide);
      put(table, 0, 'points', 45);
      put(table, 1, 'points', 44);
    }, '补正.xlsx');
    expect(await merges(after, files)).toMatchObject({
      counts: { new: 1, changed: 1, conflict: 0 },
      codes: [],
    });
    expect(await submission()).toEqual([{ state: 'submitted', round: 2 }]);
    const stored = await sql`SELECT points FROM self_evaluation ORDER BY item_id`.execute(office.db);
    expect(stored.rows).toEqual([{ points: '45' }, { points: '44' }]);
    const links = await sql`SELECT position FROM evidence_link ORDER BY position`.execute(office.db);
    expect(links.rows).toEqual([{ position: 1 }, { position: 2 }]);
    expect((await verifyWorkspace(office)).findings).toEqual([]);
  });

  it('handed out after a return says why the sheet came back', async () => {
    await handOut();
    const { prepared } = await prepareSelfForm(office, await edited(fillWell));
    if (!prepared) throw new Error('not prepared');
    await mergePrepared(office, prepared);
    await discardPrepared(prepared);
    const { unitId, itemId } = await placeOf(1);
    const items = [{ itemId, reason: '台账没有盖章，请补' }];
    await returnSubmission(office, { unitId, reason: '材料不齐，请补正', items, dueOn: '2020-12-20' });
    form = join(away, '补正表.xlsx');
    await handOut();
    await edited((table) => {
      expect(table.getCell(HEADING + 2, columnOf('remark')).value).toBe('退回原因：台账没有盖章，请补');
      expect(table.getCell(HEADING + 2, columnOf('points')).value).toBe(50);
      expect(String(table.getCell(2, 2).value)).toContain('请于 2020年12月20日 前交回');
    });
  });

  it.each<[string, (table: Worksheet, guide: Worksheet) => void, readonly string[]]>([
    [
      'sorted by some of its columns only',
      (table) => {
        put(table, 0, 'code', '1.1.2');
        put(table, 1, 'code', '1.1.1');
      },
      ['error FORM_ROW_TORN B5', 'error FORM_ROW_TORN B6'],
    ],
    [
      'with a row copied',
      (table) => {
        put(table, 2, 'mark', String(table.getCell(HEADING + 1, 1).value));
        put(table, 2, 'points', 3);
      },
      ['error FORM_ROW_TWICE A7'],
    ],
    [
      'with its sheet copied',
      (table) => {
        const copy = table.workbook.addWorksheet('自评表 (2)');
        copy.getCell(1, 1).value = table.getCell(1, 1).value;
      },
      ['error FORM_SHEET_TWICE'],
    ],
    ['with a row typed below', (table) => put(table, 4, 'statement', '补充'), ['error FORM_ROW_UNKNOWN F9']],
    [
      'with a row of another table',
      (table) => put(table, 1, 'mark', 'FH:9.9.9:other'),
      ['error FORM_ROW_TORN B6'],
    ],
    [
      'with a row taken out',
      (table, guide) => {
        fillWell(table, guide);
        table.spliceRows(HEADING + 2, 1);
      },
      ['warning FORM_ROWS_MISSING', 'warning FORM_NOT_COMPLETE'],
    ],
    [
      'without its headings',
      (table) => table.getRow(HEADING).eachCell((cell) => (cell.value = 'x')),
      ['error FORM_HEADING_MISSING'],
    ],
    [
      'with an error where the points are',
      (table, guide) => {
        fillWell(table, guide);
        table.getCell(HEADING + 1, columnOf('points')).value = { error: '#REF!' } as never;
      },
      ['error CELL_ERROR E5'],
    ],
  ])('%s is named, and an error keeps it from being merged', async (_what, edit, expected) => {
    await handOut();
    const path = await edited((table, guide) => {
      sign(guide);
      edit(table, guide);
    });
    const found = (await problemsOf(path)).filter((problem) => !problem.includes('FORM_POINTS_WRONG'));
    for (const problem of expected) expect(found).toContain(problem);
    const { prepared } = await prepareSelfForm(office, path);
    expect(prepared === null).toBe(expected.some((problem) => problem.startsWith('error')));
    if (prepared) await discardPrepared(prepared);
  });

  it('that is none, of another year, of another workspace, is refused in its own words, nothing touched', async () => {
    await handOut();
    const before = await stateOf(office);
    const plain = new Workbook();
    plain.addWorksheet('自评表').addRow(['指标编码', '自评分', '自评说明']);
    await plain.xlsx.writeFile(join(away, '普通.xlsx'));
    expect((await refusal(readSelfForm(office, join(away, '普通.xlsx')))).code).toBe('NOT_A_SELF_FORM');
    const other = await aYear();
    expect((await refusal(readSelfForm(other, form))).code).toBe('FORM_UNKNOWN');
    const remarked = await edited((table) => {
      const mark = String(table.getCell(1, 1).value).split(':');
      table.getCell(1, 1).value = [mark[0], mark[1], 'another-cycle', mark[3]].join(':');
    });
    expect((await refusal(readSelfForm(office, remarked))).code).toBe('FORM_OTHER_CYCLE');
    const ofOther = await edited((table) => {
      table.getCell(1, 1).value = String(table.getCell(1, 1).value).replace(/A01$/, 'A02');
    });
    expect((await refusal(readSelfForm(office, ofOther))).code).toBe('FORM_UNKNOWN');
    const unit = somebody('周敏', ['unitFiller', 'unitLeader'], 'A01');
    expect((await acting(office, unit, () => refusal(readSelfForm(office, form)))).code).toBe(
      'NOT_PERMITTED',
    );
    expect(await stateOf(office)).toEqual(before);
  });
});

it('a form that was taken in is kept in the inbox as it came, and in a backup', async () => {
  await handOut();
  const path = await edited(fillWell);
  const { prepared } = await prepareSelfForm(office, path);
  if (!prepared) throw new Error('not prepared');
  await mergePrepared(office, prepared);
  await discardPrepared(prepared);
  const backup = join(away, '备份.zip');
  await backupWorkspace(office, backup);
  const { folder } = await restoreWorkspace(backup, join(away, '还原'));
  for (const place of [office.folder, folder]) {
    const kept = join(place, 'exchange', 'inbox', `${prepared.manifest.id}.xlsx`);
    expect(await readFile(kept)).toEqual(await readFile(path));
    expect((await stat(kept)).mode & 0o222).toBe(0);
  }
});

describe('evidence handed in with a form', () => {
  const opened: Workspace[] = [];
  afterEach(async () => void (await Promise.all(opened.splice(0).map((workspace) => workspace.close()))));

  it('that is missing, belongs nowhere or must not be taken in is named, the rest is kept', async () => {
    await handOut();
    const files = join(away, '材料');
    await mkdir(join(files, '1.1.2 甲'), { recursive: true });
    await writeFile(join(files, '1.1.1-方案.pdf'), aPdf('plan'));
    await writeFile(join(files, '1.1.2 甲', '台账.pdf'), aPdf('list'));
    await writeFile(join(files, '1.1.1-程序.pdf'), Buffer.from('MZ\x90\0 not a pdf'));
    await writeFile(join(files, '照片.jpg'), 'x');
    await writeFile(join(files, 'Thumbs.db'), 'x');
    await symlink('/etc/passwd', join(files, '1.1.1-链接.txt')).catch(() => undefined);
    const path = await edited((table, guide) => {
      fillWell(table, guide);
      put(table, 1, 'files', '没有这份.docx');
    });
    expect(await problemsOf(path, files)).toEqual([
      'warning FORM_FILE_MISSING G6',
      'warning FORM_FILE_UNUSED',
      'warning EVIDENCE_IS_PROGRAM',
    ]);
    const { prepared } = await prepareSelfForm(office, path, { files });
    if (!prepared) throw new Error('not prepared');
    await mergePrepared(office, prepared);
    await discardPrepared(prepared);
    const kept = await sql`SELECT i.code, e.name, e.added_by AS who FROM evidence_link AS l
      JOIN evidence AS e ON e.id = l.evidence_id JOIN item AS i ON i.id = l.item_id ORDER BY i.code`.execute(
      office.db,
    );
    expect(kept.rows).toEqual([
      { code: '1.1.1', name: '1.1.1-方案.pdf', who: '周敏' },
      { code: '1.1.2', name: '台账.pdf', who: '周敏' },
    ]);
    expect((await verifyWorkspace(office)).findings).toEqual([]);
  });

  it.each<[string, (zip: ZipFile) => void, string]>([
    ['climbs out of the folder', (zip) => zip.addBuffer(aPdf(), 'aa/1.1.1.pdf'), 'FORM_FILES_HOSTILE'],
    ['is absolute', (zip) => zip.addBuffer(aPdf(), 'a1.1.1-x.pdf'), 'FORM_FILES_HOSTILE'],
    ['is a link', (zip) => zip.addBuffer(aPdf(), '1.1.1.pdf', { mode: 0o120777 }), 'FORM_FILES_HOSTILE'],
    [
      'is packed beyond belief',
      (zip) => zip.addBuffer(Buffer.alloc(51 << 20), '1.1.1.txt'),
      'warning EVIDENCE_TOO_LARGE',
    ],
    [
      'is there twice',
      (zip) => ['1.1.1.pdf', '1.1.1.pdf'].forEach((name) => zip.addBuffer(aPdf(), name)),
      'FORM_FILES_DAMAGED',
    ],
  ])('in a zip that %s is refused or left out, and nothing is left', async (_what, fill, code) => {
    await handOut();
    const before = await stateOf(office);
    const zip = new ZipFile();
    fill(zip);
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    // Names yazl itself would not write.
    for (const [stand, name] of [
      ['aa/1.1.1.pdf', '../1.1.1.pdf'],
      ['a1.1.1-x.pdf', '/1.1.1-x.pdf'],
    ] as const) {
      for (let at = bytes.indexOf(stand); at >= 0; at = bytes.indexOf(stand, at + 1)) bytes.write(name, at);
    }
    const files = await fileOf(away, '材料.zip', bytes);
    const path = await edited(fillWell);
    expect(await outcomeOf(path, files)).toEqual([code]);
    expect(await stateOf(office)).toEqual(before);
  });

  it('in what is neither a folder nor a zip is refused', async () => {
    await handOut();
    const path = await edited(fillWell);
    for (const [name, code] of [
      ['材料.rar', 'FORM_FILES_MISSING'],
      ['坏的.zip', 'FORM_FILES_DAMAGED'],
    ] as const) {
      const files = await fileOf(away, name, 'Rar!');
      expect((await refusal(readSelfForm(office, path, { files }))).code).toBe(code);
    }
    expect((await refusal(readSelfForm(office, path, { files: join(away, '没有') }))).code).toBe(
      'FORM_FILES_MISSING',
    );
  });

  it('in a zip that lies in the folder goes by the zip’s name', async () => {
    await handOut();
    const files = join(away, '材料');
    await mkdir(files);
    const zip = new ZipFile();
    zip.addBuffer(aPdf('inside'), '清单.pdf');
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    await writeFile(join(files, '1.1.2 佐证.zip'), Buffer.concat(chunks));
    const { contents, problems, asides } = await readSelfForm(office, await edited(fillWell), { files });
    expect([problems, asides.size, contents.data.evidence?.map(({ name }) => name)]).toEqual([
      [],
      1,
      ['清单.pdf'],
    ]);
  });

  it('is read alike in a copy of the office', async () => {
    await handOut();
    const path = await edited(fillWell);
    const here = await readSelfForm(office, path);
    await office.close();
    const folder = join(await tempFolder(), '考评库');
    await cp(office.folder, folder, { recursive: true });
    const copy = await openWorkspace(folder, { readOnly: true, clock: office.clock });
    opened.push(copy);
    const there = await readSelfForm(copy, path);
    expect(there.contents).toEqual(here.contents);
  });
});
