/** What a package is for. docs/exchange-format.md. */
export const PACKAGE_KINDS = [
  'task',
  'self',
  'return',
  'assign',
  'scores',
  'feedback',
  'appeal',
  'decision',
  'archive',
] as const;

export type PackageKind = (typeof PACKAGE_KINDS)[number];

export const PACKAGE_KIND_NAMES: Readonly<Record<PackageKind, string>> = {
  task: '任务包',
  self: '自评包',
  return: '退回包',
  assign: '评分包',
  scores: '评分结果包',
  feedback: '反馈包',
  appeal: '申诉包',
  decision: '决定包',
  archive: '归档包',
};

/** Where a workspace sits (product.md, "Who uses it, and where"). */
export const SEATS = ['office', 'unit', 'assessor'] as const;

export type Seat = (typeof SEATS)[number];

export const SEAT_NAMES: Readonly<Record<Seat, string>> = {
  office: '考评办席位',
  unit: '单位席位',
  assessor: '评分员席位',
};

/** From which seat to which each kind goes. An archive goes to whoever is given it. */
export const PACKAGE_WAY: Readonly<Record<PackageKind, { readonly from: Seat; readonly to: Seat | null }>> = {
  task: { from: 'office', to: 'unit' },
  self: { from: 'unit', to: 'office' },
  return: { from: 'office', to: 'unit' },
  assign: { from: 'office', to: 'assessor' },
  scores: { from: 'assessor', to: 'office' },
  feedback: { from: 'office', to: 'unit' },
  appeal: { from: 'unit', to: 'office' },
  decision: { from: 'office', to: 'unit' },
  archive: { from: 'office', to: null },
};
