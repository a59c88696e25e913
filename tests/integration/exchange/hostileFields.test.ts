import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createSeat } from '@electron/services/exchange/createSeat';
import { listPackageChanges, listPackages } from '@electron/services/exchange/ledger';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { getFeedback } from '@electron/services/review/getFeedback';
import { listAppeals } from '@electron/services/review/listAppeals';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { getSelfEvaluation } from '@electron/services/selfEvaluation/getSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { getSubmission } from '@electron/services/year/getSubmission';
import { listNotApplicable } from '@electron/services/year/listNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { AppError } from '@shared/errors/appError';
import { nastyPackage } from '../../helpers/hostile/nastyFields';
import { Random } from '../../helpers/hostile/random';
import { aPackage } from '../../helpers/packageBytes';
import { keysOf } from '../../helpers/rewrittenPackage';
import { scores } from '../../helpers/scoringSeats';
import { tempFolder } from '../../helpers/tempFolder';
import {
  aToldDistrict,
  attach,
  fillAndSubmit,
  placeIn,
  previewOf,
  scoreDistrict,
  send,
} from '../../helpers/toldDistrict';
import { moveOnTo } from '../../helpers/yearWorkspace';

/** Of each kind of package. */
const COUNT = Number(process.env['FAHENG_NASTY_FIELDS'] ?? 12);

const choices = { ...NO_CHOICES, acceptLowering: true, reason: '核对以后合并进来' };

/** What nobody but the office and the units themselves may change: rows of other units, the table, accounts. */
async function othersIn(office: Workspace): Promise<string> {
  const { unitId } = await placeIn(office, '1.1.1');
  const rows: unknown[] = [];
  for (const table of ['self_evaluation', 'evidence', 'score', 'marking', 'submission'] as const) {
    const found = await sql`SELECT * FROM ${sql.table(table)} WHERE unit_id <> ${unitId}`.execute(office.db);
    rows.push(found.rows);
  }
  for (const table of ['item', 'unit', 'account', 'scorer_assignment', 'cycle'] as const) {
    rows.push((await sql`SELECT * FROM ${sql.table(table)}`.execute(office.db)).rows);
  }
  return JSON.stringify(rows);
}

/** Everything a person looks at of what came can be read. */
async function look(workspace: Workspace, unit = 'A02'): Promise<void> {
  const { unitId } = await placeIn(workspace, '1.1.1', unit);
  for (const { id } of await listPackages(workspace)) await listPackageChanges(workspace, id);
  await getSubmission(workspace, { unitId });
  await getSelfEvaluation(workspace, { unitId });
  await listNotApplicable(workspace);
  if (workspace.seat === 'office') {
    await getScoreSheet(workspace, { unitId });
    await listAppeals(workspace);
  }
}

interface Trial {
  readonly kind: string;
  readonly path: string;
  readonly from: Workspace;
  readonly to: Workspace;
}

/** Faults in words: a defect, a workspace that is not sound, another unit's rows. */
async function faultsOf({ kind, path, from, to }: Trial, seed: number): Promise<string[]> {
  const [random, keys] = [new Random(seed), await keysOf(from)];
  const guarded = to.seat === 'office' && kind !== 'scores';
  const before = guarded ? await othersIn(to) : '';
  const faults: string[] = [];
  for (let number = 0; number < COUNT; number += 1) {
    const { file, what } = await nastyPackage(path, keys, random);
    try {
      await previewOf(to, file);
      await mergePackage(to, file, choices);
    } catch (cause) {
      if (!(cause instanceof AppError)) faults.push(`${kind} ${what}: ${(cause as Error).stack ?? ''}`);
      continue;
    }
    const { findings } = await verifyWorkspace(to);
    if (findings.length > 0) faults.push(`${kind} ${what}: ${JSON.stringify(findings)}`);
    if (guarded && (await othersIn(to)) !== before) faults.push(`${kind} ${what}: another unit`);
    if (faults.length > 0) return faults;
  }
  await look(to);
  return faults;
}

/** A scorer's seat with everything scored. */
async function scorersSeat(assign: string): Promise<Workspace> {
  const folder = join(await tempFolder(), '评分员席位');
  await createSeat(assign, folder);
  return openWorkspace(folder);
}

it(
  `packages with one field changed, ${COUNT} of each kind: merged or refused in words, and nothing is broken`,
  { timeout: 120_000 + COUNT * 20_000 },
  async () => {
    const district = await aToldDistrict();
    const { office, unit } = district;
    const faults: string[] = [];
    const tries = async (kind: string, from: Workspace, to: Workspace, scorer = ''): Promise<string> => {
      const unitCodes = from.seat === 'office' ? ['A02'] : [];
      const path = await aPackage(from, { kind: kind as 'self', unitCodes, scorer });
      faults.push(...(await faultsOf({ kind, path, from, to }, faults.length + kind.length)));
      return path;
    };
    await attach(unit, '1.1.1', '台账.pdf');
    const absent = await placeIn(unit, '1.1.3');
    await requestNotApplicable(unit, { ...absent, reason: '本单位没有这项职权', basis: '三定方案' });
    await fillAndSubmit(unit);
    await tries('self', unit, office);
    const { unitId, itemId } = await placeIn(office, '1.1.1');
    await returnSubmission(office, {
      unitId,
      reason: '缺盖章件',
      items: [{ itemId, reason: '缺台账' }],
      dueOn: '',
    });
    await tries('return', office, unit);
    await tries('task', office, unit);
    await scoreDistrict(district);
    const assign = await aPackage(office, { kind: 'assign', scorer: '李评分', unitCodes: ['A02'] });
    const li = await scorersSeat(assign);
    await tries('assign', office, li, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    await tries('scores', li, office);
    await li.close();
    await moveOnTo(office, 'feedback');
    await send(office, 'feedback', unit);
    await tries('feedback', office, unit);
    // What the office said last stands, whatever was said before.
    await send(office, 'feedback', unit);
    const asked = { grounds: '少算一次', requestedPoints: 4500, lateReason: '' };
    const evidence = await attach(unit, '1.1.1', '补充.pdf');
    await fileAppeal(unit, { ...(await placeIn(unit, '1.1.1')), ...asked, evidenceIds: [evidence] });
    await send(unit, 'appeal', office);
    await tries('appeal', unit, office);
    const filed = office.db.selectFrom('appeal').select('id').where('state', '=', 'filed');
    for (const { id } of await filed.execute()) {
      await decideAppeal(office, { id, toPoints: 4400, opinion: '部分属实' });
    }
    await tries('decision', office, unit);
    await getFeedback(unit, { unitId: (await placeIn(unit, '1.1.1')).unitId });
    expect(faults).toEqual([]);
  },
);
