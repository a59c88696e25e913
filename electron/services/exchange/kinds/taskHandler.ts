import { CYCLE_STATE_NAMES, stageOf, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import { findUnitContact, listPackedUnits } from '../../../database/seatRepository';
import { assertMay } from '../../access/assertMay';
import { linkCells } from '../cells/linkCells';
import { selfCells } from '../cells/selfCells';
import type { CellScope } from '../merge/cellKind';
import { packedEvidence } from '../packedEvidence';
import { applySeatRecords, planSeatRecords, takeBackSeatRecords } from '../seats/seatRecords';
import { applyStructure, widen } from '../seats/seatStructure';
import { packedYear } from '../seats/packedYear';
import { oneUnit, unitSide } from './oneUnit';
import type { PackageHandler } from './packageHandler';
import { collectNotApplicable } from './records/notApplicable';
import { collectSheetWords } from './records/sheetWords';

/**
 * 任务包: what one unit needs to fill its self-evaluation in on its own machine, and what it has filled in so far; nothing
 * of any other unit, no score, no judgement.
 */
export const taskHandler: PackageHandler = {
  kind: 'task',

  async collect(workspace, assessment, request) {
    assertMay(workspace, 'manageCycle');
    assertHandedOut(assessment.cycle.state, '发放任务包');
    const unit = oneUnit(assessment, request, '任务包');
    const scope: CellScope = { unitIds: [unit.id], itemIds: null };
    const { reader } = workspace;
    const { rows, files, absent } = await packedEvidence(workspace, scope);
    const [packed] = await listPackedUnits(reader, [unit.id]);
    // Whoever fills in under a name of their own is known by it; otherwise the unit itself is the person.
    const contact = (await findUnitContact(reader, unit.code)) ?? {
      uid: `unit-${packed?.uid ?? ''}`,
      name: unit.name,
    };
    return {
      to: unitSide(unit),
      answers: '',
      data: {
        ...(await packedYear(workspace, assessment, scope)),
        contacts: [{ ...contact, unit: unit.code }],
        notApplicable: await collectNotApplicable(reader, assessment, scope),
        ...(await collectSheetWords(reader, assessment, unit)),
        evidence: rows,
      },
      cells: [
        { kind: selfCells, scope },
        { kind: linkCells, scope },
      ],
      files,
      absent,
    };
  },

  cellKinds: [selfCells, linkCells],
  widen,
  applyStructure,

  scope({ unitByCode }, { manifest }) {
    const unit = unitByCode.get(manifest.to?.unitCode ?? '');
    return { unitIds: unit ? [unit.id] : [], itemIds: null };
  },

  hold: async () => '',
  planRecords: planSeatRecords,
  applyRecords: applySeatRecords,
  takeBackRecords: takeBackSeatRecords,
};

/** Nothing leaves before the table is frozen, nor once the year is closed. @throws {AppError} CYCLE_STATE_FORBIDS */
function assertHandedOut(state: CycleState, what: string): void {
  if (state === 'draft') {
    const todo = '请先发布本年度：发布后指标体系、单位和分组不再变动，数据包才对得上。';
    throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what, todo });
  }
  if (stageOf(state) >= stageOf('archived')) {
    throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what });
  }
}
