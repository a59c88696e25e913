import { addEvidence } from '@electron/services/evidence/addEvidence';
import type { Workspace } from '@electron/services/workspace/workspace';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { figuresOf } from '@electron/database/scoreRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { storeScoresIn } from '@electron/services/scores/storeScores';
import { aPdf, fileOf } from './evidenceFiles';
import { aSmallSystem, aUnit, SMALL_GROUPS } from './smallSystem';
import { readyWorkspace } from './readyWorkspace';
import { tempFolder } from './tempFolder';

/** Two units, both scored on both items, with one piece of evidence. The caller closes it. */
export async function aScoredWorkspace(): Promise<Workspace> {
  const workspace = await readyWorkspace({
    year: 2020,
    system: aSmallSystem(),
    groups: SMALL_GROUPS,
    units: [aUnit('A01'), aUnit('A02')],
  });
  const assessment = await loadAssessment(workspace);
  const scores = assessment.units.flatMap((unit) =>
    assessment.itemsOf(unit).map((item) => {
      const entry = { inputs: [{ 得分: '45.5' }], points: '', notApplicable: false, reason: '材料不全' };
      const figures = figuresOf(evaluateItem(item, entry, 2020));
      return { unitId: unit.id, itemId: item.id, entry, figures, scorer: '张三' };
    }),
  );
  const fact = { action: 'score.import', subject: '导入评分表' };
  await inTransaction(workspace, (trx, _now, audit) =>
    storeScoresIn(trx, assessment, scores, fact, '2020-12-01T00:00:00.000Z', audit),
  );
  const [first] = scores;
  await addEvidence(workspace, {
    unitId: first?.unitId ?? 0,
    itemId: first?.itemId ?? 0,
    paths: [await fileOf(await tempFolder(), '方案.pdf', aPdf())],
  });
  return workspace;
}
