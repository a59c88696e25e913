import { randomInt } from 'node:crypto';
import { parsePoints } from '@shared/domain/points';
import type { ProposedCheckItem, SiteCheckProposal } from '@shared/ipc/practice/review';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { proposeSiteCheck, type CheckCandidate, type ProposalRule } from '@shared/review/proposeSiteCheck';
import { itemLimit } from '@shared/scoring/worth';
import { listDoubtFacts, listSiteChecks, type StoredFacts } from '../../database/siteCheckRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';

export interface ProposalRequest {
  /** Left out: every unit of the cycle. */
  readonly unitIds?: readonly number[];
  /** Left out: a new one. The same seed over the same scores proposes the same. */
  readonly seed?: string;
  readonly perUnit?: number;
  readonly controls?: number;
}

/** Items per unit and drawn ones among them, unless told. */
export const PROPOSAL_DEFAULTS = { perUnit: 10, controls: 1 } as const;

/** Units whose facts are in memory at a time. */
const UNITS_AT_A_TIME = 200;

/** Per cent of an item's points from which several scorers differ by much, where no limit is set for it. */
const SPREAD_PERCENT = 20;

/**
 * Items worth going to see, per unit, each with its doubts, and some drawn by lot. Practice page §15; issue 3.
 *
 * @throws {AppError} NOT_PERMITTED without `planSiteCheck`; UNIT_NOT_FOUND
 */
export async function proposeSiteChecks(
  workspace: Workspace,
  request: ProposalRequest,
): Promise<SiteCheckProposal> {
  assertMay(workspace, 'planSiteCheck');
  const assessment = await loadAssessment(workspace);
  const { reader } = workspace;
  const units = request.unitIds?.map((id) => requireUnit(assessment, id)) ?? assessment.units;
  const rule: ProposalRule = {
    seed: request.seed?.trim() || newSeed(),
    perUnit: request.perUnit ?? PROPOSAL_DEFAULTS.perUnit,
    controls: request.controls ?? PROPOSAL_DEFAULTS.controls,
  };
  const listed = new Set(
    (await listSiteChecks(reader, assessment.cycle.id)).map(({ unitId, itemId }) => `${unitId}:${itemId}`),
  );
  const items: ProposedCheckItem[] = [];
  for (let from = 0; from < units.length; from += UNITS_AT_A_TIME) {
    const some = units.slice(from, from + UNITS_AT_A_TIME);
    const ids = some.map(({ id }) => id);
    const facts = await listDoubtFacts(reader, ids, assessment.cycle.year);
    for (const unit of some)
      items.push(...proposeFor(assessment, unit, facts.get(unit.id) ?? [], rule, listed));
  }
  return { seed: rule.seed, items };
}

/** Eight digits: short enough to be read out and typed again. */
function newSeed(): string {
  return String(randomInt(10_000_000, 100_000_000));
}

function proposeFor(
  assessment: Assessment,
  unit: UnitView,
  stored: readonly StoredFacts[],
  rule: ProposalRule,
  listed: ReadonlySet<string>,
): ProposedCheckItem[] {
  const facts = new Map(stored.map((row) => [row.itemId, row]));
  const candidates = assessment.itemsOf(unit).flatMap((item): CheckCandidate[] => {
    const own = facts.get(item.id);
    // A veto has no points an on-site finding could change.
    return own && item.section !== 'veto' ? [toCandidate(assessment, item, own)] : [];
  });
  return proposeSiteCheck(unit.code, candidates, rule).flatMap(({ code, doubts }) => {
    const item = assessment.itemByCode.get(code);
    if (!item) return [];
    return {
      unitId: unit.id,
      unitCode: unit.code,
      unitName: unit.name,
      itemId: item.id,
      itemCode: code,
      itemName: item.name,
      finalPoints: facts.get(item.id)?.finalPoints ?? 0,
      doubts,
      listed: listed.has(`${unit.id}:${item.id}`),
    };
  });
}

function toCandidate(assessment: Assessment, item: ItemView, facts: StoredFacts): CheckCandidate {
  const limit = itemLimit(item);
  return {
    code: item.code,
    section: item.section,
    limit,
    finalPoints: facts.finalPoints,
    selfPoints: parsePoints(facts.selfText),
    files: facts.files,
    pendingFiles: facts.pendingFiles,
    rejectedFiles: facts.rejectedFiles,
    spread: facts.spread,
    spreadLimit: assessment.markingOf(item.id)?.spreadLimit ?? Math.floor((limit * SPREAD_PERCENT) / 100),
    priorPoints: facts.priorPoints,
    priorLimit: facts.priorLimit,
    priorReason: facts.priorReason,
    openProblem: facts.openProblem,
  };
}
