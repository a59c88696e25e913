import { basename } from 'node:path';
import { importBlocked } from '../../../shared/errors/shell';
import type { SurveyPreview, surveyCalls } from '../../../shared/ipc/practice/survey';
import { getSurvey } from '../../services/survey/getSurvey';
import { importSurvey } from '../../services/survey/importSurvey';
import type { SurveyImport } from '../../services/survey/previewSurvey';
import { recordSurvey } from '../../services/survey/recordSurvey';
import { setComposite, switchCompositeOff } from '../../services/survey/setComposite';
import { setSurveyLimit } from '../../services/survey/setSurveyLimit';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

class KeptSurvey {
  constructor(
    readonly view: Omit<SurveyPreview, 'previewId'>,
    readonly data: SurveyImport,
  ) {}
}

/** 满意度测评与合成. */
export function surveyHandlers(session: Session): Pick<Handlers, keyof typeof surveyCalls> {
  const open = () => session.workspace();
  return {
    'survey:list': async () => getSurvey(await open()),
    'survey:record': async (request) => recordSurvey(await open(), request),
    'survey:preview': async ({ file }) => {
      const { folder } = await open();
      const path = session.files.path(file, 'read');
      const { previewId, kept } = await session.keepPreview(async () => {
        const { view, data } = await session.run('previewSurvey', { folder, path });
        return new KeptSurvey(view, data);
      });
      return { previewId, ...kept.view };
    },
    'survey:import': async ({ previewId }) => {
      const { view, data } = session.preview(previewId, (value) => value instanceof KeptSurvey);
      if (view.blocked) throw importBlocked({ problems: view.problems.length });
      const workspace = await open();
      await importSurvey(workspace, data);
      return getSurvey(workspace);
    },
    'survey:template': async ({ target }) => {
      const path = session.files.path(target, 'write');
      const { folder } = await open();
      await session.run('writeSurvey', { folder, target: path });
      return { fileName: basename(path) };
    },
    'survey:setLimit': async ({ limit }) => {
      const workspace = await open();
      await setSurveyLimit(workspace, limit);
      return getSurvey(workspace);
    },
    'composite:set': async ({ reason, ...weights }) => {
      const workspace = await open();
      await setComposite(workspace, weights, reason);
      return getSurvey(workspace);
    },
    'composite:off': async ({ reason }) => {
      const workspace = await open();
      await switchCompositeOff(workspace, reason);
      return getSurvey(workspace);
    },
  };
}
