import { basename } from 'node:path';
import { importBlocked } from '../../../shared/errors/shell';
import type {
  caseFileCalls,
  CaseListPreview,
  ReviewTemplatePreview,
} from '../../../shared/ipc/practice/caseFile';
import { assignReviews } from '../../services/caseFiles/assignReviews';
import { getCaseSettings, saveCaseSettings } from '../../services/caseFiles/caseSettings';
import { checkCurrentDraw } from '../../services/caseFiles/checkStoredDraw';
import { drawCaseFiles } from '../../services/caseFiles/drawCaseFiles';
import { feedCaseResults, previewFeed } from '../../services/caseFiles/feedCaseResults';
import { getCaseDraws } from '../../services/caseFiles/getCaseDraws';
import { getCaseList } from '../../services/caseFiles/getCaseList';
import { getCaseResults } from '../../services/caseFiles/getCaseResults';
import { getReview } from '../../services/caseFiles/getReview';
import { importCaseList, type CaseListImport } from '../../services/caseFiles/importCaseList';
import { listReviewers } from '../../services/caseFiles/listReviewers';
import { listReviewTasks } from '../../services/caseFiles/listReviewTasks';
import { lockReview } from '../../services/caseFiles/lockReview';
import { pickByHand } from '../../services/caseFiles/pickByHand';
import { reassignReview } from '../../services/caseFiles/reassignReview';
import { recordUnitOpinion } from '../../services/caseFiles/recordUnitOpinion';
import { reopenReview } from '../../services/caseFiles/reopenReview';
import { replacePick } from '../../services/caseFiles/replacePick';
import {
  importReviewTemplate,
  listReviewTemplates,
  useReviewTemplate,
} from '../../services/caseFiles/reviewTemplates';
import { saveReview } from '../../services/caseFiles/saveReview';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type CaseFileCall = keyof typeof caseFileCalls;

class KeptCaseList {
  constructor(
    readonly view: Omit<CaseListPreview, 'previewId'>,
    readonly data: CaseListImport,
  ) {}
}

class KeptTemplate {
  constructor(readonly view: Omit<ReviewTemplatePreview, 'previewId'>) {}
}

/** 案卷评查: list, draw, templates, reviews, results. */
export function caseFileHandlers(session: Session): Pick<Handlers, CaseFileCall> {
  return {
    ...listHandlers(session),
    ...drawHandlers(session),
    ...templateHandlers(session),
    ...reviewHandlers(session),
    ...resultHandlers(session),
  };
}

function listHandlers(session: Session) {
  const open = () => session.workspace();
  return {
    'caseFiles:list': async () => getCaseList(await open()),
    'caseFiles:previewList': async ({ file }) => {
      const { folder } = await open();
      const path = session.files.path(file, 'read');
      const { previewId, kept } = await session.keepPreview(async () => {
        const { view, data } = await session.run('previewCaseList', { folder, path });
        return new KeptCaseList(view, data);
      });
      return { previewId, ...kept.view };
    },
    'caseFiles:importList': async ({ previewId }) => {
      const { view, data } = session.preview(previewId, (value) => value instanceof KeptCaseList);
      if (view.blocked) throw importBlocked({ problems: view.problems.length });
      const workspace = await open();
      await importCaseList(workspace, data);
      return getCaseList(workspace);
    },
    'caseFiles:exportList': async ({ target, filled }) => {
      const path = session.files.path(target, 'write');
      const { folder } = await open();
      await session.run('writeCaseList', { folder, filled, target: path });
      return { fileName: basename(path) };
    },
  } satisfies Partial<Handlers>;
}

function drawHandlers(session: Session) {
  const open = () => session.workspace();
  return {
    'caseFiles:draws': async () => getCaseDraws(await open()),
    'caseFiles:draw': async (request) => drawCaseFiles(await open(), request),
    'caseFiles:checkDraw': async (request) => checkCurrentDraw(await open(), request),
    'caseFiles:pickByHand': async (request) => pickByHand(await open(), request),
    'caseFiles:replacePick': async (request) => replacePick(await open(), request),
  } satisfies Partial<Handlers>;
}

function templateHandlers(session: Session) {
  const open = () => session.workspace();
  return {
    'caseFiles:templates': async () => listReviewTemplates(await open()),
    'caseFiles:previewTemplate': async ({ file }) => {
      const path = session.files.path(file, 'read');
      const { previewId, kept } = await session.keepPreview(
        async () => new KeptTemplate(await session.run('previewReviewTemplate', { path })),
      );
      return { previewId, ...kept.view };
    },
    'caseFiles:importTemplate': async ({ previewId }) => {
      const { view } = session.preview(previewId, (value) => value instanceof KeptTemplate);
      if (view.blocked || !view.template) throw importBlocked({ problems: view.problems.length });
      return importReviewTemplate(await open(), view.template);
    },
    'caseFiles:exportTemplate': async ({ type, version, target }) => {
      const path = session.files.path(target, 'write');
      const { folder } = await open();
      await session.run('writeReviewTemplate', { folder, type, version, target: path });
      return { fileName: basename(path) };
    },
    'caseFiles:useTemplate': async ({ templateId }) => useReviewTemplate(await open(), templateId),
    'caseFiles:settings': async () => getCaseSettings(await open()),
    'caseFiles:saveSettings': async (request) => saveCaseSettings(await open(), request),
  } satisfies Partial<Handlers>;
}

function reviewHandlers(session: Session) {
  const open = () => session.workspace();
  return {
    'caseFiles:reviewers': async () => listReviewers(await open()),
    'caseFiles:assign': async () => assignReviews(await open()),
    'caseFiles:reassign': async (request) => reassignReview(await open(), request),
    'caseFiles:tasks': async () => listReviewTasks(await open()),
    'caseFiles:review': async ({ reviewId }) => getReview(await open(), reviewId),
    'caseFiles:saveReview': async (request) => saveReview(await open(), request),
    'caseFiles:lockReview': async ({ reviewId }) => lockReview(await open(), reviewId),
    'caseFiles:reopenReview': async (request) => reopenReview(await open(), request),
  } satisfies Partial<Handlers>;
}

function resultHandlers(session: Session) {
  const open = () => session.workspace();
  return {
    'caseFiles:results': async () => getCaseResults(await open()),
    'caseFiles:unitOpinion': async (request) => recordUnitOpinion(await open(), request),
    'caseFiles:feedPreview': async () => previewFeed(await open()),
    'caseFiles:feed': async (request) => feedCaseResults(await open(), request),
  } satisfies Partial<Handlers>;
}
