import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ItemView } from '../../shared/ipc/views';
import { loadAssessment } from '../../electron/services/assessment/assessment';
import { setUiState } from '../../electron/services/uiState';
import { openWorkspace } from '../../electron/services/workspace/openWorkspace';
import type { BenchContext } from '../context';
import { percentile, type Measured, type Pair } from '../measure';
import { StartedApp } from '../startedApp';

const AIM = 2;
const PERCENT = 95;
/** Values typed in one run, by turns with as many round trips of the floor. */
const VALUES = 100;
const VALUES_QUICK = 20;

/**
 * S3: a keystroke in 评分 until the unit's new total is in the page, which follows the commit; against a call that
 * commits one row with the same driver and durability. Both are timed inside their page.
 */
export async function oneScore(context: BenchContext): Promise<Measured[]> {
  const folder = await context.loads.copyOf(await context.loads.standard(), 'typing');
  const label = await openAtManualItem(folder);
  const file = join(context.work, 'round-trip.db');
  const app = await StartedApp.start({
    executable: context.app,
    userData: join(context.work, 'user-typing'),
    args: [`--workspace=${folder}`],
  });
  const floor = await StartedApp.start({
    executable: await context.floorApp(),
    userData: join(context.work, 'user-round-trip'),
    args: [`--round-trip=${file}`],
  });
  try {
    const field = app.page.getByRole('group', { name: label }).locator('input[data-kind="number"]').first();
    await field.waitFor({ timeout: 30_000 });
    await field.focus();
    await app.page.evaluate(defineTypeAndWait);
    await floor.page.evaluate(defineRecordAndWait);
    const pairs: Pair[] = [];
    for (let run = -1; run < context.runs; run += 1) {
      const pair = await oneRun(app.page, floor.page, context.quick ? VALUES_QUICK : VALUES);
      if (run >= 0) pairs.push(pair);
    }
    return [
      {
        row: 'S3',
        work: `one score typed → durable → new total in the page, p${PERCENT}`,
        unit: 'ms',
        aim: AIM,
        pairs,
        note: 'floor: a bare call that commits one row, same driver, WAL, synchronous=FULL',
      },
    ];
  } finally {
    await app.end();
    await floor.end();
  }
}

async function oneRun(page: Page, floor: Page, values: number): Promise<Pair> {
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let index = 0; index < values; index += 1) {
    ours.push(await page.evaluate(() => window.benchTurn()));
    bare.push(await floor.evaluate(() => window.benchTurn()));
  }
  const at = (list: number[]): number =>
    percentile(
      list.sort((a, b) => a - b),
      PERCENT,
    );
  return { ours: at(ours), floor: at(bare) };
}

declare global {
  interface Window {
    /** Does one turn in the page and answers its milliseconds. */
    benchTurn: () => Promise<number>;
    readonly floor?: { record: (value: string) => Promise<string> };
  }
}

/** Runs in our page: types into the focused field and waits for another total. */
function defineTypeAndWait(): void {
  window.benchTurn = () =>
    new Promise((resolve, reject) => {
      const total = document.querySelector('.total-figures');
      const field = document.activeElement;
      if (!total || !(field instanceof HTMLInputElement)) return reject(new Error('no field has the focus'));
      const before = total.textContent;
      const timer = setTimeout(() => reject(new Error(`the total stayed ${before}`)), 10_000);
      const observer = new MutationObserver(() => {
        if (total.textContent === before) return;
        const ms = performance.now() - start;
        observer.disconnect();
        clearTimeout(timer);
        resolve(ms);
      });
      observer.observe(total, { subtree: true, childList: true, characterData: true });
      // React listens to the native setter; this is what a key press does to the field.
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const start = performance.now();
      setter?.call(field, field.value === '0' ? '1' : '0');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
}

/** Runs in the floor's page: one call, and its answer shown. */
function defineRecordAndWait(): void {
  window.benchTurn = async () => {
    const shown = document.getElementById('shown');
    const start = performance.now();
    const answer = await window.floor?.record(String(start));
    if (shown) shown.textContent = answer ?? '';
    return performance.now() - start;
  };
}

/** Has 评分 open at an item that takes a number. @returns the accessible name of its card. */
async function openAtManualItem(folder: string): Promise<string> {
  const workspace = await openWorkspace(folder);
  const assessment = await loadAssessment(workspace);
  const unit = assessment.units[0];
  const item = unit && assessment.itemsOf(unit).find(isPlainlyTyped);
  if (!unit || !item) throw new Error('no unit has an item that takes a number');
  const place = { screen: 'scoring', unitId: unit.id, itemId: item.id };
  await setUiState(workspace, 'shell.place', place);
  await workspace.close();
  return `${item.code} ${item.name}`;
}

/** 扣分项 by occurrence: one number, and each of 0 and 1 gives another total. */
function isPlainlyTyped({ section, rules }: ItemView): boolean {
  return section === 'base' && rules.length === 1 && rules[0]?.kind === 'perOccurrenceDeduct';
}
