import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './faheng';

/**
 * Violations found by axe, one line each. Electron has no second page for axe's own, hence the legacy mode.
 *
 * @param rules only these; all where left out.
 */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${impact ?? ''} ${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
  );
}

/**
 * Texts that cannot be read in full: cut off by their own box with no title to tell the rest, or standing outside the
 * window where nothing scrolls there.
 *
 * @param tablesScroll whether tables may be wider than the window: at 200 % only.
 */
export function cutOffTexts(page: Page, tablesScroll = false): Promise<string[]> {
  return page.evaluate((wideTables) => {
    const found: string[] = [];
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const scrolls = (element: Element | null): boolean => {
      // Its head and its virtual body are moved by the bar below them, not by the browser.
      if (wideTables && element?.closest('.ant-table-scroll-horizontal')) return true;
      for (let at = element; at; at = at.parentElement)
        if (/(auto|scroll)/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth)
          return true;
        // Tabs that do not fit are in the list of 更多, at the end of the bar.
        else if (
          at.matches('.ant-tabs-nav:has(.ant-tabs-nav-more:not([aria-hidden=true])) .ant-tabs-nav-wrap')
        )
          return true;
      return false;
    };
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      !element.closest('.visually-hidden, [aria-hidden="true"], .ant-select-selection-search');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = new Set<Element>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || seen.has(element) || (node.textContent ?? '').trim() === '' || !isShown(element))
        continue;
      seen.add(element);
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (hides && element.scrollWidth > element.clientWidth + 1 && !element.closest('[title]'))
        found.push(`cut off: ${name(element)}`);
      const hidesBelow = style.overflowY === 'hidden' || style.overflowY === 'clip';
      if (hidesBelow && element.scrollHeight > element.clientHeight + 3 && !element.closest('[title]'))
        found.push(`cut off below: ${name(element)}`);
      if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(element))
        found.push(`outside the window: ${name(element)}`);
      const parent = element.closest('button, .ant-tag, th');
      if (parent && parent.scrollWidth > parent.clientWidth + 1 && !parent.closest('[title]'))
        found.push(`wider than its box: ${name(parent)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the window scrolls sideways');
    return [...new Set(found)];
  }, tablesScroll);
}

/** Latin words that belong to the trade, to keys and to file types; everything else is a text nobody translated. */
const ALLOWED = new Set(
  // The last two are the name of the way case files are drawn.
  'Excel PDF WPS SHA KB MB GB fhpkg Ctrl Alt Shift Enter Tab Delete Esc Home End xlsx json zip png pdf jpg txt docx ref U FAHENG DRAW'
    .split(' ')
    .map((word) => word.toLowerCase()),
);

/** Texts a person sees or hears that hold a Latin word which is no name, key, file type or code. */
export async function foreignTexts(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const all: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      // The manual speaks of systems, files and units of measure by their names.
      if (element.closest('code, kbd, [aria-hidden="true"], .recent-folder, .top-bar-name, .manual-text'))
        continue;
      for (const attribute of ['aria-label', 'title', 'placeholder', 'alt'])
        all.push(element.getAttribute(attribute) ?? '');
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) all.push(node.textContent ?? '');
    }
    return all;
  });
  const foreign = texts.filter((text) =>
    // Digests are no words.
    (
      text.replace(/\b[0-9a-f]{12,}\b|\b[0-9a-f]{4,}(-[0-9a-f]{4,})+\b/g, '').match(/[A-Za-z]{2,}/g) ?? []
    ).some((word) => !ALLOWED.has(word.toLowerCase())),
  );
  return [...new Set(foreign.map((text) => text.trim()))];
}

/** Everything that loads or moves has come to rest. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.ant-spin-spinning, .ant-skeleton-active')).toHaveCount(0);
  // A dialog that is still fading in has the contrast of a ghost.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      // What turns for ever is a spinner, looked for above; one that is not shown keeps turning.
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
      .every(({ playState }) => playState !== 'running'),
  );
}

/** Everything a person may meet, looked at the same way; soft, so that one run names every finding. */
export async function lookAt(page: Page, place: string): Promise<void> {
  await settled(page);
  expect.soft(await axeViolations(page), `axe: ${place}`).toEqual([]);
  expect.soft(await cutOffTexts(page), `cut off: ${place}`).toEqual([]);
  expect.soft(await foreignTexts(page), `not Chinese: ${place}`).toEqual([]);
}
