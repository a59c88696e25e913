import { basename } from 'node:path';
import type { ScoreEntry } from '@shared/domain/score';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { ScoreImportPreview } from '@shared/ipc/views';
import { formatInputs } from '@shared/tables/inputText';
import { isSameName } from '@shared/domain/sameName';
import type { ParsedScoreRow } from '@shared/tables/scoreTable';
import {
  figuresOf,
  listEntriesAt,
  type ScoreToStore,
  type StoredEntry,
} from '../../database/scoreRepository';
import { listMarkings } from '../../database/markingRepository';
import { readScoreWorkbook } from '../../workbook/scoreWorkbook';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { marksOwn } from '../marking/splitMarkings';
import type { Workspace } from '../workspace/workspace';

/** Scores read from a workbook that differ from what stands there, judged by the version they were read against. */
export interface ScoreImport {
  readonly systemId: number;
  readonly scores: readonly ScoreToStore[];
}

export interface ScoreImportOptions {
  /** Who scored, where a row names nobody; left out: the person at the workspace. */
  readonly scorer?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads a filled scoring workbook and says what it would change; stores nothing. Rows that come to what stands there
 * already are the same and left alone; where several score the item, what stands there is the own marking.
 *
 * @throws {AppError} if the file is no readable workbook; what is wrong with its rows stands in `view.problems`.
 */
export async function previewScoreImport(
  workspace: Workspace,
  path: string,
  { scorer = workspace.person, signal }: ScoreImportOptions = {},
): Promise<{ view: Omit<ScoreImportPreview, 'previewId'>; data: ScoreImport }> {
  const assessment = await loadAssessment(workspace);
  const scores: ScoreToStore[] = [];
  let same = 0;
  const compare = async (rows: readonly ParsedScoreRow[]): Promise<void> => {
    const read = rows.flatMap((row) => toScore(assessment, row, scorer));
    const changed = await changedOnly(workspace, assessment, read);
    same += read.length - changed.length;
    scores.push(...changed);
  };
  // The database looks rows up while the next ones are read.
  let comparing = Promise.resolve();
  const take = async (rows: ParsedScoreRow[]): Promise<void> => {
    await comparing;
    comparing = compare(rows);
    // Met where it is waited for.
    comparing.catch(() => undefined);
  };
  const context = {
    units: assessment.unitByCode,
    items: assessment.itemByCode,
    cycleYear: assessment.cycle.year,
  };
  const { problems } = await readScoreWorkbook(path, context, take, signal);
  await comparing;
  const blocked = problems.some(({ severity }) => severity === 'error');
  return {
    view: { fileName: basename(path), changed: scores.length, same, problems, blocked },
    data: { systemId: assessment.cycle.systemId, scores },
  };
}

function toScore(assessment: Assessment, row: ParsedScoreRow, scorer: string): ScoreToStore | [] {
  const unit = assessment.unitByCode.get(row.unitCode);
  const item = assessment.itemByCode.get(row.itemCode);
  if (!unit || !item) return [];
  return {
    unitId: unit.id,
    itemId: item.id,
    entry: row.entry,
    figures: figuresOf(row.result),
    scorer: row.scorer || scorer,
  };
}

async function changedOnly(
  workspace: Workspace,
  assessment: Assessment,
  scores: readonly ScoreToStore[],
): Promise<ScoreToStore[]> {
  const stored = new Map(
    (await listEntriesAt(workspace.reader, scores)).map((entry) => [placeOf(entry), entry]),
  );
  const own = await ownEntriesAt(workspace, assessment, scores);
  return scores.filter((score) => {
    const marks = marksOwn(workspace, assessment, score.itemId);
    const there = (marks ? own : stored).get(placeOf(score));
    const item = assessment.itemById.get(score.itemId);
    return !there || !item || !isSame(item, score, there);
  });
}

/** What whoever is signed in has marked at those of the places that they score beside others. */
async function ownEntriesAt(
  workspace: Workspace,
  assessment: Assessment,
  scores: readonly ScoreToStore[],
): Promise<ReadonlyMap<string, StoredEntry>> {
  const several = scores.filter(({ itemId }) => marksOwn(workspace, assessment, itemId));
  if (several.length === 0) return new Map();
  const { accountId, name } = workspace.actor;
  const markings = await listMarkings(workspace.reader, assessment.cycle.id, {
    unitIds: [...new Set(several.map(({ unitId }) => unitId))],
    itemIds: [...new Set(several.map(({ itemId }) => itemId))],
    accountId,
  });
  // Names are compared as `assertOwnName` does, so the row's own spelling of it stands.
  const spelled = new Map(
    several
      .filter(({ scorer }) => isSameName(scorer, name))
      .map((score) => [placeOf(score), score.scorer] as const),
  );
  return new Map(
    markings.map(({ unitId, itemId, entry }) => {
      const key = placeOf({ unitId, itemId });
      return [key, { unitId, itemId, entry, scorer: spelled.get(key) ?? name }];
    }),
  );
}

const placeOf = ({ unitId, itemId }: Pick<StoredEntry, 'unitId' | 'itemId'>): string => `${unitId}:${itemId}`;

function isSame(item: ScoringItem, score: ScoreToStore, there: StoredEntry): boolean {
  return score.scorer === there.scorer && entryText(item, score.entry) === entryText(item, there.entry);
}

/** An entry as a scoring workbook shows it, where blanks and the order of fields make no difference. */
function entryText(item: ScoringItem, entry: ScoreEntry): string {
  const { points, notApplicable, reason } = entry;
  return JSON.stringify([formatInputs(item, entry.inputs), points.trim(), notApplicable, reason.trim()]);
}
