import { setScore } from '@electron/services/scores/setScore';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { judgeEvidence } from '@electron/services/evidence/judgeEvidence';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import type { Workspace } from '@electron/services/workspace/workspace';
import { setDeadline } from '@electron/services/year/setDeadline';
import type { Actor } from '@shared/domain/role';
import { acting } from './acting';
import { aPdf, fileOf } from './evidenceFiles';
import { aPerson, withPassword } from './people';
import { markedBy } from './scorerAccounts';
import { aScoringItem, aSmallSystem, aUnit } from './smallSystem';
import { tempFolder } from './tempFolder';
import { anEntry, testWorkspace } from './testWorkspace';
import { moveOnTo } from './yearWorkspace';

/** An office's workspace with three units that filled in, and everybody who works there. */
export interface SeatDistrict {
  readonly office: Workspace;
  /** Scores 1.1.1 and 1.1.2; belongs to A01. */
  readonly zhang: Actor;
  /** Scores 1.1.2 and 1.1.3. */
  readonly li: Actor;
  /** Fills in for A02, with a password. */
  readonly contact: Actor;
}

export const ITEMS = ['1.1.1', '1.1.2', '1.1.3'] as const;
export const UNITS = ['A01', 'A02', 'A03'] as const;

/**
 * Three units, three items of which 1.1.2 is scored by two. Every unit has filled in, attached a file to each item, and is
 * scored in part. What is written says in its text whose it is, so that a test can look for it.
 */
export async function aSeatDistrict(): Promise<SeatDistrict> {
  const office = await testWorkspace({
    system: aSmallSystem({ items: ITEMS.map((code) => aScoringItem(code)) }),
    units: UNITS.map((code, index) => aUnit(code, undefined, { position: index + 1 })),
  });
  const zhang = await aPerson(office, '张评分', ['leadScorer'], { unitCode: 'A01' });
  const li = await aPerson(office, '李评分', ['leadScorer']);
  const contact = await aPerson(office, '王联络', ['unitFiller'], { unitCode: 'A02' });
  await withPassword(office, contact, 'Xk7-long-enough-9');
  const { itemByCode } = await loadAssessment(office);
  const id = (code: string): number => itemByCode.get(code)?.id ?? 0;
  await markedBy(office, id('1.1.2'), [zhang, li]);
  await assignScorers(office, [
    { itemId: id('1.1.1'), accountIds: [zhang.accountId] },
    { itemId: id('1.1.3'), accountIds: [li.accountId] },
  ]);
  await setDeadline(office, { state: 'selfEvaluating', dueOn: '2020-12-31' });
  await moveOnTo(office, 'selfEvaluating');
  for (const code of UNITS) await fillInAll(office, code);
  await scoreSome(office, zhang, ['A02', 'A03'], '1.1.1');
  await scoreSome(office, li, UNITS, '1.1.3');
  await markSome(office, zhang, ['A02', 'A03']);
  await markSome(office, li, UNITS);
  return { office, zhang, li, contact };
}

async function fillInAll(office: Workspace, code: string): Promise<void> {
  const { unitByCode, itemByCode } = await loadAssessment(office);
  const unitId = unitByCode.get(code)?.id ?? 0;
  for (const itemCode of ITEMS) {
    const itemId = itemByCode.get(itemCode)?.id ?? 0;
    const statement = `自评说明${code}-${itemCode}`;
    await recordSelfEvaluation(office, { unitId, itemId, points: '40', statement, editId: '' });
    const file = await fileOf(await tempFolder(), `材料${code}-${itemCode}.pdf`, aPdf(`${code}-${itemCode}`));
    const { added } = await addEvidence(office, { unitId, itemId, paths: [file] });
    const [evidence] = added;
    const reason = `材料意见${code}-${itemCode}`;
    await judgeEvidence(office, { evidenceId: evidence?.id ?? 0, itemId, judgement: 'rejected', reason });
  }
}

async function scoreSome(
  office: Workspace,
  scorer: Actor,
  units: readonly string[],
  itemCode: string,
): Promise<void> {
  const { unitByCode, itemByCode } = await loadAssessment(office);
  for (const code of units) {
    const place = { unitId: unitByCode.get(code)?.id ?? 0, itemId: itemByCode.get(itemCode)?.id ?? 0 };
    const entry = anEntry({ 得分: '45.5' }, { reason: `${scorer.name}的理由${code}-${itemCode}` });
    await acting(office, scorer, () => setScore(office, { ...place, entry, scorer: scorer.name }));
  }
}

async function markSome(office: Workspace, scorer: Actor, units: readonly string[]): Promise<void> {
  const { unitByCode, itemByCode } = await loadAssessment(office);
  const itemId = itemByCode.get('1.1.2')?.id ?? 0;
  await acting(office, scorer, async () => {
    for (const code of units) {
      const unitId = unitByCode.get(code)?.id ?? 0;
      const entry = anEntry({ 得分: '41' }, { reason: `${scorer.name}的多人评分${code}` });
      await setScore(office, { unitId, itemId, entry, scorer: scorer.name });
      if (scorer.name === '张评分') await lockMarkings(office, { unitId, itemIds: [itemId] });
    }
  });
}
