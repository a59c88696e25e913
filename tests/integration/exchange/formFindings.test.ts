import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook, type Worksheet } from 'exceljs';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { prepareSelfForm, readSelfForm } from '@electron/services/exchange/form/readSelfForm';
import { packPackage } from '@electron/services/exchange/packPackage';
import { prepareIncoming } from '@electron/services/exchange/prepareIncoming';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { FormColumn } from '@shared/exchange/selfForm';
import { acting } from '../../helpers/acting';
import { columnOf, fillWell, FormDesk, HEADING, put, sign } from '../../helpers/formDesk';
import { refusal } from '../../helpers/testWorkspace';
import { aYear, moveOnTo, somebody } from '../../helpers/yearWorkspace';

let desk: FormDesk;
beforeEach(async () => {
  desk = await FormDesk.open();
});

describe('a form', () => {
  it('is only for the desk.office to hand out, while the unit can still fill in', async () => {
    const unit = somebody('周敏', ['unitFiller', 'unitLeader'], 'A01');
    const refused = await acting(desk.office, unit, () => refusal(desk.handOut()));
    expect(refused.code).toBe('NOT_PERMITTED');
    await moveOnTo(desk.office, 'feedback');
    expect((await refusal(desk.handOut())).code).toBe('SELF_EVALUATION_LOCKED');
    expect(await readdir(desk.away)).toEqual([]);
    const early = await aYear();
    expect((await refusal(desk.handOut(early))).code).toBe('CYCLE_STATE_FORBIDS');
  });

  it('shows what stands, and can be typed into only where it is to be filled in', async () => {
    await recordSelfEvaluation(desk.office, {
      ...(await desk.placeOf(0)),
      points: '45.50',
      statement: '台账不全',
    });
    await desk.handOut();
    const path = await desk.edited((table, guide) => {
      const cell = (key: FormColumn) => table.getCell(HEADING + 1, columnOf(key));
      expect(table.getColumn(1).hidden).toBe(true);
      // The columns of the printed 自评表, with what the unit scores itself by.
      expect((table.getRow(HEADING).values as readonly string[]).slice(2, 13)).toEqual(
        '序号 一级指标 二级指标 指标编码 考核内容 分值 评分标准 自评分 自评说明 材料文件名 应附材料'.split(
          ' ',
        ),
      );
      expect([cell('number').value, cell('level1').value, cell('level2').value]).toEqual([
        1,
        '职能履行',
        '界定职能',
      ]);
      expect([cell('itemPoints').value, cell('standard').value]).toEqual([50, '酌情评分。']);
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
    const { prepared } = await desk.prepared(path);
    expect((await previewPrepared(desk.office, prepared)).counts).toMatchObject({
      new: 0,
      changed: 0,
      conflict: 0,
    });
    await discardPrepared(prepared);
    expect((await verifyWorkspace(desk.office)).findings).toEqual([]);
  });

  it('written upon what the desk.office has changed since is a conflict, with both values kept', async () => {
    await desk.handOut();
    await recordSelfEvaluation(desk.office, {
      ...(await desk.placeOf(0)),
      points: '40',
      statement: '考评办代录',
    });
    const { prepared } = await desk.prepared(await desk.edited(fillWell));
    const { rows, counts } = await previewPrepared(desk.office, prepared);
    expect(counts).toMatchObject({ new: 1, conflict: 1 });
    expect(rows.find(({ outcome }) => outcome === 'conflict')).toMatchObject({
      ours: '自评 40：考评办代录',
      theirs: '自评 50：已完成',
    });
    await discardPrepared(prepared);
  });

  it('taken in as it is where it is not signed or not complete, without counting as handed in', async () => {
    await desk.handOut();
    const unsigned = await desk.edited((table) => put(table, 0, 'points', 50));
    expect(await desk.problemsOf(unsigned)).toEqual(['warning FORM_NOT_SIGNED']);
    const short = await desk.edited((table, guide) => {
      put(table, 0, 'points', 51);
      sign(guide);
    });
    expect(await desk.problemsOf(short)).toEqual([
      'warning FORM_POINTS_WRONG I5',
      'warning FORM_NOT_COMPLETE',
    ]);
    expect((await desk.merges(short)).handsIn).toBe(false);
    const stored = await sql`SELECT points FROM self_evaluation`.execute(desk.office.db);
    expect(stored.rows).toEqual([{ points: '51' }]);
    expect((await sql`SELECT 1 FROM submission_hand_in`.execute(desk.office.db)).rows).toEqual([]);
  });

  it.each<[string, (table: Worksheet, guide: Worksheet) => void, readonly string[]]>([
    [
      'sorted by some of its columns only',
      (table) => {
        put(table, 0, 'code', '1.1.2');
        put(table, 1, 'code', '1.1.1');
      },
      ['error FORM_ROW_TORN E5', 'error FORM_ROW_TORN E6'],
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
    ['with a row typed below', (table) => put(table, 4, 'statement', '补充'), ['error FORM_ROW_UNKNOWN J9']],
    [
      'with a row of another table',
      (table) => put(table, 1, 'mark', 'FH:9.9.9:other'),
      ['error FORM_ROW_TORN E6'],
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
      ['error CELL_ERROR I5'],
    ],
  ])('%s is named, and an error keeps it from being merged', async (_what, edit, expected) => {
    await desk.handOut();
    const path = await desk.edited((table, guide) => {
      sign(guide);
      edit(table, guide);
    });
    const found = (await desk.problemsOf(path)).filter((problem) => !problem.includes('FORM_POINTS_WRONG'));
    for (const problem of expected) expect(found).toContain(problem);
    const { prepared } = await prepareSelfForm(desk.office, path);
    expect(prepared === null).toBe(expected.some((problem) => problem.startsWith('error')));
    if (prepared) await discardPrepared(prepared);
  });

  it('goes by its content, whatever it is called', async () => {
    await desk.handOut();
    const form = await desk.edited(fillWell);
    const named = async (name: string, content?: Buffer | string): Promise<string> => {
      const path = join(desk.away, name);
      await (content === undefined ? copyFile(form, path) : writeFile(path, content));
      return path;
    };
    for (const name of ['自评表.et', '自评表.xlsx.download']) {
      const { prepared } = await prepareIncoming(desk.office, await named(name), { materials: '' });
      expect(prepared.source).toBe('form');
      await discardPrepared(prepared);
    }
    const told = async (name: string, content: Buffer | string) =>
      (await refusal(prepareIncoming(desk.office, await named(name, content), { materials: '' }))).code;
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await told('旧的.xls', ole)).toBe('WORKBOOK_IS_XLS');
    expect(await told('改了名.fhpkg', ole)).toBe('WORKBOOK_IS_XLS');
    expect(await told('自评.csv', '指标编码,自评分')).toBe('WORKBOOK_IS_TEXT');
    expect(await told('短.zip', 'PK\x03\x04')).toBe('NOT_A_PACKAGE');
    const task = join(desk.away, '任务包.xlsx');
    const request = { unitCodes: ['A01'], itemCodes: [], scorer: '', note: '', kind: 'task' } as const;
    await packPackage(desk.office, request, task);
    const { prepared } = await prepareIncoming(desk.office, task, { materials: '' });
    expect(prepared.manifest.kind).toBe('task');
    await discardPrepared(prepared);
  });

  it('that is none, of another year, of another workspace, is refused in its own words, nothing touched', async () => {
    await desk.handOut();
    const before = await desk.state();
    const plain = new Workbook();
    plain.addWorksheet('自评表').addRow(['指标编码', '自评分', '自评说明']);
    await plain.xlsx.writeFile(join(desk.away, '普通.xlsx'));
    expect((await refusal(readSelfForm(desk.office, join(desk.away, '普通.xlsx')))).code).toBe(
      'NOT_A_SELF_FORM',
    );
    const other = await aYear();
    expect((await refusal(readSelfForm(other, desk.form))).code).toBe('FORM_UNKNOWN');
    const remarked = await desk.edited((table) => {
      const mark = String(table.getCell(1, 1).value).split(':');
      table.getCell(1, 1).value = [mark[0], mark[1], 'another-cycle', mark[3]].join(':');
    });
    expect((await refusal(readSelfForm(desk.office, remarked))).code).toBe('FORM_OTHER_CYCLE');
    const ofOther = await desk.edited((table) => {
      table.getCell(1, 1).value = String(table.getCell(1, 1).value).replace(/A01$/, 'A02');
    });
    expect((await refusal(readSelfForm(desk.office, ofOther))).code).toBe('FORM_UNKNOWN');
    const unit = somebody('周敏', ['unitFiller', 'unitLeader'], 'A01');
    expect((await acting(desk.office, unit, () => refusal(readSelfForm(desk.office, desk.form)))).code).toBe(
      'NOT_PERMITTED',
    );
    expect(await desk.state()).toEqual(before);
  });
});
