import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { backupWorkspace } from '@electron/services/backup/backupWorkspace';
import { restoreWorkspace } from '@electron/services/backup/restoreWorkspace';
import { mergePrepared } from '@electron/services/exchange/mergePrepared';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { aPdf } from '../../helpers/evidenceFiles';
import { columnOf, fillWell, FormDesk, HEADING, put } from '../../helpers/formDesk';

let desk: FormDesk;
beforeEach(async () => {
  desk = await FormDesk.open();
});

describe('a form in its rounds', () => {
  it('corrected and sent once more goes on from what it said before, and answers a return', async () => {
    await desk.handOut();
    const files = join(desk.away, '材料');
    await mkdir(files);
    await writeFile(join(files, '1.1.1-方案.pdf'), aPdf('plan'));
    expect((await desk.merges(await desk.edited(fillWell), files)).counts).toMatchObject({
      new: 3,
      conflict: 0,
    });
    const { unitId, itemId } = await desk.placeOf(0);
    const before = await desk.edited((table, guide) => {
      fillWell(table, guide);
      put(table, 1, 'points', 44);
    }, '退回前.xlsx');
    const items = [{ itemId, reason: '台账没有盖章，请补' }];
    await returnSubmission(desk.office, { unitId, reason: '材料不齐，请补正', items, dueOn: '' });
    expect(await desk.merges(before)).toMatchObject({
      counts: { new: 0, changed: 1, conflict: 0 },
      codes: ['FORM_BEFORE_RETURN'],
    });
    const submission = () =>
      sql`SELECT state, round FROM submission`.execute(desk.office.db).then(({ rows }) => rows);
    expect(await submission()).toEqual([{ state: 'returned', round: 2 }]);

    await writeFile(join(files, '1.1.1-补充.pdf'), aPdf('more'));
    const after = await desk.edited((table, guide) => {
      fillWell(table, guide);
      put(table, 0, 'points', 45);
      put(table, 1, 'points', 44);
    }, '补正.xlsx');
    expect(await desk.merges(after, files)).toMatchObject({
      counts: { new: 1, changed: 1, conflict: 0 },
      codes: [],
    });
    expect(await submission()).toEqual([{ state: 'submitted', round: 2 }]);
    const stored = await sql`SELECT points FROM self_evaluation ORDER BY item_id`.execute(desk.office.db);
    expect(stored.rows).toEqual([{ points: '45' }, { points: '44' }]);
    const links = await sql`SELECT position FROM evidence_link ORDER BY position`.execute(desk.office.db);
    expect(links.rows).toEqual([{ position: 1 }, { position: 2 }]);
    expect((await verifyWorkspace(desk.office)).findings).toEqual([]);
  });

  it('an older filling that comes after a newer one changes nothing but brings its files', async () => {
    await desk.handOut();
    const older = await desk.edited(fillWell, '先填的.xlsx');
    const newer = await desk.edited((table, guide) => {
      fillWell(table, guide);
      put(table, 0, 'points', 44);
    }, '后填的.xlsx');
    const files = join(desk.away, '材料');
    await mkdir(files);
    await writeFile(join(files, '1.1.1-方案.pdf'), aPdf('plan'));
    expect(await desk.merges(newer)).toMatchObject({ handsIn: true, codes: [] });
    expect(await desk.merges(older, files)).toMatchObject({
      counts: { new: 1, changed: 0, conflict: 0 },
      codes: ['FORM_OLDER'],
      handsIn: false,
    });
    const stored = await sql`SELECT s.points, (SELECT count(*) FROM evidence_link) AS files,
      (SELECT count(*) FROM submission_hand_in) AS handed, (SELECT max(n) FROM
        (SELECT count(*) AS n FROM cell_head GROUP BY cell)) AS heads
      FROM self_evaluation AS s ORDER BY s.item_id`.execute(desk.office.db);
    expect(stored.rows).toEqual([
      { points: '44', files: 1, handed: 1, heads: 1 },
      { points: '50', files: 1, handed: 1, heads: 1 },
    ]);
    // Saved anew, it is the unit's last word.
    const again = await desk.edited(fillWell, '重新保存.xlsx');
    expect(await desk.merges(again)).toMatchObject({ counts: { changed: 1, conflict: 0 }, codes: [] });
    expect((await verifyWorkspace(desk.office)).findings).toEqual([]);
  });

  it('saved once more without a change is not handed in again', async () => {
    await desk.handOut();
    expect(await desk.merges(await desk.edited(fillWell))).toMatchObject({ handsIn: true });
    const submission = () =>
      sql`SELECT s.submitted_at, (SELECT count(*) FROM submission_hand_in) AS n FROM submission AS s`
        .execute(desk.office.db)
        .then(({ rows }) => rows);
    const before = await submission();
    const again = await desk.edited((table, guide) => {
      fillWell(table, guide);
      put(table, 0, 'remark', '只加了一个备注');
    }, '又存了一次.xlsx');
    expect(await desk.merges(again)).toMatchObject({
      counts: { new: 0, changed: 0 },
      handsIn: false,
      codes: [],
    });
    expect(await submission()).toEqual(before);
  });

  it('handed out after a return says why the sheet came back', async () => {
    await desk.handOut();
    await desk.merges(await desk.edited(fillWell));
    const { unitId, itemId } = await desk.placeOf(1);
    const items = [{ itemId, reason: '台账没有盖章，请补' }];
    await returnSubmission(desk.office, { unitId, reason: '材料不齐，请补正', items, dueOn: '2020-12-20' });
    desk.form = join(desk.away, '补正表.xlsx');
    await desk.handOut();
    await desk.edited((table) => {
      expect(table.getCell(HEADING + 2, columnOf('remark')).value).toBe('退回原因：台账没有盖章，请补');
      expect(table.getCell(HEADING + 2, columnOf('points')).value).toBe(50);
      expect(String(table.getCell(2, 2).value)).toContain('请于 2020年12月20日 前交回');
    });
  });
});

