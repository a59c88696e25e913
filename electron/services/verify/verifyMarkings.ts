import type { Kysely } from 'kysely';
import { formatPoints, type Points } from '@shared/domain/points';
import type { ItemView, UnitView, VerifyFinding } from '@shared/ipc/views';
import { settleMarkings } from '@shared/marking/settle';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { listMarkings, type StoredMarking } from '../../database/markingRepository';
import { listPinnedMarkings, listSettledWithout } from '../../database/markingTrailRepository';
import { listCycles } from '../../database/resultRepository';
import type { Schema } from '../../database/schema';
import { listScoresOfUnit } from '../../database/scoreRepository';
import { listSettlements, type StoredSettlement } from '../../database/settlementRepository';
import { readAssessmentOf, type Assessment } from '../assessment/assessment';
import { markingDigest } from '../marking/auditedMarking';
import { lockedMarkings } from '../marking/readPlaces';

/** Units whose markings are in memory at a time. */
const UNITS_AT_A_TIME = 200;

/**
 * Several scorers' markings of every year: each as the trail last pinned it and as the engine judges it; every settled
 * score what its settlement says, and every settlement by rule what the locked markings come to today.
 */
export async function verifyMarkings(db: Kysely<Schema>, signal?: AbortSignal): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const cycle of await listCycles(db)) {
    const assessment = await readAssessmentOf(db, cycle);
    const checker = new MarkingChecker(db, assessment, findings);
    for (let from = 0; from < assessment.units.length; from += UNITS_AT_A_TIME) {
      signal?.throwIfAborted();
      await checker.check(assessment.units.slice(from, from + UNITS_AT_A_TIME));
    }
    for (const { unitId, itemId } of await listSettledWithout(db, cycle.id)) {
      checker.find(unitId, itemId, '得分标为由多人评分认定，却没有认定记录');
    }
  }
  return findings;
}

type ByPlace<T> = ReadonlyMap<string, readonly T[]>;
const keyOf = (unitId: number, itemId: number): string => `${unitId}:${itemId}`;

class MarkingChecker {
  constructor(
    private readonly db: Kysely<Schema>,
    private readonly assessment: Assessment,
    private readonly findings: VerifyFinding[],
  ) {}

  find(unitId: number, itemId: number, message: string): void {
    const unit = this.assessment.unitById.get(unitId)?.name ?? `单位#${unitId}`;
    const item = this.assessment.itemById.get(itemId)?.code ?? `指标#${itemId}`;
    this.findings.push({ kind: 'practice', message, place: `${unit} · ${item}` });
  }

  async check(units: readonly UnitView[]): Promise<void> {
    const unitIds = units.map(({ id }) => id);
    const markings = await listMarkings(this.db, this.assessment.cycle.id, { unitIds });
    const settlements = await listSettlements(this.db, unitIds);
    await this.checkPinned(unitIds, markings);
    for (const marking of markings) this.checkJudged(marking);
    await this.checkSettlements(settlements, byPlace(markings));
  }

  private async checkPinned(unitIds: readonly number[], markings: readonly StoredMarking[]): Promise<void> {
    const ofScorer = (uid: string, unitId: number, itemId: number): string =>
      `${uid} ${keyOf(unitId, itemId)}`;
    const pinned = new Map(
      (await listPinnedMarkings(this.db, unitIds)).map((each) => [
        ofScorer(each.scorerUid, each.unitId, each.itemId),
        each,
      ]),
    );
    for (const marking of markings) {
      const { scorerUid, unitId, itemId, scorer } = marking;
      const key = ofScorer(scorerUid, unitId, itemId);
      const digest = pinned.get(key)?.digest;
      pinned.delete(key);
      if (digest === undefined) this.find(unitId, itemId, `${scorer}的评分不在审计记录里`);
      else if (digest !== markingDigest(marking)) {
        this.find(unitId, itemId, `${scorer}的评分与审计记录不符，在软件之外被改动过`);
      }
    }
    for (const { unitId, itemId } of pinned.values()) {
      this.find(unitId, itemId, '审计记录里的一份多人评分不见了');
    }
  }

  private checkJudged({ unitId, itemId, entry, status, points, scorer }: StoredMarking): void {
    const item = this.assessment.itemById.get(itemId);
    if (!item) return this.find(unitId, itemId, `${scorer}的评分记在本年度指标体系以外的指标上`);
    const result = evaluateItem(item, entry, this.assessment.cycle.year);
    const computed = result.status === 'scored' ? result.points : null;
    if (result.status !== status || computed !== points) {
      this.find(unitId, itemId, `${scorer}的评分与重算的不一致`);
    }
  }

  private async checkSettlements(
    settlements: readonly StoredSettlement[],
    markings: ByPlace<StoredMarking>,
  ): Promise<void> {
    const byUnit = byKey(settlements, ({ unitId }) => String(unitId));
    for (const [unitId, own] of byUnit) {
      const scores = await listScoresOfUnit(this.db, Number(unitId));
      for (const settlement of own) {
        const item = this.assessment.itemById.get(settlement.itemId);
        const score = scores.get(settlement.itemId);
        if (!item) continue;
        if (!score?.settled) {
          this.find(settlement.unitId, settlement.itemId, '有多人评分的认定记录，得分却不是认定得出的');
          continue;
        }
        const place = markings.get(keyOf(settlement.unitId, settlement.itemId)) ?? [];
        this.checkSettlement(item, settlement, place, item.section === 'veto' ? null : score.points);
      }
    }
  }

  private checkSettlement(
    item: ItemView,
    { unitId, itemId, method, points }: StoredSettlement,
    markings: readonly StoredMarking[],
    scored: Points | null,
  ): void {
    if (scored !== points) {
      const text = `认定的是${figure(points)}，得分却是${figure(scored)}`;
      return this.find(unitId, itemId, text);
    }
    if (method === 'decided') return;
    const locked = lockedMarkings(markings, item, this.assessment.cycle.year);
    if (locked.length === 0) return this.find(unitId, itemId, '认定所依据的评分不见了');
    // The limit may have been changed since; what the method comes to has not.
    const again = settleMarkings(item, locked, { method, spreadLimit: Number.MAX_SAFE_INTEGER });
    if (again.kind === 'settled' && again.points === points) return;
    this.find(unitId, itemId, `认定的${figure(points)}与按各人评分重算的${figure(again.points)}不一致`);
  }
}

const figure = (points: Points | null): string => (points === null ? '不适用' : formatPoints(points));

function byPlace(rows: readonly StoredMarking[]): ByPlace<StoredMarking> {
  return byKey(rows, ({ unitId, itemId }) => keyOf(unitId, itemId));
}

function byKey<T>(rows: readonly T[], keyFor: (row: T) => string): ByPlace<T> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const list = map.get(keyFor(row));
    if (list) list.push(row);
    else map.set(keyFor(row), [row]);
  }
  return map;
}
