import type { CycleState } from '@shared/domain/cycleState';
import type { MatterSeverity } from '@shared/year/openMatters';
import type { MarkTone } from '../../components/Mark';
import type { Place } from '../../shell/navigation';
import type { OpenMatter } from '@shared/year/openMatters';

/** What entering a stage means, as the dialog says it. */
export const ENTERING: Readonly<Record<CycleState, string>> = {
  draft: '',
  published: '发布后，指标体系、被考评单位、单位类别和标签不再改动（单位名称、简称和排序仍可更正）。',
  selfEvaluating:
    '各单位填报、提交自评；考核办公室接收或退回。全年都可以填报，过了截止日期提交的会记为逾期。',
  reviewing: '材料审核、实地核查和案卷评查同时进行。还没有提交自评的单位仍可补报，记为逾期。',
  feedback: '评分到此为止：以后只能通过申诉调整得分。各单位看到自己的得分和扣分理由，可以申诉。',
  approved:
    '全部得分、排名和等次就此固定，形成审定结果；以后只能作更正，原结果留存。推进过反馈申诉或录入过评分的人，有别的审定领导时，由别的审定领导审定。',
  archived: '年度归档，不再改动。问题整改和约谈照常进行，可以开始下一年度。',
};

/** What going back means. */
export const GOING_BACK =
  '退回后，这个阶段能做的事重新开放。已有的评分、自评、申诉和审定结果都保留；退回和理由记入审计记录。';

export const SEVERITY_WORDS: Readonly<
  Record<MatterSeverity, { readonly text: string; readonly tone: MarkTone }>
> = {
  blocks: { text: '必须先办完', tone: 'red' },
  reason: { text: '须写明理由', tone: 'amber' },
  note: { text: '提示', tone: 'muted' },
};

/** Where an open matter is settled. */
export const MATTER_PLACES: Readonly<Partial<Record<OpenMatter['key'], Place>>> = {
  systemNotPublished: { screen: 'indicatorSystem' },
  noUnits: { screen: 'units' },
  unitsWithoutItems: { screen: 'units' },
  groupsWithoutScheme: { screen: 'comprehensive' },
  notHandedIn: { screen: 'reviews', tab: 'submissions' },
  notAccepted: { screen: 'reviews', tab: 'submissions' },
  unscored: { screen: 'scoring' },
  unsettled: { screen: 'reviews', tab: 'differences' },
  openSiteChecks: { screen: 'reviews', tab: 'siteChecks' },
  openCaseReviews: { screen: 'caseFiles', tab: 'results' },
  pendingNotApplicable: { screen: 'reviews', tab: 'notApplicable' },
  openAppeals: { screen: 'reviews', tab: 'appeals' },
  openProblems: { screen: 'rectification' },
};
