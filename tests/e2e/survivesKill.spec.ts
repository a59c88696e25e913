import type { Page } from '@playwright/test';
import { expectSaved, itemCard, openScreen, startSample } from './actions';
import { end, expect, launch, test, type Faheng } from './faheng';

const SENTENCE = '未按规定时限公示行政处罚决定，抽查五件中有两件超过七个工作日，已责令整改并补充公示。';
/** How long after the first letter the power fails; some while letters still come, one after the last. */
const MOMENTS_MS = [180, 420, 777, 1100];

const reasonOf = (page: Page) => itemCard(page, '1.1.1').getByLabel('扣分理由');

/** What the field held each time the screen said that everything is saved. The page tells it through its console. */
async function watchSaved(page: Page, heard: (text: string) => void): Promise<void> {
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith('saved:')) heard(text.slice('saved:'.length));
  });
  await page.evaluate(() => {
    const look = (): void => {
      const status = document.querySelector('[aria-label="保存状态"]')?.textContent ?? '';
      const field = document.activeElement;
      if (status.includes('已保存') && field instanceof HTMLTextAreaElement)
        console.log(`saved:${field.value}`);
      requestAnimationFrame(look);
    };
    look();
  });
}

/** SIGKILL, as by the power failing; resolves when the process is gone. */
async function kill({ app }: Faheng): Promise<void> {
  const program = app.process();
  const gone = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await gone;
}

async function openField(page: Page): Promise<void> {
  await openScreen(page, '评分');
  await page.getByRole('button', { name: /发改委/ }).click();
  await expect(page.getByRole('heading', { name: /区发展和改革委员会/ })).toBeVisible();
  await reasonOf(page).focus();
}

test('killed while somebody types, the program comes back with what was typed', async ({
  faheng: first,
  folder,
}) => {
  const userData = `${folder}/userData`;
  let program = first;
  await startSample(program.page);
  for (const moment of MOMENTS_MS) {
    await test.step(`the power fails ${moment} ms into typing`, async () => {
      const { page } = program;
      await openField(page);
      await reasonOf(page).fill('');
      await expectSaved(page);
      let saved = '';
      await watchSaved(page, (text) => (saved = text));
      const typing = page.keyboard.type(SENTENCE, { delay: 30 }).catch(() => undefined);
      await page.waitForTimeout(moment);
      await kill(program);
      await typing;

      program = await launch(userData);
      await openField(program.page);
      const restored = await reasonOf(program.page).inputValue();
      expect(restored.startsWith(saved), `“${restored}” holds what was saved: “${saved}”`).toBe(true);
      expect(SENTENCE.startsWith(restored), `“${restored}” is what was typed`).toBe(true);
      expect(restored.length, 'something was typed before the power failed').toBeGreaterThan(0);
    });
  }
  await test.step('killed in the moment the screen says 已保存: nothing is missing', async () => {
    const { page } = program;
    await reasonOf(page).fill('');
    await page.keyboard.type(SENTENCE);
    await expectSaved(page);
    await kill(program);
    program = await launch(userData);
    await openField(program.page);
    await expect(reasonOf(program.page)).toHaveValue(SENTENCE);
  });
  await test.step('the workspace is sound and writable', async () => {
    const { page } = program;
    await expect(page.getByText('只读')).toHaveCount(0);
    await openScreen(page, '系统管理');
    await page.getByRole('button', { name: '校验', exact: true }).click();
    await expect(page.getByText('没有发现问题')).toBeVisible({ timeout: 60_000 });
  });
  await end(program.app);
});
