import type { UnitView } from '../../../shared/ipc/views';
import {
  MATRIX_NOT_APPLICABLE,
  MATRIX_UNSCORED,
  type MatrixLayout,
} from '../../../shared/reports/matrixSheet';
import type { ReportRow } from '../../../shared/reports/reportSheet';
import { ownItemsOf } from '../../../shared/reports/ownItems';
import type { ReportContext } from '../../../shared/reports/reportContext';
import { deductedPoints, type UnitDetails } from '../../../shared/reports/scoreDetail';
import { countItemEvidence, listScoreDetails, listSelfPoints } from '../../database/reportRepository';
import { foldScores } from '../../database/scoreRepository';
import { parseFolded } from '../totals/foldedScores';
import type { Workspace } from '../workspace/workspace';

/** Units whose scores are in memory at a time: a province of 4,000 units never is. */
const MATRIX_BATCH = 250;
const DETAIL_BATCH = 50;

/** Rows of the matrix, unit by unit, read in batches; the next batch is read while one is written. */
export async function* matrixRows(
  workspace: Workspace,
  layout: MatrixLayout,
  units: readonly UnitView[],
): AsyncGenerator<ReportRow> {
  const columns = new Map(layout.items.map((item, index) => [item.id, index]));
  const scores = new Int32Array(layout.items.length);
  let row = layout.firstRow;
  const batches = readAhead(batchesOf(units, MATRIX_BATCH), async (batch) => ({
    batch,
    lines: await foldScores(workspace.reader, { unitIds: batch.map((unit) => unit.id) }),
  }));
  for await (const { batch, lines } of batches) {
    for (const unit of batch) {
      scores.fill(MATRIX_UNSCORED);
      for (const { itemId, points } of parseFolded(lines.get(unit.id) ?? '')) {
        const column = columns.get(itemId);
        if (column !== undefined) scores[column] = points ?? MATRIX_NOT_APPLICABLE;
      }
      yield layout.rowOf(unit, scores, row);
      row += 1;
    }
  }
}

/** Every unit's scores with reasons, self-evaluation and evidence counts, read in batches ahead of their use. */
export async function* unitDetails(
  workspace: Workspace,
  units: readonly UnitView[],
): AsyncGenerator<UnitDetails> {
  const batches = readAhead(batchesOf(units, DETAIL_BATCH), async (batch) => {
    const ids = batch.map((unit) => unit.id);
    const scores = await listScoreDetails(workspace.reader, ids);
    const selfPoints = await listSelfPoints(workspace.reader, ids);
    const evidence = await countItemEvidence(workspace.reader, ids);
    return batch.map((unit): UnitDetails => ({
      unit,
      scores: scores.get(unit.id) ?? new Map(),
      selfPoints: selfPoints.get(unit.id) ?? new Map(),
      evidence: evidence.get(unit.id) ?? new Map(),
    }));
  });
  for await (const batch of batches) yield* batch;
}

/** How many lines 扣分明细 will have: counted where the scores lie together, long before each is read in full. */
export async function countDeductions(workspace: Workspace, context: ReportContext): Promise<number> {
  const ownItems = ownItemsOf(context.items);
  const lines = await foldScores(workspace.reader, { cycleId: context.result.cycle.id });
  let count = 0;
  for (const unit of context.units) {
    const points = new Map(
      parseFolded(lines.get(unit.id) ?? '').map((score) => [score.itemId, score.points]),
    );
    for (const item of ownItems(unit)) {
      const score = points.get(item.id) ?? null;
      if (score !== null && deductedPoints(item, score) > 0) count += 1;
    }
  }
  return count;
}

function* batchesOf<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** Reads one batch ahead, so that the database works while the last batch is being written. */
async function* readAhead<B, R>(batches: Iterable<B>, read: (batch: B) => Promise<R>): AsyncGenerator<R> {
  let next: Promise<R> | null = null;
  try {
    for (const batch of batches) {
      const reading = read(batch);
      // A failure is met where the batch is awaited; until then it must not count as unhandled.
      reading.catch(() => undefined);
      const ready = next;
      next = reading;
      if (ready) yield await ready;
    }
    if (next) yield await next;
  } finally {
    // Left early, by a preview or a cancel: the read under way must not outlive its connection.
    await next?.catch(() => undefined);
  }
}
