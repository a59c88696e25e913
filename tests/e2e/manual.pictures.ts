import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { answerOf, expectSaved, itemCard, openScreen } from './actions';
import { answerDialogs, expect, test } from './faheng';
import { writeCaseList } from './manualCaseList';
import { become, idsOf, openTab, startEmptyWithPeople, startWithPeople } from './manualPeople';
import { picture, pictureDownTo } from './picture';

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const box = (page: Page, name: string | RegExp) => dialog(page, name).locator('.ant-modal-container').first();
const menuEntry = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });
const button = (place: Page | Locator, name: string) => place.getByRole('button', { name, exact: true });

/** Moves the year on, or back, with the reason a person would write. */
async function moveTo(page: Page, ...stages: ('selfEvaluating' | 'reviewing' | 'feedback' | 'approved')[]) {
  for (const to of stages) await answerOf(page, 'year:move', { to, reason: '按年度工作安排', confirm: true });
  await page.reload();
}

/** A day from now as a deadline, ISO. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test('first opening', async ({ faheng: { app, page }, folder }) => {
  const workspace = join(folder, '海州区考评库');
  await mkdir(workspace);
  await button(page, '新建考评库').click();
  await answerDialogs(app, { open: [workspace] });
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await page.getByLabel('管理员姓名').fill('王主任');
  await page.getByLabel('口令', { exact: true }).fill('连云港的海风很大');
  await picture(page, 'create', page.locator('.create-workspace'));
  await button(page, '创建').click();
  const code = dialog(page, '恢复码');
  await expect(code.locator('code')).toHaveText(/-/, { timeout: 20_000 });
  await picture(page, 'recovery-code', box(page, '恢复码'));
  await code.getByRole('checkbox', { name: '我已抄下恢复码' }).check();
  await button(code, '完成').click();
  await button(page, '王主任').click();
  await page.getByRole('menuitem', { name: '切换用户', exact: true }).click();
  await expect(page.getByLabel('登录', { exact: true })).toBeVisible();
  await picture(page, 'sign-in');
});

test('the office prepares the year', async ({ faheng: { page } }) => {
  await startWithPeople(page);
  await openTab(page, '系统管理', '人员');
  await picture(page, 'people');
  await openTab(page, '系统管理', '评分分工');
  await page.getByRole('searchbox', { name: '在评分分工中查找' }).fill('7.1.5');
  await page.getByLabel('选择 7.1.5').check();
  await button(page, '评分办法').click();
  const method = dialog(page, '评分办法 · 1 项指标');
  await method.getByRole('radio', { name: '均分' }).check();
  await method.getByLabel('分差上限').fill('0.3');
  await picture(page, 'method', box(page, /^评分办法/));
  await page.keyboard.press('Escape');
  await openTab(page, '综合考核', '满意度与合成');
  for (const [name, sent, valid, score] of [
    ['区发展和改革委员会', '120', '112', '93.5'],
    ['区教育局', '120', '98', '90.2'],
    ['区工业和信息化局', '60', '21', '95'],
  ] as const) {
    await page.getByRole('textbox', { name: `${name} 发放份数` }).fill(sent);
    await page.getByRole('textbox', { name: `${name} 有效份数` }).fill(valid);
    await page.getByRole('textbox', { name: `${name} 得分` }).fill(score);
  }
  await page.getByRole('textbox', { name: '指标考核权重' }).fill('50');
  await page.getByRole('textbox', { name: '案卷评查权重' }).fill('30');
  await page.getByRole('textbox', { name: '满意度权重' }).fill('20');
  await picture(page, 'survey');
  await openTab(page, '系统管理', '考评年度');
  await picture(page, 'year');
  await button(page, '进入下一阶段').click();
  await picture(page, 'move-on', box(page, /^进入/));
});

test('a unit fills in and hands in, the office receives', async ({ faheng: { page } }) => {
  await startWithPeople(page);
  await moveTo(page, 'selfEvaluating');
  await answerOf(page, 'year:deadline', { state: 'selfEvaluating', dueOn: inDays(10) });
  await become(page, '刘芳');
  await pictureDownTo(page, 'unit-dashboard', menuEntry(page, '系统管理'));
  await openScreen(page, '自评填报');
  await picture(page, 'unit-self');
  await button(page, '申请缺项 1.1.1').click();
  const ask = dialog(page, '申请缺项');
  await ask.getByRole('textbox', { name: '申请理由' }).fill('本单位没有这项职责，见三定方案');
  await ask.getByLabel('依据').fill('海办发〔2019〕12号第三条');
  await picture(page, 'unit-absence', box(page, '申请缺项'));
  await button(ask, '提交申请').click();
  await expect(ask).toBeHidden();
  await become(page, '孙伟');
  await openScreen(page, '自评填报');
  await button(page, '提交前检查').click();
  await expect(dialog(page, '提交前检查').getByRole('status')).toBeVisible();
  await picture(page, 'unit-preflight', box(page, '提交前检查'));
  await become(page, '考评办');
  const { unitId } = await idsOf(page, 'A10', []);
  await answerOf(page, 'submission:submit', { unitId, reason: '单位报来纸质自评表，代为提交' });
  await openTab(page, '复核申诉', '自评接收');
  await button(page, '全选已提交').click();
  await button(page, '退回').click();
  const back = dialog(page, /^退回补正/);
  await back.getByRole('textbox', { name: '理由', exact: true }).fill('部分佐证材料没有盖章，请补正');
  await back.getByRole('combobox', { name: '退回的指标' }).fill('1.1.1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await back.getByRole('textbox', { name: '1.1.1 的退回理由' }).fill('缺盖章扫描件');
  await picture(page, 'return', box(page, /^退回补正/));
  await button(back, '退回').click();
  await openTab(page, '复核申诉', '缺项审批');
  await page.getByRole('cell', { name: '本单位没有这项职责，见三定方案' }).click();
  await picture(page, 'absence');
  await openScreen(page, '工作台');
  const reminders = page.getByRole('region', { name: '催办' });
  await reminders.scrollIntoViewIfNeeded();
  await picture(page, 'reminders', reminders);
});

test('two scorers, one item, and the office decides', async ({ faheng: { page } }) => {
  await startWithPeople(page);
  const { unitId, itemIds } = await idsOf(page, 'A08', ['7.1.5', '7.2.1', '7.2.2']);
  const { scorers } = await answerOf(page, 'marking:assignments', {});
  const accountIds = ['张敏', '李强'].map((name) => scorers.find((one) => one.name === name)?.accountId ?? 0);
  await answerOf(page, 'marking:assign', { items: itemIds.map((itemId) => ({ itemId, accountIds })) });
  const setting = { method: 'mean' as const, spreadLimit: 30, blind: true };
  await answerOf(page, 'marking:method', { itemIds, setting, confirmed: true });
  for (const [name, points] of [
    ['张敏', '0.10'],
    ['李强', '0.50'],
  ] as const) {
    await become(page, name);
    if (name === '张敏')
      await pictureDownTo(page, 'scorer-dashboard', page.getByRole('region', { name: '评分人进展' }));
    await openScreen(page, '评分');
    await page
      .getByRole('button', { name: /^生态环境/ })
      .first()
      .click();
    const card = itemCard(page, '7.1.5');
    await card.click({ position: { x: 60, y: 12 } });
    await card.getByRole('button', { name: '直接给分' }).click();
    await card.getByLabel('得分', { exact: true }).fill(points);
    await card.getByRole('textbox').last().fill('材料只有两次记录');
    await expectSaved(page);
    if (name === '张敏') await picture(page, 'scorer-marking');
    await answerOf(page, 'marking:lock', { unitId });
  }
  await become(page, '考评办');
  await openTab(page, '复核申诉', '评分分歧');
  await page.getByRole('row').filter({ hasText: '7.1.5' }).filter({ hasText: '待认定' }).first().click();
  const place = page.getByRole('dialog').filter({ hasText: '7.1.5' });
  await place.getByLabel('认定理由').fill('会议记录和签到表能够印证');
  await picture(page, 'difference', place.locator('.ant-modal-container').first());
});

test('checks and consistency', async ({ faheng: { page } }) => {
  await startWithPeople(page);
  await openTab(page, '复核申诉', '体检');
  await picture(page, 'checks');
  await openTab(page, '复核申诉', '一致性');
  await picture(page, 'consistency');
});

test('on-site check', async ({ faheng: { page } }) => {
  await startWithPeople(page);
  await openTab(page, '复核申诉', '实地核查');
  await button(page, '建议清单').first().click();
  const proposal = dialog(page, '实地核查建议清单');
  await proposal.getByLabel('种子').fill('20201209');
  await button(proposal, '生成建议').click();
  await proposal.getByLabel('核查组').fill('第一组');
  await expect(proposal.getByText(/^共 \d+ 行/)).toBeVisible();
  await picture(page, 'site-proposal', box(page, '实地核查建议清单'));
  await proposal.getByRole('button', { name: /^列入清单/ }).click();
  await expect(proposal).toHaveCount(0);
  await become(page, '赵刚');
  await pictureDownTo(page, 'site-dashboard', menuEntry(page, '系统管理'));
  await openTab(page, '复核申诉', '实地核查');
  await page.getByRole('searchbox', { name: '在实地核查清单中查找' }).fill('区发展和改革委员会 1.1.2');
  await page.getByText('1.1.2 职能履行到位').first().click();
  const panel = page.getByRole('region', { name: '实地核查详情' });
  await panel.getByLabel('核查情况').fill('现场抽查5件，台账与上报不一致');
  await panel.getByRole('radio', { name: '调整' }).check();
  await panel.getByLabel('调整后得分').fill('0.50');
  await picture(page, 'site-record');
});

test('case files', async ({ faheng, folder }) => {
  // The sample's files are under review, so that nothing is drawn there any more.
  await startEmptyWithPeople(faheng, folder);
  const { app, page } = faheng;
  await answerDialogs(app, { open: [await writeCaseList(folder)] });
  await openTab(page, '案卷评查', '案卷目录');
  await page.getByRole('button', { name: '导入案卷目录' }).first().click();
  const list = dialog(page, '导入案卷目录');
  await list.getByRole('button', { name: '选择文件', exact: true }).click();
  await button(list, '确认导入').click();
  await expect(list).toBeHidden();
  await openTab(page, '案卷评查', '抽取案卷');
  await page.getByRole('button', { name: '抽取案卷' }).first().click();
  const draw = dialog(page, '抽取案卷');
  await draw.getByRole('textbox', { name: '种子', exact: true }).fill('2020-12-18 体彩排列五 3 8 1 5 9');
  await draw.getByLabel('种子来历').fill('当日开奖公告');
  await picture(page, 'case-draw-dialog', box(page, '抽取案卷'));
  await button(draw, '开始抽取').click();
  await expect(draw).toBeHidden();
  await picture(page, 'case-draw');
  await answerOf(page, 'caseFiles:assign', {});
  await become(page, '陈洁');
  await openTab(page, '案卷评查', '评查');
  await page.locator('.ant-table-row').first().click();
  const sheet = page.getByRole('region', { name: '评查表' });
  await sheet.getByLabel('L2 次数').fill('2');
  await expect(sheet.getByRole('status', { name: '得分' })).toContainText('96');
  await sheet.getByLabel('L2 页码').fill('3、5');
  await picture(page, 'case-review');
  for (const name of ['陈洁', '郑涛', '考评办']) {
    await become(page, name);
    const mine = (await answerOf(page, 'caseFiles:tasks', {})).filter((task) => task.mine);
    for (const { reviewId } of mine) await answerOf(page, 'caseFiles:lockReview', { reviewId });
  }
  await become(page, '陈洁');
  await openTab(page, '案卷评查', '评查结果');
  await picture(page, 'case-results');
});

test('feedback, appeal, approval, correction, next year', async ({ faheng: { page } }) => {
  await startWithPeople(page);
  await moveTo(page, 'feedback');
  await become(page, '孙伟');
  await openTab(page, '复核申诉', '反馈');
  await picture(page, 'unit-feedback');
  await page.getByRole('button', { name: '申诉 2.2.1', exact: true }).click();
  const appeal = dialog(page, '提出申诉');
  await appeal.getByLabel('申诉理由').fill('全年应备6件，已备6件，见市司法局备案登记表');
  await picture(page, 'unit-appeal', box(page, '提出申诉'));
  await button(appeal, '提出申诉').click();
  await expect(appeal).toBeHidden();
  await become(page, '周副区长');
  await openTab(page, '复核申诉', '申诉复核');
  await page.locator('.ant-table-row').first().click();
  const panel = page.getByRole('region', { name: '申诉详情' });
  await panel.getByLabel('复核意见').fill('备案登记表不能说明报备时间，维持原得分');
  await panel.getByRole('radio', { name: '维持' }).check();
  await picture(page, 'appeal-decide');
  await button(panel, '作出决定').click();
  await page.getByRole('dialog').getByRole('button', { name: '作出决定' }).last().click();
  await openTab(page, '系统管理', '考评年度');
  await button(page, '进入下一阶段').click();
  await picture(page, 'approve', box(page, /^进入/));
  await page.keyboard.press('Escape');
  await answerOf(page, 'year:move', { to: 'approved', reason: '区委常委会审定', confirm: true });
  await become(page, '考评办');
  const { unitId, itemIds } = await idsOf(page, 'A03', ['1.1.1']);
  await openTab(page, '综合考核', '审定结果');
  await picture(page, 'approved');
  await answerOf(page, 'correction:propose', {
    unitId,
    itemId: itemIds[0] ?? 0,
    toPoints: 0,
    reason: '复查发现清单未公开',
    basis: '复查报告第3页',
  });
  await become(page, '周副区长');
  await openTab(page, '综合考核', '审定结果');
  await button(page, '审定更正').click();
  await picture(page, 'correction', box(page, '审定更正'));
  await page.keyboard.press('Escape');
  await become(page, '考评办');
  await openTab(page, '综合考核', '审定结果');
  await button(page, '开始下一年度').click();
  await picture(page, 'next-year', box(page, '开始下一年度'));
});

test('rectification, and the read-only seat', async ({ faheng: { page } }) => {
  await startWithPeople(page);
  await openTab(page, '问题整改', '整改台账');
  await button(page, '由扣分转入').first().click();
  const take = dialog(page, '由扣分转入台账');
  await take.getByRole('combobox', { name: '单位' }).click();
  await page.keyboard.type('城市管理');
  await page.keyboard.press('Enter');
  await take.getByRole('checkbox').first().check();
  await picture(page, 'problems-from-scores', box(page, '由扣分转入台账'));
  await take.getByRole('button', { name: /^转入台账（/ }).click();
  await expect(take).toBeHidden();
  await become(page, '刘芳');
  await openTab(page, '问题整改', '整改台账');
  await page.locator('.ant-table-row').first().click();
  await expect(page.getByRole('region', { name: '问题详情' })).toBeVisible();
  await pictureDownTo(page, 'unit-problem', page.getByText(/把文件拖到这里/));
  await become(page, '吴静');
  await openTab(page, '系统管理', '审计记录');
  await picture(page, 'audit');
  await button(page, '校验审计记录').click();
  await expect(dialog(page, '校验审计记录').getByRole('status')).toBeVisible({ timeout: 60_000 });
  await picture(page, 'audit-check', box(page, '校验审计记录'));
});
