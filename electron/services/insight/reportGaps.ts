import { byDifference, GapSummary, type GapSums } from '@shared/insight/gaps';
import type { Request, Response } from '@shared/ipc/contract';
import { foldSelfScores } from '../../database/consistencyRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { hiddenUnit, visibleItems } from './visibleItems';

/**
 * What units gave themselves against what they were given (审核分), by unit and by item, the largest excess first. Base
 * items that have both are compared. Practice page §15 (自评−审核 gap report).
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function reportGaps(
  workspace: Workspace,
  _request: Request<'consistency:gaps'> = {},
): Promise<Response<'consistency:gaps'>> {
  const assessment = await loadAssessment(workspace);
  return addUp(workspace, assessment, visibleItems(workspace, assessment), hiddenUnit(workspace));
}

/** The same over everything, for a document whoever asked for has the right to. */
export async function gatherGaps(workspace: Workspace): Promise<Response<'consistency:gaps'>> {
  return addUp(workspace, await loadAssessment(workspace), null, '');
}

async function addUp(
  workspace: Workspace,
  assessment: Assessment,
  visible: readonly number[] | null,
  hiddenCode: string,
): Promise<Response<'consistency:gaps'>> {
  const base = assessment.items.filter(
    ({ id, section }) => section === 'base' && (visible?.includes(id) ?? true),
  );
  const known = new Set(base.map(({ id }) => id));
  const hidden = assessment.unitByCode.get(hiddenCode)?.id;
  const summary = new GapSummary();
  for (const [unitId, lines] of await foldSelfScores(workspace.reader, assessment.cycle.id)) {
    if (unitId === hidden) continue;
    for (const line of lines.split('\n')) {
      const [itemId = '', assessed = '', self = ''] = line.split('\t');
      if (known.has(Number(itemId))) summary.add(unitId, Number(itemId), self, Number(assessed));
    }
  }
  return rowsOf(assessment.units, base, summary.sums);
}

function rowsOf(
  units: readonly {
    readonly id: number;
    readonly code: string;
    readonly name: string;
    readonly group: string;
  }[],
  items: readonly { readonly id: number; readonly code: string; readonly name: string }[],
  sums: GapSums,
): Response<'consistency:gaps'> {
  return {
    units: byDifference(
      units.flatMap(({ id, code, name, group }) => {
        const gap = sums.units.get(id);
        return gap ? [{ id, code, name, group, gap }] : [];
      }),
    ),
    items: byDifference(
      items.flatMap(({ id, code, name }) => {
        const gap = sums.items.get(id);
        return gap ? [{ id, code, name, group: '', gap }] : [];
      }),
    ),
  };
}
