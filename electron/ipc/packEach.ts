import { AppError } from '../../shared/errors/appError';
import type { PackDone, PackedView } from '../../shared/ipc/practice/exchange';
import type { WorkSteps } from '../shell/workSteps';

interface Receiver {
  readonly code: string;
  readonly name: string;
}

/**
 * Packs for one unit after the other. A unit there is nothing to write for holds up no other: who chooses all for a 退回包
 * means those that were sent back.
 *
 * @param work  `keep` is told after every unit what there is so far, so that it is known where the rest is stopped.
 * @throws {AppError} PACKAGE_NOTHING_TO_SEND where there was nothing for anybody; CANCELLED and whatever `pack` throws else.
 */
export async function packEach(
  units: readonly Receiver[],
  steps: Pick<WorkSteps, 'beginPart'>,
  work: {
    readonly pack: (unit: Receiver) => Promise<PackDone>;
    readonly keep: (view: PackedView) => void;
  },
): Promise<void> {
  const packed: PackDone[] = [];
  const skipped: PackedView['skipped'][number][] = [];
  const keep = (from: number): void =>
    work.keep({
      ...{ packed: [...packed], skipped: [...skipped] },
      left: units.slice(from).map(({ name }) => name),
    });
  let nothing: AppError | undefined;
  keep(0);
  for (const [index, unit] of units.entries()) {
    const label = `第 ${index + 1}/${units.length} 个：${unit.name}`;
    steps.beginPart({ index, of: units.length, label });
    try {
      packed.push(await work.pack(unit));
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.report.code !== 'PACKAGE_NOTHING_TO_SEND') throw cause;
      nothing ??= cause;
      skipped.push({ unitName: unit.name, why: cause.report.what });
    }
    keep(index + 1);
  }
  if (packed.length === 0 && nothing) throw nothing;
}
