import type { SchemeComponent } from '@shared/domain/totals';
import { listSchemeViews, writeScheme } from '../../database/schemeRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { auditedScheme } from '../scheme/auditedScheme';
import { writeAuditedOtherScores } from '../scheme/writeAuditedOtherScores';
import type { Workspace } from '../workspace/workspace';
import { Chance } from './chance';

const COMPONENTS: readonly SchemeComponent[] = [
  { name: '法治建设', weight: 1000, ruleOfLaw: true },
  { name: '经济发展', weight: 4000, ruleOfLaw: false },
  { name: '社会治理', weight: 3000, ruleOfLaw: false },
  { name: '党的建设', weight: 2000, ruleOfLaw: false },
];

/** One comprehensive scheme per group, 法治建设 at 10 of 100, with every unit's scores of the other components. */
export async function fillSchemes(workspace: Workspace): Promise<void> {
  const { cycle, groups, units } = await loadAssessment(workspace);
  await inTransaction(workspace, async (trx, _now, audit) => {
    for (const group of groups) {
      await writeScheme(trx, group.id, COMPONENTS);
      await audit({ action: 'scheme.save', subject: group.name, after: auditedScheme(COMPONENTS) });
    }
    const schemes = await listSchemeViews(trx, cycle.id);
    const scores = units.flatMap((unit) => {
      const scheme = schemes.find(({ groupId }) => groupId === unit.groupId);
      return (scheme?.components ?? [])
        .filter(({ ruleOfLaw }) => !ruleOfLaw)
        .map(({ id, name }) => {
          const chance = new Chance(`${unit.code} ${name}`);
          return { componentId: id, unitId: unit.id, score: chance.whole(7800, 9700) };
        });
    });
    await writeAuditedOtherScores(trx, audit, 'scheme.importScores', scores);
  });
}
