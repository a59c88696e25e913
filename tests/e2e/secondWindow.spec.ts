import { createSmallWorkspace, expectSaved, invoke, itemCard, openScreen } from './actions';
import { answerDialogs, end, expect, launch, test } from './faheng';

test('a workspace that is open elsewhere opens read-only and says so', async ({ faheng: first, folder }) => {
  const workspace = await createSmallWorkspace(first, folder);
  await openScreen(first.page, '评分');
  await itemCard(first.page, '1.1.1').getByRole('radio', { name: '是', exact: true }).check();
  await expectSaved(first.page);

  const second = await launch(`${folder}/other`);
  try {
    const { page } = second;
    await test.step('it says that it is read-only, and why', async () => {
      await answerDialogs(second.app, { open: [workspace] });
      await page.getByRole('button', { name: '打开考评库', exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: '只读' })).toContainText(
        '考评库正在另一个窗口或另一台电脑上使用，本窗口只能查看。',
      );
    });

    await test.step('what the first one stored is seen, nothing can be typed', async () => {
      await openScreen(page, '评分');
      const card = itemCard(page, '1.1.1');
      await expect(card.getByRole('radio', { name: '是', exact: true })).toBeChecked();
      await expect(card.getByRole('radio', { name: '否', exact: true })).toBeDisabled();
      await expect(card.getByLabel('扣分理由')).toBeDisabled();
      await expect(page.getByRole('button', { name: '添加佐证材料' })).toBeDisabled();
      await openScreen(page, '被考评单位');
      await expect(page.getByRole('button', { name: '添加单位' })).toBeDisabled();
      await openScreen(page, '综合考核');
      await expect(page.getByRole('button', { name: '保存', exact: true }).first()).toBeDisabled();
    });

    await test.step('a write past the screen is refused in words', async () => {
      const entry = { inputs: [{ 满足: '否' }], points: '', notApplicable: false, reason: '' };
      const refused = await invoke(page, 'scores:record', { unitId: 1, itemId: 1, entry, editId: 'x' });
      expect(refused).toMatchObject({ ok: false, error: { code: 'WORKSPACE_READ_ONLY' } });
      expect(refused.ok ? '' : refused.error.todo).not.toBe('');
    });
  } finally {
    await end(second.app);
  }

  await test.step('the first one goes on writing', async () => {
    await itemCard(first.page, '1.1.1').getByRole('radio', { name: '否', exact: true }).check();
    await expectSaved(first.page);
    await expect(first.page.getByText('只读')).toHaveCount(0);
  });

  await test.step('once it has ended, the next one writes', async () => {
    await end(first.app);
    const third = await launch(`${folder}/third`);
    try {
      await answerDialogs(third.app, { open: [workspace] });
      await third.page.getByRole('button', { name: '打开考评库', exact: true }).click();
      await openScreen(third.page, '评分');
      await expect(third.page.getByText('只读')).toHaveCount(0);
      const card = itemCard(third.page, '1.1.1');
      await expect(card.getByRole('radio', { name: '否', exact: true })).toBeChecked();
      await expect(card.getByLabel('扣分理由')).toBeEnabled();
    } finally {
      await end(third.app);
    }
  });
});
