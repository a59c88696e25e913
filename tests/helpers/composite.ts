import { parsePoints } from '@shared/domain/points';
import { insertCaseList, insertDraw, insertPicks, listPicks } from '@electron/database/caseFileRepository';
import { upsertCaseResult } from '@electron/database/caseReviewRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { recordSurvey } from '@electron/services/survey/recordSurvey';
import { setComposite } from '@electron/services/survey/setComposite';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { IndependentComposite } from './independent/computeIndependently';

/** Stores reviewed files and surveys of units as a year would have left them, then switches the composite on. */
export async function storeComposite(workspace: Workspace, composite: IndependentComposite): Promise<void> {
  await storeCaseResults(workspace, composite.caseFiles);
  const { unitByCode } = await loadAssessment(workspace);
  for (const [code, score] of composite.survey) {
    const unitId = unitByCode.get(code)?.id ?? 0;
    await recordSurvey(workspace, { unitId, sent: '100', valid: '80', score, note: '' });
  }
  await setComposite(workspace, composite.weights);
}

/** A list, a draw and a result of each file, by the marks of each unit. */
export async function storeCaseResults(
  workspace: Workspace,
  marks: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const { cycle, unitByCode } = await loadAssessment(workspace);
  const files = [...marks].flatMap(([unitCode, own]) =>
    own.map((mark, index) => ({
      ...{ unitCode, unitId: unitByCode.get(unitCode)?.id ?? 0, number: `${unitCode}-${index + 1}`, mark },
      ...{ matter: '', party: '', type: '行政处罚', procedure: '', closedOn: '', handler: '', fine: '' },
    })),
  );
  const at = '2020-12-01T00:00:00.000Z';
  const sha256 = 'a'.repeat(64);
  await workspace.db.transaction().execute(async (trx) => {
    const list = { cycleId: cycle.id, fileName: '目录.xlsx', sha256, files, zeroReports: [] };
    const listId = await insertCaseList(trx, list, '考评办', at);
    const drawId = await insertDraw(trx, cycle.id, {
      ...{ uid: 'draw', listId, listSha256: sha256, algorithm: 'test', seed: '1', seedNote: '', reason: '' },
      ...{ seedSource: 'typed', plan: { quota: 2, spares: 0, byType: {} }, person: '考评办', at },
    });
    const stored = await trx.selectFrom('case_file').select(['id', 'number']).execute();
    const idOf = new Map(stored.map(({ id, number }) => [number, id]));
    const picks = files.map(({ number }, index) => ({
      ...{ caseFileId: idOf.get(number) ?? 0, stratum: '', place: index + 1, note: '' },
      ...{ origin: 'drawn' as const, state: 'active' as const },
    }));
    await insertPicks(trx, drawId, picks);
    const markOf = new Map(files.map(({ number, mark }) => [number, mark]));
    for (const { id: pickId, number } of await listPicks(trx, drawId)) {
      const score = parsePoints(markOf.get(number) ?? '') ?? 0;
      await upsertCaseResult(trx, {
        ...{ pickId, score, legal: true, grade: '合格', method: '一人评查', person: '考评办', at },
      });
    }
  });
}
