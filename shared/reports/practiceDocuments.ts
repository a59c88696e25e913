/** Documents of the year's work beside the result workbooks. Practice page §12; each has its sheets in electron/services/reports/practice. */
export const PRACTICE_DOCUMENTS = [
  {
    kind: 'bonus',
    name: '加扣分汇总',
    purpose: '每个单位的加分和扣分事项：层级、文号、日期、分值、是否采用。审定加扣分用。',
  },
  {
    kind: 'interviews',
    name: '约谈登记',
    purpose: '历次约谈：编号、对象、情形、问题、要求、期限和结果。督促整改和存档用。',
  },
  {
    kind: 'approved',
    name: '审定结果表',
    purpose: '审定时冻结的得分、名次和等次，以及历次审定和更正的人员、时间、理由和摘要。上报和存档用。',
  },
  {
    kind: 'years',
    name: '多年对比表',
    purpose: '最多三个年度的得分、名次、等次和一级指标得分率。看变化和趋势用。',
  },
  {
    kind: 'siteChecks',
    name: '实地核查清单',
    purpose: '每个单位要现场看的指标和疑点，留出核查情况、结论和签字的位置。核查组带到现场用。',
  },
  {
    kind: 'feedback',
    name: '反馈单',
    purpose: '每个单位一张：得分、每项扣分的理由和证据、怎样申诉到哪天为止、签收。反馈给单位用。',
  },
  {
    kind: 'appeals',
    name: '申诉复核表',
    purpose: '全部申诉：原得分、理由、补充材料、复核意见和复核后得分。审定和存档用。',
  },
  {
    kind: 'caseDraw',
    name: '案卷抽查记录',
    purpose: '抽取的种子、目录指纹、方案、步骤和抽中的案卷，任何人都能照着重复抽取。抽取后打印签字存档。',
  },
  {
    kind: 'caseReviews',
    name: '案卷评查表',
    purpose: '每卷一张：合法性结论、逐项扣分、得分、等次、亮点、意见。评查人和被评单位签字用。',
  },
  {
    kind: 'caseSummary',
    name: '案卷评查汇总',
    purpose: '各单位各类案卷的份数、均分、不合格份数和主要问题。通报用。',
  },
  {
    kind: 'reminders',
    name: '催办单',
    purpose:
      '没有提交自评的单位、没有评完的评分人；每个单位一张催办单，写明缺什么、到哪天、逾期几天，附回执。',
  },
  {
    kind: 'notApplicable',
    name: '缺项审批表',
    purpose: '全部缺项申请：理由、依据、牵头单位意见、办公室意见。审批和存档用。',
  },
  {
    kind: 'assignments',
    name: '评分分工表',
    purpose: '每项指标由谁评、怎样评，每个人评哪些指标；没有人评的注明。布置评分和存档用。',
  },
  {
    kind: 'markings',
    name: '专家评分汇总',
    purpose: '由几位评分人分别评分的指标：各人的分、平均分、分差、认定分和理由。认定和存档用。',
  },
  {
    kind: 'gaps',
    name: '自评审核差异表',
    purpose: '每个单位、每项指标的自评分与审核分相差多少，自评偏高多的在前。反馈和讲评用。',
  },
  {
    kind: 'survey',
    name: '满意度测评表',
    purpose: '各单位的满意度得分和它的样本：发放份数、有效份数、有效率，样本偏少的注明。通报和存档用。',
  },
] as const;
