import { cp, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { createSeat } from '@electron/services/exchange/createSeat';
import { prepareSelfForm, type PreparedForm } from '@electron/services/exchange/form/readSelfForm';
import { writeSelfForm } from '@electron/services/exchange/form/writeSelfForm';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { mergePrepared } from '@electron/services/exchange/mergePrepared';
import { packPackage } from '@electron/services/exchange/packPackage';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { findOpenpyxl, runForeign } from '../../helpers/foreign/foreign';
import { tempFolder } from '../../helpers/tempFolder';
import { aGbkZip } from '../../helpers/gbkZip';
import { testWorkspace, tickingClock } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

const python = findOpenpyxl();
const UNIT = 'A02';

/** What a unit fills in: by item code. */
interface Filling {
  readonly points: string;
  readonly statement: string;
  /** Names and contents of files. */
  readonly files: readonly (readonly [string, Buffer])[];
}

/** An office in which one unit has begun its self-evaluation, closed; a copy of its folder is another one. */
async function anOffice(): Promise<string> {
  const workspace = await testWorkspace();
  await moveOnTo(workspace, 'selfEvaluating');
  const { unitByCode, itemsOf } = await loadAssessment(workspace);
  const unit = unitByCode.get(UNIT);
  if (!unit) throw new Error('no unit');
  const [first, second] = itemsOf(unit);
  const place = (item: typeof first) => ({ unitId: unit.id, itemId: item?.id ?? 0 });
  await recordSelfEvaluation(workspace, { ...place(first), points: '0.50', statement: '纸质表代录' });
  await recordSelfEvaluation(workspace, { ...place(second), points: '0.20', statement: '台账不全\n下年补' });
  const scan = await fileOf(await tempFolder(), '旧方案.pdf', aPdf('old'));
  await addEvidence(workspace, { ...place(first), paths: [scan] });
  await workspace.close();
  return workspace.folder;
}

async function opened(template: string): Promise<Workspace> {
  const folder = join(await tempFolder(), '考评库');
  await cp(template, folder, { recursive: true });
  return openWorkspace(folder, { clock: tickingClock() });
}

async function unitOf(workspace: Workspace) {
  const assessment = await loadAssessment(workspace);
  const unit = assessment.unitByCode.get(UNIT);
  if (!unit) throw new Error('no unit');
  return { unit, items: assessment.itemsOf(unit) };
}

/** Full marks nearly everywhere; the second item is left as it was, the last base item is 0. */
async function aFilling(workspace: Workspace): Promise<ReadonlyMap<string, Filling>> {
  const { items } = await unitOf(workspace);
  const base = items.filter(({ section }) => section === 'base');
  return new Map(
    base.flatMap((item, index) => {
      if (index === 1) return [];
      const last = index === base.length - 1;
      const points = last ? '0' : String(item.points / 100);
      const statement = last ? '没有开展，扣完' : `第 ${index} 项已完成。\n=材料见附件`;
      const files =
        index % 20 === 0
          ? [
              [`${item.code}-材料.pdf`, aPdf(item.code)] as const,
              [`证明${index}.pdf`, aPdf(`p${index}`)] as const,
            ]
          : [];
      return [[item.code, { points, statement, files }] as const];
    }),
  );
}

/** What the unit's own seat sends: task → seat → filling → self, merged. */
async function bySeat(office: Workspace, filling: ReadonlyMap<string, Filling>): Promise<void> {
  const away = await tempFolder();
  const request = { unitCodes: [UNIT], itemCodes: [], scorer: '', note: '' };
  const task = join(away, '任务包.fhpkg');
  await packPackage(office, { ...request, kind: 'task' }, task);
  const { folder } = await createSeat(task, join(away, '单位'), { clock: tickingClock() });
  const seat = await openWorkspace(folder, { clock: tickingClock() });
  try {
    const { unit, items } = await unitOf(seat);
    for (const item of items) {
      const filled = filling.get(item.code);
      if (!filled) continue;
      const { points, statement, files } = filled;
      await recordSelfEvaluation(seat, { unitId: unit.id, itemId: item.id, points, statement });
      const paths: string[] = [];
      // In the order a form takes them in: those written beside the item first.
      for (const [name, bytes] of files.toReversed()) paths.push(await fileOf(away, name, bytes));
      if (paths.length > 0) await addEvidence(seat, { unitId: unit.id, itemId: item.id, paths });
    }
    await submitSelfEvaluation(seat, { unitId: unit.id, reason: '' });
    await packPackage(seat, { ...request, kind: 'self' }, join(away, '自评包.fhpkg'));
  } finally {
    await seat.close();
  }
  await mergePackage(office, join(away, '自评包.fhpkg'));
}

/** Fills a form in with openpyxl. */
async function fillIn(
  form: string,
  filling: ReadonlyMap<string, Filling>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const away = await tempFolder();
  const rows = Object.fromEntries(
    [...filling].map(([code, { points, statement, files }]) => [
      code,
      {
        自评分: Number(points),
        自评说明: statement,
        // The first file is found by its name alone.
        材料文件名: files
          .slice(1)
          .map(([name]) => name)
          .join('\n'),
      },
    ]),
  );
  const entries = await fileOf(away, 'entries.json', JSON.stringify({ rows, ...more }));
  const filled = join(away, '自评表（已填）.xlsx');
  runForeign(python ?? '', 'fill_form.py', [form, entries, filled]);
  // As if it were saved on the day of the test's clock.
  const saved = new Date('2020-12-01T00:00:30Z');
  await utimes(filled, saved, saved);
  return filled;
}

async function folderOf(filling: ReadonlyMap<string, Filling>): Promise<string> {
  const folder = join(await tempFolder(), '材料');
  await mkdir(join(folder, '证明'), { recursive: true });
  for (const { files } of filling.values()) {
    for (const [index, [name, bytes]] of files.entries()) {
      await writeFile(join(folder, index === 0 ? name : `证明/${name}`), bytes);
    }
  }
  return folder;
}

/** Merges what a form says. @returns what was read of it. */
async function byForm(office: Workspace, form: string, files?: string): Promise<PreparedForm> {
  const read = await prepareSelfForm(office, form, files === undefined ? {} : { files });
  if (!read.prepared) throw new Error(`not prepared: ${JSON.stringify(read.problems)}`);
  await mergePrepared(office, read.prepared);
  await discardPrepared(read.prepared);
  return read;
}

/** Everything of the unit, without what differs between two machines: times and ids. */
async function contentsOf({ db }: Workspace): Promise<Record<string, readonly unknown[]>> {
  const queries = {
    self: sql`SELECT i.code, s.points, s.statement FROM self_evaluation AS s JOIN item AS i ON i.id = s.item_id
      JOIN unit AS u ON u.id = s.unit_id WHERE u.code = ${UNIT} ORDER BY i.position, i.code`,
    evidence: sql`SELECT e.sha256, e.name, f.size, e.document_number, e.formed_on FROM evidence AS e
      JOIN evidence_file AS f ON f.sha256 = e.sha256 ORDER BY e.sha256`,
    links: sql`SELECT i.code, e.sha256, l.position, l.judgement FROM evidence_link AS l
      JOIN evidence AS e ON e.id = l.evidence_id JOIN item AS i ON i.id = l.item_id ORDER BY i.code, l.position`,
    submission: sql`SELECT s.state, s.round, s.due_on, s.submitted_by FROM submission AS s`,
    handIns: sql`SELECT h.round, h.report, h.reason, h.days_late, h.person FROM submission_hand_in AS h ORDER BY h.id`,
    heads: sql`SELECT cell, count(*) AS heads FROM cell_head GROUP BY cell ORDER BY cell`,
  };
  const contents: Record<string, readonly unknown[]> = {};
  for (const [name, query] of Object.entries(queries)) contents[name] = (await query.execute(db)).rows;
  return contents;
}

describe.skipIf(!python)('a self-evaluation form', () => {
  it.each([
    ['sorted, a column hidden, files in a folder', { sort: true, hide: ['考核内容'] }, 'folder'],
    ['columns moved, files in a zip with names in GBK', { sort: true, move: true }, 'zip'],
  ])('%s, is what the unit’s own seat would have sent', async (_name, how, files) => {
    const template = await anOffice();
    const [one, other] = [await opened(template), await opened(template)];
    try {
      const filling = await aFilling(one);
      await bySeat(one, filling);

      const form = join(await tempFolder(), '自评表.xlsx');
      const { unit } = await unitOf(other);
      await writeSelfForm(other, { unitId: unit.id }, form);
      const signed = { 填报人: unit.name, 审核人: unit.name };
      const filled = await fillIn(form, filling, { ...how, ...signed });
      const place =
        files === 'folder'
          ? await folderOf(filling)
          : await fileOf(
              await tempFolder(),
              '材料.zip',
              await aGbkZip([...filling.values()].flatMap((each) => each.files)),
            );
      const read = await byForm(other, filled, place);
      expect(read.problems).toEqual([]);
      expect(read.handsIn).toBe(true);

      expect(await contentsOf(other)).toEqual(await contentsOf(one));
      expect((await verifyWorkspace(other)).findings).toEqual([]);
      // Once more: nothing changes, and nothing is left lying about.
      const before = await contentsOf(other);
      const again = await prepareSelfForm(other, filled, { files: place });
      if (!again.prepared) throw new Error('not prepared');
      expect((await mergePrepared(other, again.prepared)).already).not.toBe('');
      await discardPrepared(again.prepared);
      expect(await contentsOf(other)).toEqual(before);
      expect(await readdir(join(other.folder, 'evidence', 'tmp'))).toEqual([]);
    } finally {
      await one.close();
      await other.close();
    }
  });
});
