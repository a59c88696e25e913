import { basename } from 'node:path';
import { importBlocked } from '../../../shared/errors/shell';
import type { ScoreImportPreview } from '../../../shared/ipc/views';
import { listScoringProgress } from '../../services/marking/listScoringProgress';
import { getScoringColumn, getScoringSheet } from '../../services/marking/withMarkings';
import { explainScore } from '../../services/scores/explainScore';
import { getRank } from '../../services/scores/getRank';
import { importScores } from '../../services/scores/importScores';
import { listScoreHistory } from '../../services/scores/listScoreHistory';
import type { ScoreImport } from '../../services/scores/previewScoreImport';
import { recordScore } from '../../services/scores/recordScore';
import { getSelfEvaluation } from '../../services/selfEvaluation/getSelfEvaluation';
import { recordSelfEvaluation } from '../../services/selfEvaluation/recordSelfEvaluation';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type ScoreCalls = Extract<keyof Handlers, `scores:${string}` | `self:${string}`>;

class KeptScoreImport {
  constructor(
    readonly view: Omit<ScoreImportPreview, 'previewId'>,
    readonly data: ScoreImport,
  ) {}
}

/** 评分 and 自评填报. */
export function scoreHandlers(session: Session): Pick<Handlers, ScoreCalls> {
  const open = () => session.workspace();
  return {
    'scores:progress': async (request) => listScoringProgress(await open(), request),
    'scores:sheet': async (request) => getScoringSheet(await open(), request),
    'scores:item': async (request) => getScoringColumn(await open(), request),
    'scores:record': async (request) => recordScore(await open(), request),
    'scores:rank': async (request) => getRank(await open(), request),
    'scores:history': async (request) => listScoreHistory(await open(), request),
    'scores:explain': async (request) => explainScore(await open(), request),
    'scores:template': async ({ target, unitIds }) => {
      const path = session.files.path(target, 'write');
      await session.run('writeScoreTemplate', { folder: (await open()).folder, unitIds, target: path });
      return { fileName: basename(path) };
    },
    'scores:preview': async ({ file }) => {
      const { folder } = await open();
      const path = session.files.path(file, 'read');
      const { previewId, kept } = await session.keepPreview(async () => {
        const { view, data } = await session.run('previewScores', { folder, path });
        return new KeptScoreImport(view, data);
      });
      return { previewId, ...kept.view };
    },
    'scores:import': async ({ previewId }) => {
      const { view, data } = session.preview(previewId, (value) => value instanceof KeptScoreImport);
      if (view.blocked) throw importBlocked({ problems: view.problems.length });
      return importScores(await open(), data);
    },
    'self:sheet': async (request) => getSelfEvaluation(await open(), request),
    'self:record': async (request) => recordSelfEvaluation(await open(), request),
  };
}
