import type { ReportKind } from '@shared/ipc/views';
import { PRACTICE_DOCUMENTS } from '@shared/reports/practiceDocuments';

export interface ReportDocument {
  readonly kind: ReportKind;
  readonly name: string;
  /** What it is for. */
  readonly purpose: string;
}

/** The documents of 报表导出, in the order in which an office needs them. */
export const DOCUMENTS: readonly ReportDocument[] = [
  {
    kind: 'summary',
    name: '汇总表',
    purpose:
      '分组汇总：各一级指标得分、折算分、加扣分、最终得分、名次、等次；有综合考核方案的附综合考核汇总和权重检验。报领导审定用。',
  },
  {
    kind: 'matrix',
    name: '指标得分矩阵',
    purpose: '每个单位每项指标的得分，一行一个单位，可筛选。横向比较、查找薄弱项用。',
  },
  {
    kind: 'scorecards',
    name: '单位明细表',
    purpose: '每个单位一张表：各项指标自评分、审核分、最终分和扣分理由。反馈给单位用。',
  },
  {
    kind: 'deductions',
    name: '扣分明细',
    purpose: '逐条列出扣分事项、规则、次数或差额、扣分值、证据编号。核对和申诉复核用。',
  },
  {
    kind: 'rectification',
    name: '整改台账',
    purpose: '由扣分事项预填的整改清单，措施、责任人、时限留空待填。部署整改用。',
  },
  { kind: 'all', name: '全部表格', purpose: '以上各表放在一个工作簿里。归档用。' },
  ...PRACTICE_DOCUMENTS,
];
