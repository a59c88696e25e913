import { join } from 'node:path';
import { afterEach } from 'vitest';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { createSeat } from '@electron/services/exchange/createSeat';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { preparePackage } from '@electron/services/exchange/preparePackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { setScore } from '@electron/services/scores/setScore';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import type { Actor } from '@shared/domain/role';
import type { PackageKind } from '@shared/exchange/packageKind';
import type { MergeDone, PackagePreview } from '@shared/ipc/practice/exchange';
import { acting } from './acting';
import { aPdf, fileOf } from './evidenceFiles';
import { aPackage } from './packageBytes';
import { aPerson } from './people';
import { readyWorkspace } from './readyWorkspace';
import { markedBy } from './scorerAccounts';
import { aScoringItem, aSmallSystem, aUnit, SMALL_GROUPS } from './smallSystem';
import { tempFolder } from './tempFolder';
import { anEntry } from './testWorkspace';
import { moveOnTo } from './yearWorkspace';

const opened: Workspace[] = [];
afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
});

/** The office, the seat of A02, and whoever scores. */
export interface ToldDistrict {
  readonly office: Workspace;
  readonly unit: Workspace;
  readonly zhang: Actor;
  readonly li: Actor;
  /** The day it is for everybody from now on. */
  setDay(day: Date): void;
}

/** A Tuesday. */
export const FIRST_DAY = new Date(2020, 11, 1, 9, 0);

/**
 * Three units of one group in 自评, three items, of which 1.1.2 is scored by two; A02 works at a seat of its own. Every text
 * says whose it is, and no reason says who wrote it, so that a test can look for both.
 */
export async function aToldDistrict(): Promise<ToldDistrict> {
  let now = FIRST_DAY.getTime();
  const clock = (): Date => new Date((now += 1000));
  const office = await readyWorkspace({
    year: 2020,
    system: aSmallSystem({ items: ['1.1.1', '1.1.2', '1.1.3'].map((code) => aScoringItem(code)) }),
    groups: SMALL_GROUPS,
    units: ['A01', 'A02', 'A03'].map((code, index) => aUnit(code, undefined, { position: index + 1 })),
    person: '考评办',
    clock,
  });
  opened.push(office);
  const zhang = await aPerson(office, '张评分', ['leadScorer']);
  const li = await aPerson(office, '李评分', ['leadScorer']);
  const { itemByCode } = await loadAssessment(office);
  const id = (code: string): number => itemByCode.get(code)?.id ?? 0;
  await markedBy(office, id('1.1.2'), [zhang, li], { spreadLimit: 5000 });
  await assignScorers(office, [
    { itemId: id('1.1.1'), accountIds: [zhang.accountId] },
    { itemId: id('1.1.3'), accountIds: [li.accountId] },
  ]);
  await moveOnTo(office, 'selfEvaluating');
  const folder = join(await tempFolder(), '单位席位');
  await createSeat(await aPackage(office, { kind: 'task', unitCodes: ['A02'] }), folder, { clock });
  const unit = await openWorkspace(folder, { clock });
  opened.push(unit);
  return { office, unit, zhang, li, setDay: (day) => void (now = day.getTime()) };
}

/** Unit and item as ids of a workspace. */
export async function placeIn(workspace: Workspace, item: string, unit = 'A02') {
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  return { unitId: unitByCode.get(unit)?.id ?? 0, itemId: itemByCode.get(item)?.id ?? 0 };
}

/** Fills a unit's sheet in and hands it in. */
export async function fillAndSubmit(workspace: Workspace, points = '45', unit = 'A02'): Promise<void> {
  for (const item of ['1.1.1', '1.1.2', '1.1.3']) {
    const at = await placeIn(workspace, item, unit);
    await recordSelfEvaluation(workspace, { ...at, points, statement: `自评${unit}-${item}`, editId: '' });
  }
  const { unitId } = await placeIn(workspace, '1.1.1', unit);
  await submitSelfEvaluation(workspace, { unitId, reason: '' });
}

/** A file of evidence for an item. @returns its id. */
export async function attach(workspace: Workspace, item: string, name: string): Promise<number> {
  const path = await fileOf(await tempFolder(), name, aPdf(name));
  const { added } = await addEvidence(workspace, { ...(await placeIn(workspace, item)), paths: [path] });
  const [evidence] = added;
  if (!evidence) throw new Error(`${name} was not added`);
  return evidence.id;
}

/** Everybody scores, as `scoreDistrict` says; then the year moves on to 反馈申诉. */
export async function scoreAndFeedBack(district: ToldDistrict): Promise<void> {
  await scoreDistrict(district);
  await moveOnTo(district.office, 'feedback');
}

/** In 评审 everybody scores: A01 44.5, A02 43.5, A03 42.5 of each item. */
export async function scoreDistrict({ office, zhang, li }: ToldDistrict): Promise<void> {
  await moveOnTo(office, 'reviewing');
  const scorers = { '1.1.1': [zhang], '1.1.2': [zhang, li], '1.1.3': [li] };
  for (const [item, people] of Object.entries(scorers)) {
    for (const [index, unit] of ['A01', 'A02', 'A03'].entries()) {
      const at = await placeIn(office, item, unit);
      for (const person of people) {
        const entry = anEntry({ 得分: `${44 - index}.5` }, { reason: `理由${unit}-${item}` });
        await acting(office, person, async () => {
          await setScore(office, { ...at, entry, scorer: person.name });
          if (people.length > 1) await lockMarkings(office, { unitId: at.unitId, itemIds: [at.itemId] });
        });
      }
    }
  }
}

/** Packs at one workspace and merges at another. @returns what the merge did. */
export async function send(
  from: Workspace,
  kind: PackageKind,
  to: Workspace,
  reason = '',
): Promise<MergeDone> {
  const unitCodes = from.seat === 'office' ? ['A02'] : [];
  const file = await aPackage(from, { kind, unitCodes });
  return mergePackage(to, file, { ...NO_CHOICES, reason, acceptLowering: true });
}

/** What merging a package would do. */
export async function previewOf(workspace: Workspace, file: string): Promise<PackagePreview> {
  const prepared = await preparePackage(workspace, file);
  try {
    return await previewPrepared(workspace, prepared);
  } finally {
    await discardPrepared(prepared);
  }
}
