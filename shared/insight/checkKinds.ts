/** What 体检 looks for, in the order in which it is shown: what falsifies a result first. peers.md 1.18, practice page §6, §11, §15. */
export const CHECKS = [
  {
    kind: 'invalidEntry',
    name: '录入内容有误，未计分',
    what: '有人填过，但内容不符合规则，现在不计分。',
    todo: '按提示改正，或清空后重新评分。',
  },
  { kind: 'unscored', name: '还没有评分', what: '适用的指标还没有得分。', todo: '完成评分，或标为不适用。' },
  {
    kind: 'fullWithoutEvidence',
    name: '满分但没有佐证材料',
    what: '得了满分，却没有一份佐证材料。',
    todo: '补充佐证材料，或核实得分。',
  },
  {
    kind: 'rejectedEvidenceFullMarks',
    name: '材料都不采信却得满分',
    what: '全部佐证材料都已判为不采信，得分仍是满分。',
    todo: '核实得分，或重新审核材料。',
  },
  {
    kind: 'deductionWithoutReason',
    name: '扣了分但没有理由',
    what: '得分低于分值，扣分理由是空的。',
    todo: '补写扣分理由，反馈时要逐条说明。',
  },
  {
    kind: 'sameReasonDifferentPoints',
    name: '理由相同，得分不同',
    what: '同一指标、同一理由，给不同单位的得分不一样。',
    todo: '统一尺度，或把理由写得能看出区别。',
  },
  {
    kind: 'spread',
    name: '评分分歧超过限度',
    what: '几位评分人的评分相差超过限度，还没有认定。',
    todo: '到“评分分歧”里商定得分。',
  },
  {
    kind: 'doubleDeduction',
    name: '同一事实在多个指标扣分',
    what: '同一事件在同一单位的几项指标里都扣了分。',
    todo: '只在一项扣分，或核实说明是否成立。',
  },
  {
    kind: 'notApplicableWithoutApproval',
    name: '不适用未经审批',
    what: '由评分人标为不适用，没有已批准的缺项申请。',
    todo: '请单位补办缺项申请，或恢复评分。',
  },
  {
    kind: 'selfAbovePoints',
    name: '自评分高于分值',
    what: '单位的自评分比这项指标的分值还高。',
    todo: '请单位改正自评分。',
  },
  {
    kind: 'evidenceOutsideYear',
    name: '材料不在考评年度内',
    what: '佐证材料的形成日期不在本年度。',
    todo: '核实材料能否作为本年度的佐证。',
  },
  {
    kind: 'officeChangedScore',
    name: '办公室改分没有新理由',
    what: '考核办公室改动了评分人给的得分，理由没有变。',
    todo: '补写改动的理由。',
  },
] as const;

export type CheckKind = (typeof CHECKS)[number]['kind'];

export const CHECK_KINDS = CHECKS.map(({ kind }) => kind) as readonly CheckKind[] as readonly [
  CheckKind,
  ...CheckKind[],
];

const BY_KIND = new Map(CHECKS.map((check) => [check.kind, check]));

export function checkOf(kind: CheckKind): (typeof CHECKS)[number] {
  const check = BY_KIND.get(kind);
  if (!check) throw new Error(`no check ${kind as string}`);
  return check;
}

/** Whether a finding may be set aside as 已核实. Work that is not done yet cannot. */
export function mayDismiss(kind: CheckKind): boolean {
  return kind !== 'unscored' && kind !== 'invalidEntry';
}
