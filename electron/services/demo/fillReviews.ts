import { addSiteChecks } from '../review/addSiteChecks';
import { recordSiteCheck } from '../review/recordSiteCheck';
import { saveIncident } from '../insight/incidents';
import { saveReason } from '../insight/reasons';
import type { Workspace } from '../workspace/workspace';
import { decideNotApplicable } from '../year/decideNotApplicable';
import { requestNotApplicable } from '../year/requestNotApplicable';
import type { DemoPlaces } from './demoPlaces';

/** Reasons scorers of the sample keep using: item, text, hundredths of a point, what they rest on. */
const REASONS = [
  ['4.2.3', '处罚决定超过7个工作日才公示', 20, '行政执法公示办法第十二条'],
  ['4.2.5', '音像记录没有按案号归档', 30, '执法音像记录管理规定第九条'],
  ['7.2.1', '集体学法缺少签到表或者学习记录', 50, '领导干部学法制度'],
  ['7.1.4', '年度报告没有在门户网站公开', 40, '法治政府建设年度报告工作指引'],
] as const;

/** Approved where the sample's scores say 不适用 already, so that they stay as they are. */
const APPROVED = {
  place: ['A07', '4.4.2'],
  reason: '听证和送达由市局统一办理，不归本分局承担',
  basis: '市局《行政处罚案件办理分工规定》第六条',
  opinion: '职责分工属实，同意',
} as const;
const REQUESTED = {
  place: ['C09', '2.4.1'],
  reason: '本镇全年没有制定规范性文件',
  basis: '镇党政办文件登记簿',
} as const;

/** What the group found stands as it was scored. */
const SITE_CHECK = {
  unit: 'A14',
  items: [
    ['7.2.1', '自评4期，材料只有2期'],
    ['4.3.1', '案卷自查评查没有结果通报'],
  ],
  finding: '查阅党组中心组学习记录，全年集体学法2期，与审核意见一致',
} as const;

/** Reasons, 缺项, an on-site check with one finding, an incident. */
export async function fillReviews(workspace: Workspace, places: DemoPlaces): Promise<void> {
  for (const [code, text, points, basis] of REASONS) {
    const { id: itemId } = places.item(code);
    await saveReason(workspace, { itemId, was: null, text, points, basis, active: true });
  }
  await fillNotApplicable(workspace, places);
  await fillSiteCheck(workspace, places);
  await saveIncident(workspace, {
    id: null,
    title: '食品案件败诉后逾期履行',
    eventDate: '2020-06-18',
    documentDate: '2020-05-29',
    documentNumber: '（2020）苏0706行初31号',
    countedYear: 2020,
    note: '败诉和逾期履行是同一案件，只在履行生效裁判扣分。',
    places: [
      { ...places.at('A15', '5.2.2'), deducts: true, note: '' },
      { ...places.at('A15', '5.2.4'), deducts: false, note: '同一案件，不重复扣分' },
    ],
  });
}

async function fillNotApplicable(workspace: Workspace, places: DemoPlaces): Promise<void> {
  for (const { place, reason, basis } of [APPROVED, REQUESTED]) {
    const [unitCode, itemCode] = place;
    const asked = { ...places.at(unitCode, itemCode), reason, basis };
    const requests = await requestNotApplicable(workspace, asked);
    if (place !== APPROVED.place) continue;
    const requestIds = requests.map(({ id }) => id);
    await decideNotApplicable(workspace, { requestIds, approve: true, opinion: APPROVED.opinion });
  }
}

async function fillSiteCheck(workspace: Workspace, places: DemoPlaces): Promise<void> {
  const { unit, items, finding } = SITE_CHECK;
  const listed = await addSiteChecks(workspace, {
    team: '第一核查组',
    plannedOn: '2021-01-13',
    note: '',
    items: items.map(([code, doubt]) => ({ ...places.at(unit, code), doubt })),
  });
  const seen = listed.find(({ itemCode }) => itemCode === items[0][0]);
  if (!seen) throw new Error('the sample has no site check');
  await recordSiteCheck(workspace, { id: seen.id, finding, toPoints: null, checkedOn: '2021-01-13' });
}
