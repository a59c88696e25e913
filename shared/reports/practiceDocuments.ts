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
] as const;
