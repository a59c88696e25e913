import { createHash } from 'node:crypto';
import type { ListedCase } from '@shared/caseFiles/caseList';
import type { Rule } from '@shared/domain/rule';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import { importCaseList } from '@electron/services/caseFiles/importCaseList';
import { hashList, type ZeroReport } from '@shared/caseFiles/caseList';
import { drawCaseFiles } from '@electron/services/caseFiles/drawCaseFiles';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { aScoringItem, aSmallSystem, aUnit } from './smallSystem';
import { testWorkspace } from './testWorkspace';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A file of 案卷目录. */
export function aCase(unitCode: string, number: string, changes: Partial<ListedCase> = {}): ListedCase {
  return {
    unitCode,
    number,
    matter: '未按规定公示',
    party: '张三',
    type: '行政处罚',
    procedure: '普通程序',
    closedOn: '2020-03-05',
    handler: '李四、王五',
    fine: '2000元',
    ...changes,
  };
}

export const caseReviewRule = (fileType: string): Rule => ({
  kind: 'caseReview',
  fileType,
  fullScore: '100',
  passScore: '60',
  excellentScore: '90',
  minFiles: 2,
  failDeductEach: 50,
  notSubmitted: 'zero',
  whenEmpty: 'na',
});

/** 2.50 points by penalty files, 1.50 by licence files, and an item of both. */
export const CASE_ITEMS: readonly ScoringItem[] = [
  aScoringItem('4.3.2', { points: 250, rules: [caseReviewRule('行政处罚')], name: '处罚案卷' }),
  aScoringItem('4.3.3', { points: 150, rules: [caseReviewRule('行政许可')], name: '许可案卷' }),
];

/** Four units of the same group, scored by two case-file items. */
export async function caseWorkspace(items: readonly ScoringItem[] = CASE_ITEMS): Promise<Workspace> {
  const group = STANDARD_GROUPS[0];
  return testWorkspace({
    system: aSmallSystem({ items: [...items] }),
    units: ['A01', 'A02', 'A03', 'A04'].map((code, index) => aUnit(code, group, { position: index + 1 })),
  });
}

/** Takes a list over as if it had been read from a workbook. */
export async function importCases(
  workspace: Workspace,
  files: readonly ListedCase[],
  zeroReports: readonly ZeroReport[] = [],
): Promise<void> {
  const list = { files, zeroReports };
  await importCaseList(workspace, { ...list, fileName: '案卷目录.xlsx', sha256: hashList(list, sha256) });
}

/** Draws with a fixed seed, two of each unit and type. */
export async function drawCases(workspace: Workspace, seed = '2020-12-18 体彩 3 8 1 5 9') {
  const plan = { quota: 2, spares: 1, byType: {} };
  return drawCaseFiles(workspace, { seed, seedNote: '公开摇号', plan, reason: '' });
}
