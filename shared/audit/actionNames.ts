/** What the first part of an action's name stands for: the filter 「类别」 of 审计记录. */
export const AREA_NAMES = {
  score: '评分',
  marking: '多人评分',
  selfEvaluation: '自评',
  submission: '自评报送',
  notApplicable: '缺项',
  evidence: '佐证材料',
  siteCheck: '实地核查',
  appeal: '申诉复核',
  caseFile: '案卷评查',
  incident: '事件',
  reason: '常用理由',
  check: '体检',
  cycle: '考评年度',
  result: '审定结果',
  unit: '被考评单位',
  system: '指标体系',
  scheme: '综合考核',
  survey: '满意度测评',
  problem: '问题整改',
  interview: '约谈',
  account: '人员',
  workspace: '考评库',
} as const;

export type AuditArea = keyof typeof AREA_NAMES;

export const AUDIT_AREAS = Object.keys(AREA_NAMES) as readonly AuditArea[];

/** What was done, in Chinese, by the action's stable name. */
export const ACTION_NAMES: Readonly<Record<string, string>> = {
  'score.record': '评分',
  'score.recordMany': '成批评分',
  'score.import': '导入评分',
  'score.settle': '认定得分',
  'score.adjust': '调整得分',

  'marking.assign': '分配评分人',
  'marking.method': '设置评分办法',
  'marking.record': '多人评分',
  'marking.lock': '锁定评分',
  'marking.unlock': '解锁评分',

  'selfEvaluation.record': '填报自评',
  'selfEvaluation.fill': '填入示例自评',

  'evidence.add': '添加佐证材料',
  'evidence.link': '关联佐证材料',
  'evidence.unlink': '取消关联佐证材料',
  'evidence.judge': '审核佐证材料',
  'evidence.fill': '填入示例材料',

  'unit.add': '增加单位',
  'unit.change': '修改单位',
  'unit.remove': '删除单位',
  'unit.import': '导入单位',

  'system.import': '导入指标体系',
  'system.newVersion': '新建指标体系版本',
  'system.saveItem': '修改指标',
  'system.removeItem': '删除指标',
  'system.saveSettings': '修改指标体系设置',
  'system.publish': '发布指标体系',
  'system.use': '启用指标体系版本',

  'scheme.save': '保存综合考核方案',
  'scheme.remove': '删除综合考核方案',
  'scheme.otherScores': '录入其他得分',
  'scheme.importScores': '导入其他得分',

  'cycle.fill': '填入示例数据',

  'workspace.create': '新建考评库',
  'workspace.upgrade': '升级考评库',
  'workspace.backup': '备份考评库',
  'workspace.restore': '从备份还原考评库',
  'workspace.recover': '用自动备份恢复数据库',
};

/** The name of an action; the stable name itself where a newer program wrote it. */
export function actionName(action: string): string {
  return ACTION_NAMES[action] ?? action;
}

/** The area of an action, `score.record` → 评分. */
export function areaName(action: string): string {
  const [area = ''] = action.split('.');
  return (AREA_NAMES as Readonly<Record<string, string>>)[area] ?? area;
}
