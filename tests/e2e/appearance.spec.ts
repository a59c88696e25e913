import { openScreen, SCREENS, startSample } from './actions';
import { expect, test } from './faheng';
import { axeViolations, cutOffTexts, settled } from './pageChecks';

test('dark, as the system asks for, is as readable', async ({ faheng: { page } }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await startSample(page);
  expect(await page.evaluate(() => document.documentElement.dataset['scheme'])).toBe('dark');
  for (const name of SCREENS) {
    await openScreen(page, name);
    await settled(page);
    expect.soft(await axeViolations(page, ['color-contrast']), `dark: ${name}`).toEqual([]);
  }
});

test('nothing is cut off at 200 %', async ({ faheng: { app, page } }) => {
  await startSample(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  for (const name of SCREENS) {
    await openScreen(page, name);
    await settled(page);
    expect.soft(await cutOffTexts(page, true), `200 %: ${name}`).toEqual([]);
  }
});
