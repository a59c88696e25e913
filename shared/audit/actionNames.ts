/** What the first part of an action's name stands for: the filter 「类别」 of 审计记录. */
export const AREA_NAMES = {
  score: '评分',
  marking: '多人评分',
  self: '自评',
  submission: '自评报送',
  notApplicable: '缺项',
  evidence: '佐证材料',
  incident: '事件',
  reason: '常用理由',
  check: '体检',
  siteCheck: '实地核查',
  appeal: '申诉复核',
  feedback: '反馈',
  correction: '更正',
  caseList: '案卷清单',
  caseDraw: '案卷抽取',
  caseTemplate: '评查标准',
  caseReview: '案卷评查',
  caseResult: '评查结果',
  caseSettings: '案卷评查设置',
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

  'self.record': '填报自评',
  'self.fill': '填入示例自评',
  'submission.submit': '提交自评',
  'submission.withdraw': '撤回自评',
  'submission.accept': '接收自评',
  'submission.return': '退回自评',
  'notApplicable.request': '申请缺项',
  'notApplicable.opinion': '填写牵头单位意见',
  'notApplicable.approve': '同意缺项',
  'notApplicable.revoke': '撤销缺项批准',
  'notApplicable.refuse': '不同意缺项',
  'notApplicable.withdraw': '撤回缺项申请',

  'incident.add': '登记事件',
  'incident.change': '修改事件',
  'incident.remove': '删除事件',
  'reason.add': '增加常用理由',
  'reason.change': '修改常用理由',
  'reason.import': '导入常用理由',
  'check.dismiss': '忽略体检问题',
  'check.restore': '恢复体检问题',

  'siteCheck.add': '安排实地核查',
  'siteCheck.record': '记录实地核查',
  'siteCheck.remove': '取消核查指标',
  'appeal.file': '提出申诉',
  'appeal.withdraw': '撤回申诉',
  'appeal.decide': '复核申诉',
  'feedback.showRank': '设置反馈名次',
  'correction.propose': '提出更正',
  'correction.confirm': '确认更正',
  'correction.refuse': '不同意更正',
  'result.approve': '审定结果',
  'result.succeed': '更正审定结果',

  'caseList.import': '导入案卷清单',
  'caseDraw.seed': '登记随机种子',
  'caseDraw.draw': '抽取案卷',
  'caseDraw.replace': '更换案卷',
  'caseDraw.pickByHand': '指定案卷',
  'caseTemplate.import': '导入评查标准',
  'caseTemplate.use': '启用评查标准',
  'caseReview.assign': '分配评查',
  'caseReview.reassign': '改派评查',
  'caseReview.save': '评查案卷',
  'caseReview.lock': '提交评查',
  'caseReview.reopen': '退回评查',
  'caseResult.decide': '确定评查结果',
  'caseResult.needsThird': '需第三人评查',
  'caseResult.feed': '评查结果计入评分',
  'caseResult.unitOpinion': '填写单位意见',
  'caseSettings.save': '设置案卷评查',

  'cycle.advance': '推进考评年度',
  'cycle.reopen': '退回考评年度',
  'cycle.deadline': '设置期限',
  'cycle.start': '开始新年度',

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

  'survey.record': '录入满意度测评',
  'survey.clear': '清空满意度测评',
  'survey.import': '导入满意度测评',
  'survey.limit': '设置样本份数下限',
  'survey.weights': '设置合成权重',
  'survey.weightsOff': '停用合成',

  'cycle.fill': '填入示例数据',

  'problem.enter': '登记问题',
  'problem.change': '修改问题',
  'problem.remove': '删除问题',
  'problem.addMeasure': '增加整改措施',
  'problem.reportMeasure': '填报整改进展',
  'problem.removeMeasure': '删除整改措施',
  'problem.addFiles': '添加整改材料',
  'problem.requestClosing': '申请销号',
  'problem.close': '批准销号',
  'problem.rejectClosing': '不同意销号',
  'problem.reopen': '重新整改',
  'interview.enter': '登记约谈',
  'interview.change': '修改约谈',

  'account.first': '设立首个账号',
  'account.add': '增加人员',
  'account.change': '修改人员',
  'account.setPassword': '设置口令',
  'account.resetPassword': '重设口令',
  'account.signIn': '登录',
  'account.signInFailed': '登录失败',
  'account.signOut': '退出',
  'account.lock': '锁定',
  'account.recover': '用恢复码重设口令',
  'account.recoverFailed': '恢复码不对',
  'account.acknowledge': '确认恢复提醒',
  'account.setLock': '设置闲置锁定',

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
