import { exportAudit } from '../services/audit/exportAudit';
import { verifyAudit } from '../services/audit/verifyAudit';
import { backupWorkspace } from '../services/backup/backupWorkspace';
import { restoreWorkspace } from '../services/backup/restoreWorkspace';
import { lookInto } from '../services/exchange/lookInto';
import { makeSeatOf } from '../services/exchange/makeSeatOf';
import { discardPrepared } from '../services/exchange/preparedPackage';
import { prepareIncoming } from '../services/exchange/prepareIncoming';
import { writeFormPacked } from '../services/exchange/form/writeSelfForm';
import { previewPrepared } from '../services/exchange/previewPrepared';
import { writePacked } from '../services/exchange/writePacked';
import { previewReasons } from '../services/insight/importReasons';
import { exportCaseList } from '../services/caseFiles/exportCaseList';
import { previewCaseList } from '../services/caseFiles/previewCaseList';
import { exportReviewTemplate, previewReviewTemplate } from '../services/caseFiles/reviewTemplates';
import { exportIndicatorSystem } from '../services/indicators/exportIndicatorSystem';
import { exportReport } from '../services/reports/exportReport';
import { previewReport } from '../services/reports/previewReport';
import { previewScoreImport } from '../services/scores/previewScoreImport';
import { writeScoreTemplate } from '../services/scores/writeScoreTemplate';
import { exportSurvey } from '../services/survey/exportSurvey';
import { previewSurvey } from '../services/survey/previewSurvey';
import { exportUnits } from '../services/units/exportUnits';
import { previewUnits } from '../services/units/previewUnits';
import { verifyWorkspace } from '../services/verify/verifyWorkspace';
import { openWorkspace } from '../services/workspace/openWorkspace';
import type { Workspace } from '../services/workspace/workspace';
import { readIndicatorTable } from '../workbook/indicatorWorkbook';
import { readOtherScores, readSchemes } from '../workbook/schemeWorkbook';
import { writeListTable } from '../workbook/writeListTable';
import { jobActor } from './jobActor';
import type { JobArgs, JobName, JobResult } from './jobTypes';

export interface JobContext {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number, label: string) => void;
}

type Tasks = { readonly [N in JobName]: (args: JobArgs<N>, context: JobContext) => Promise<JobResult<N>> };

/** Every job, by name. Workspaces are only read here. */
export const tasks: Tasks = {
  exportReport: ({ folder, kind, target, cycleId }, context) =>
    reading(folder, async (workspace) => {
      await exportReport(workspace, kind, target, { ...context, generatedBy: workspace.person, cycleId });
      return null;
    }),
  previewReport: ({ folder, kind, cycleId }) =>
    reading(folder, (workspace) => previewReport(workspace, kind, cycleId)),
  previewIndicators: ({ path, mapping, sheet }, { signal }) =>
    readIndicatorTable(path, { mapping, sheet, signal }),
  previewUnits: ({ folder, path }) =>
    folder === null
      ? previewUnits(null, path)
      : reading(folder, (workspace) => previewUnits(workspace, path)),
  previewScores: ({ folder, path }) => reading(folder, (workspace) => previewScoreImport(workspace, path)),
  previewReasons: ({ folder, path }, { signal }) =>
    reading(folder, (workspace) => previewReasons(workspace, path, signal)),
  readSchemes: ({ path }, { signal }) => readSchemes(path, signal),
  readOtherScores: ({ path }, { signal }) => readOtherScores(path, signal),
  writeIndicators: ({ folder, systemId, target }) =>
    reading(folder, async (workspace) => {
      await exportIndicatorSystem(workspace, systemId, target);
      return null;
    }),
  writeUnits: ({ folder, target }) =>
    reading(folder, async (workspace) => {
      await exportUnits(workspace, target);
      return null;
    }),
  writeScoreTemplate: ({ folder, unitIds, target }) =>
    reading(folder, async (workspace) => {
      await writeScoreTemplate(workspace, { unitIds }, target);
      return null;
    }),
  writeListTable: async ({ target, ...table }, { signal }) => {
    await writeListTable(table, target, signal);
    return null;
  },
  previewCaseList: ({ folder, path }, { signal }) =>
    reading(folder, (workspace) => previewCaseList(workspace, path, signal)),
  writeCaseList: ({ folder, filled, target }, { signal }) =>
    reading(folder, async (workspace) => {
      await exportCaseList(workspace, { filled }, target, signal);
      return null;
    }),
  previewReviewTemplate: ({ path }, { signal }) => previewReviewTemplate(path, signal),
  writeReviewTemplate: ({ folder, type, version, target }, { signal }) =>
    reading(folder, async (workspace) => {
      await exportReviewTemplate(workspace, { type, version }, target, signal);
      return null;
    }),
  previewSurvey: ({ folder, path }, { signal }) =>
    reading(folder, (workspace) => previewSurvey(workspace, path, signal)),
  writeSurvey: ({ folder, target }, { signal }) =>
    reading(folder, async (workspace) => {
      await exportSurvey(workspace, { filled: true }, target, signal);
      return null;
    }),
  verify: ({ folder }) => reading(folder, (workspace) => verifyWorkspace(workspace)),
  verifyAudit: ({ folder }, { signal }) => reading(folder, (workspace) => verifyAudit(workspace, signal)),
  exportAudit: ({ folder, filter, target }, context) =>
    reading(folder, async (workspace) => {
      await exportAudit(workspace, filter, target, context);
      return null;
    }),
  restore: async ({ file, folder }, context) => {
    await restoreWorkspace(file, folder, context);
    return null;
  },
  backup: ({ folder, target }, context) =>
    reading(folder, async (workspace) => {
      await backupWorkspace(workspace, target, context);
      return null;
    }),
  writePackage: ({ folder, request, target, options }, context) =>
    reading(folder, (workspace) => writePacked(workspace, request, target, { ...options, ...context })),
  preparePackage: ({ folder, path, passphrase, materials }, context) =>
    reading(folder, async (workspace) => {
      const { prepared, problems } = await prepareIncoming(workspace, path, {
        ...{ passphrase, materials, ...context },
      });
      try {
        return { prepared, preview: { ...(await previewPrepared(workspace, prepared)), problems } };
      } catch (cause) {
        await discardPrepared(prepared);
        throw cause;
      }
    }),
  writeForm: ({ folder, unitId, target }) =>
    reading(folder, (workspace) => writeFormPacked(workspace, { unitId }, target)),
  previewPackage: ({ folder, prepared }) =>
    reading(folder, (workspace) => previewPrepared(workspace, prepared)),
  inspectPackage: ({ path, passphrase }) => lookInto(path, passphrase),
  makeSeat: async ({ file, passphrase, folder }, context) => {
    await makeSeatOf(file, folder, { passphrase, ...context });
    return null;
  },
};

async function reading<R>(folder: string, work: (workspace: Workspace) => Promise<R>): Promise<R> {
  const workspace = await openWorkspace(folder, { readOnly: true, actor: jobActor() });
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}
