import type { IndicatorSystem, ScoringItem } from '@shared/domain/indicatorSystem';
import { parsePoints } from '@shared/domain/points';
import type { Rule } from '@shared/domain/rule';
import type { ScoreEntry } from '@shared/domain/score';
import type { ComprehensiveScheme } from '@shared/domain/totals';
import { belongsToUnit, type Unit } from '@shared/domain/unit';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { loadSystem } from '@electron/database/systemRepository';
import { listGroups, listUnits } from '@electron/database/unitRepository';
import { loadCurrentCycle } from '@electron/database/cycleRepository';
import { listSchemeViews, writeOtherScores, writeScheme } from '@electron/database/schemeRepository';
import { figuresOf } from '@electron/database/scoreRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { storeScoresIn } from '@electron/services/scores/storeScores';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';

/** A whole assessment as plain data, entries by unit code and item code, other scores by unit code and component. */
export interface PlainAssessment {
  readonly system: IndicatorSystem;
  readonly units: readonly Unit[];
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, ScoreEntry>>;
  readonly schemes: readonly ComprehensiveScheme[];
  readonly otherScores: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export const CLOCK = (): Date => new Date(2021, 0, 15, 9, 30);

/** Puts an assessment into a new workspace on disk. */
export async function workspaceWith(folder: string, plain: PlainAssessment): Promise<Workspace> {
  const groups = [
    ...new Set([...plain.schemes.map((scheme) => scheme.group), ...plain.units.map((unit) => unit.group)]),
  ];
  const workspace = await createWorkspace({
    folder,
    year: plain.system.year,
    system: plain.system,
    groups: groups.map((name) => ({ name, note: '' })),
    units: plain.units,
    person: '考评办',
    clock: CLOCK,
  });
  await store(workspace, plain);
  return workspace;
}

async function store(workspace: Workspace, plain: PlainAssessment): Promise<void> {
  const { db } = workspace;
  const cycle = await loadCurrentCycle(db);
  const { items } = await loadSystem(db, cycle.systemId);
  const units = await listUnits(db, cycle.id);
  const groups = await listGroups(db, cycle.id);
  const scores = units.flatMap((unit) =>
    items.flatMap((item) => {
      const entry = plain.entries.get(unit.code)?.get(item.code);
      if (!entry) return [];
      const result = evaluateItem(item, entry, cycle.year);
      return [{ unitId: unit.id, itemId: item.id, entry, figures: figuresOf(result), scorer: '评分员' }];
    }),
  );
  const assessment = await loadAssessment(workspace);
  const fact = { action: 'score.import', subject: '导入评分表' };
  await inTransaction(workspace, async (trx, now, audit) => {
    await storeScoresIn(trx, assessment, scores, fact, now, audit);
    for (const scheme of plain.schemes) {
      const group = groups.find(({ name }) => name === scheme.group);
      if (group) await writeScheme(trx, group.id, scheme.components);
    }
    const components = (await listSchemeViews(trx, cycle.id)).flatMap((scheme) =>
      scheme.components.map(({ id, name }) => ({ id, name, group: scheme.group })),
    );
    const others = units.flatMap((unit) =>
      components
        .filter((component) => component.group === unit.group)
        .map(({ id, name }) => ({
          componentId: id,
          unitId: unit.id,
          score: parsePoints(plain.otherScores.get(unit.code)?.get(name) ?? ''),
        })),
    );
    await writeOtherScores(trx, others);
  });
}

/** The same scheme for every group: 法治建设 10 of 100, with scores for the other parts of every unit but the last. */
export function sampleSchemes(units: readonly Unit[]): Pick<PlainAssessment, 'schemes' | 'otherScores'> {
  const groups = [...new Set(units.map((unit) => unit.group))];
  const component = (name: string, weight: number, ruleOfLaw = false) => ({ name, weight, ruleOfLaw });
  const score = (n: number): string => `${70 + (n % 30)}.${String((n * 37) % 100).padStart(2, '0')}`;
  return {
    schemes: groups.map((group) => ({
      group,
      components: [
        component('法治建设', 800, true),
        component('普法宣传', 200, true),
        component('经济发展', 4000),
        component('社会治理', 3000),
        component('党的建设', 2000),
      ],
    })),
    otherScores: new Map(
      units.slice(0, -1).map((unit, n) => [
        unit.code,
        new Map([
          ['经济发展', score(n)],
          ['社会治理', score(n + 7)],
          ['党的建设', score(n + 13)],
        ]),
      ]),
    ),
  };
}

/** Entries for every unit: all kinds of rules, some 不适用, some left unscored. The same at every call. */
export function sampleEntries(
  system: IndicatorSystem,
  units: readonly Unit[],
): ReadonlyMap<string, ReadonlyMap<string, ScoreEntry>> {
  let state = 20_201_231;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  return new Map(
    units.map((unit) => [
      unit.code,
      new Map(
        system.items
          .filter((item) => belongsToUnit(item, unit))
          .flatMap((item) => {
            const entry = sampleEntry(item, next);
            return entry ? [[item.code, entry] as const] : [];
          }),
      ),
    ]),
  );
}

function sampleEntry(item: ScoringItem, next: (below: number) => number): ScoreEntry | null {
  const dice = next(100);
  if (item.section === 'bonus' || item.section === 'veto' ? dice > 15 : dice > 96) return null;
  if (item.section === 'veto' && dice > 2) return null;
  if (item.section === 'base' && dice < 3) {
    return { inputs: [], points: '', notApplicable: true, reason: '经办公室批准，本年度未开展此项工作' };
  }
  const careless = next(100) < 30;
  const inputs = item.rules.map((rule) => sampleInputs(rule, careless, next));
  return { inputs, points: '', notApplicable: false, reason: careless ? '材料不齐，经核查扣分' : '' };
}

function sampleInputs(
  rule: Rule,
  careless: boolean,
  next: (below: number) => number,
): Record<string, string> {
  switch (rule.kind) {
    case 'yesNo':
      return { 满足: careless ? '否' : '是' };
    case 'checklist':
      return Object.fromEntries(rule.parts.map((_, i) => [String(i + 1), careless && i === 0 ? '否' : '是']));
    case 'graded':
      return { 档次: String(careless ? 2 : 1) };
    case 'manual':
      return { 得分: '0.5' };
    case 'deductPerMissing':
      return { 实际: careless ? '0' : rule.required };
    case 'ratio':
      return { 分子: String(careless ? 80 + next(15) : 100), 分母: '100' };
    case 'bands':
      return { 数值: String(next(60)) };
    case 'perOccurrenceDeduct':
      return Object.fromEntries(rule.events.map((_, i) => [String(i + 1), String(careless ? 1 : 0)]));
    case 'caseReview':
      return { 得分: careless ? '92|78|55' : '95|91' };
    case 'deadline':
      return { 日期: careless ? '2021-03-08' : '2020-12-20' };
    case 'bonusPerOccurrence':
      return { 1: '1', 文号: '海法治发〔2020〕3号' };
    case 'veto':
      return { 触发: '是', 文号: '海纪发〔2020〕9号' };
  }
}