it('a form that waits in the inbox is read again as it was saved, not as it was put there', async () => {
  await desk.handOut();
  await desk.merges(await desk.edited(fillWell));
  const { unitId } = await desk.placeOf(0);
  await acceptSubmissions(desk.office, { unitIds: [unitId] });
  const late = await desk.edited((table, guide) => {
    fillWell(table, guide);
    put(table, 0, 'points', 44);
  }, '迟到.xlsx');
  const { prepared } = await desk.prepared(late);
  const { held } = await mergePrepared(desk.office, prepared);
  await discardPrepared(prepared);
  expect(held).toContain('已经接收');
  const inbox = join(desk.office.folder, 'exchange', 'inbox', `${prepared.manifest.id}.xlsx`);
  expect((await stat(inbox)).mtime.toISOString()).toBe(prepared.manifest.createdAt);
  // With materials it is another package, of the same time.
  const files = join(desk.away, '材料');
  await mkdir(files);
  await writeFile(join(files, '1.1.1-方案.pdf'), aPdf('plan'));
  const again = await desk.prepared(inbox, files);
  await discardPrepared(again.prepared);
  expect(again.prepared.manifest.id).not.toBe(prepared.manifest.id);
  expect(again.prepared.manifest.createdAt).toBe(prepared.manifest.createdAt);
});

it('a form that was taken in is kept in the inbox as it came, and in a backup', async () => {
  await desk.handOut();
  const path = await desk.edited(fillWell);
  const { id } = await desk.merges(path);
  const backup = join(desk.away, '备份.zip');
  await backupWorkspace(desk.office, backup);
  const { folder } = await restoreWorkspace(backup, join(desk.away, '还原'));
  for (const place of [desk.office.folder, folder]) {
    const kept = join(place, 'exchange', 'inbox', `${id}.xlsx`);
    expect(await readFile(kept)).toEqual(await readFile(path));
    expect((await stat(kept)).mode & 0o222).toBe(0);
  }
});
