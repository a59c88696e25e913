import type { SchemeComponent } from '@shared/domain/totals';
import { groupNotFound, lawWeightBelow10, schemeInvalid, weightsNot100 } from '@shared/errors/scheme';
import type { Response } from '@shared/ipc/contract';
import { checkScheme } from '@shared/scoring/scheme';
import { assertMay } from '../access/assertMay';
import { listSchemeViews, writeScheme } from '../../database/schemeRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertSchemesOpen } from '../year/assertSchemesOpen';
import { auditedScheme } from './auditedScheme';
import { listSchemes } from './listSchemes';

/**
 * Saves the comprehensive scheme of a group; components that keep their name keep the scores entered for them.
 *
 * @throws {AppError} LAW_WEIGHT_BELOW_10, WEIGHTS_NOT_100, SCHEME_INVALID, GROUP_NOT_FOUND. Practice page §9.
 */
export async function saveScheme(
  workspace: Workspace,
  { groupId, components }: SchemeToSave,
): Promise<Response<'scheme:save'>> {
  return saveSchemes(workspace, [{ groupId, components }]);
}

export interface SchemeToSave {
  readonly groupId: number;
  readonly components: readonly SchemeComponent[];
}

/** Saves the schemes of several groups, all of them or none. @throws {AppError} those of `saveScheme` */
export async function saveSchemes(
  workspace: Workspace,
  schemes: readonly SchemeToSave[],
): Promise<Response<'scheme:list'>> {
  assertMay(workspace, 'manageSystem');
  const { cycle, groups } = await loadAssessment(workspace);
  assertSchemesOpen(cycle.state);
  const trimmed = schemes.map(({ groupId, components }) => ({
    groupId,
    components: components.map((component) => ({ ...component, name: component.name.trim() })),
  }));
  for (const { groupId, components } of trimmed) {
    const group = groups.find(({ id }) => id === groupId);
    if (!group) throw groupNotFound();
    refuseBadScheme(components, group.name);
  }
  await inTransaction(workspace, async (trx, _now, audit) => {
    const known = await listSchemeViews(trx, cycle.id);
    for (const { groupId, components } of trimmed) {
      await writeScheme(trx, groupId, components);
      const before = known.find((scheme) => scheme.groupId === groupId);
      await audit({
        action: 'scheme.save',
        subject: groups.find(({ id }) => id === groupId)?.name ?? '',
        before: before && auditedScheme(before.components),
        after: auditedScheme(components),
      });
    }
  });
  return listSchemes(workspace);
}

/** The share of law comes first: it is the requirement the message must name even where the sum is wrong too. */
function refuseBadScheme(components: readonly SchemeComponent[], group: string): void {
  const check = checkScheme(components);
  if (check.ok) return;
  const { line, problems } = check;
  const place = { field: group };
  const law = problems.find(({ code }) => code === 'SCHEME_LAW_SHARE' || code === 'SCHEME_NO_LAW');
  if (law) throw lawWeightBelow10({ line, remedy: law.remedy }, place);
  const sum = problems.find(({ code }) => code === 'SCHEME_SUM');
  const other = problems.find(({ code }) => code !== 'SCHEME_SUM');
  if (other) throw schemeInvalid(other, place);
  if (sum) throw weightsNot100(sum, place);
}
