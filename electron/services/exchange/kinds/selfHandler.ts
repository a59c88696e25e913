import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { packageNotForYou } from '@shared/errors/exchange';
import { selfLockOf, SUBMISSION_STATE_NAMES } from '@shared/year/submission';
import { findLatestMerged } from '../../../database/exchangeRepository';
import { findSubmission } from '../../../database/submissionRepository';
import type { Schema } from '../../../database/schema';
import { assertMayFor } from '../../access/assertMay';
import type { Assessment } from '../../assessment/assessment';
import { linkCells } from '../cells/linkCells';
import { selfCells } from '../cells/selfCells';
import type { CellScope } from '../merge/cellKind';
import { packedEvidence } from '../packedEvidence';
import { OFFICE_SIDE, ownSide } from '../seatSide';
import type { PackageContents, PackageHandler } from './packageHandler';
import { collectHandIns, holdHandIns } from './records/handIns';
import { collectNotApplicable } from './records/notApplicable';
import { unitRecords } from './records/unitRecords';
import { collectWithdrawals } from './records/withdrawals';

/**
 * 自评包: what a unit filled in and attached, its handing in with the report of the check before it, and its 缺项 requests.
 * It may travel before it is handed in: then the office sees it as being filled in.
 */
export const selfHandler: PackageHandler = {
  kind: 'self',

  async collect(workspace, assessment) {
    const own = await ownSide(workspace, assessment);
    const unit = assessment.unitByCode.get(own.unitCode);
    if (!unit) throw new Error(`the seat's unit ${own.unitCode} is not in this year`);
    assertMayFor(workspace, 'selfEvaluate', unit);
    const scope: CellScope = { unitIds: [unit.id], itemIds: null };
    const { db } = workspace;
    const { rows, files, absent } = await packedEvidence(workspace, scope);
    const answered = await findLatestMerged(db, assessment.cycle.id, ['task', 'return']);
    return {
      to: OFFICE_SIDE,
      answers: answered?.uid ?? '',
      data: {
        evidence: [...rows],
        handIns: await collectHandIns(db, assessment, scope),
        withdrawals: await collectWithdrawals(db, assessment, unit, 'unit'),
        notApplicable: await collectNotApplicable(db, assessment, scope),
      },
      cells: [
        { kind: selfCells, scope },
        { kind: linkCells, scope },
      ],
      // What is lost is found when the files are gathered, and nothing leaves then.
      files: [...files, ...absent],
    };
  },

  cellKinds: [selfCells, linkCells],

  scope({ unitByCode }, { manifest }) {
    const { unitCode, unitName } = manifest.from;
    const unit = unitByCode.get(unitCode);
    if (!unit) {
      throw packageNotForYou({
        name: '自评包',
        forWhom: '考评办',
        here: `没有“${unitName || unitCode}”的年度`,
      });
    }
    return { unitIds: [unit.id], itemIds: null };
  },

  async hold(db, assessment, contents) {
    const early = await holdHandIns(db, assessment, contents);
    return early === '' ? lateSelf(db, assessment, contents) : early;
  },

  ...unitRecords,
};

/** Why what a unit wrote comes too late; '' where it does not. */
async function lateSelf(
  db: Kysely<Schema>,
  { cycle, unitByCode }: Assessment,
  { manifest }: PackageContents,
): Promise<string> {
  const unit = unitByCode.get(manifest.from.unitCode);
  const stored = unit && (await findSubmission(db, unit.id));
  // What was handed in and not accepted yet may still be handed in again.
  const state = stored && stored.state !== 'submitted' ? stored.state : 'filling';
  const lock = selfLockOf(cycle.state, state);
  if (lock === '') return '';
  const name = unit?.name ?? '';
  if (lock === 'accepted') {
    return `“${name}”的自评${SUBMISSION_STATE_NAMES.accepted}，之后送来的自评包要写明理由才能合并；要补正的，请先退回自评。`;
  }
  return `年度已到“${CYCLE_STATE_NAMES[cycle.state]}”阶段，自评已经截止，这个自评包要写明理由才能合并。`;
}
