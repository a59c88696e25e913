import { DEFAULT_CASE_SETTINGS } from '@shared/caseFiles/caseSettings';
import { hashList, type ListedCase } from '@shared/caseFiles/caseList';
import { NO_FINDINGS, type DeductionFinding } from '@shared/caseFiles/reviewScore';
import type { ReviewTask } from '@shared/ipc/practice/caseFile';
import { assignReviews } from '../caseFiles/assignReviews';
import { saveCaseSettings } from '../caseFiles/caseSettings';
import { drawCaseFiles } from '../caseFiles/drawCaseFiles';
import { importCaseList } from '../caseFiles/importCaseList';
import { listReviewTasks } from '../caseFiles/listReviewTasks';
import { lockReview } from '../caseFiles/lockReview';
import { saveReview } from '../caseFiles/saveReview';
import { sha256Text } from '../caseFiles/sha256Text';
import type { Workspace } from '../workspace/workspace';
import { Chance } from './chance';

const UNITS = [
  ['A08', '海环'],
  ['A09', '海住建'],
  ['A14', '海应急'],
  ['A15', '海市监'],
] as const;

/** Files of each unit by type: how many, the word of their numbers, what they are about. */
const TYPES = [
  ['行政处罚', 8, '罚字', ['未按规定公示', '超标排放', '未经许可经营', '安全设施不合格']],
  ['行政许可', 5, '许字', ['经营许可变更', '施工许可核发', '许可证延续']],
  ['行政强制', 2, '强字', ['查封经营场所', '扣押设备']],
] as const;

const SURNAMES = ['张', '王', '李', '赵', '陈', '刘', '孙', '周'] as const;
const HANDLERS = ['李四、王五', '赵六、钱七', '孙八、周九'] as const;

/** What the first reviewer found, file by file; those behind have not been begun. */
const REVIEWED: readonly Review[] = [
  { found: [finding('G2', 2, '7、9', '两处涂改没有校对章')], highlights: '说理充分', locked: true },
  { found: [finding('G1', 1, '3', '送达回证没有日期')], highlights: '', locked: true },
  { found: [], highlights: '文书齐全，归档规范', locked: true },
  { found: [finding('G1', 2, '2、5', '两份文书没有文号')], highlights: '', locked: true },
  { found: [finding('G2', 1, '4', '页码涂改')], highlights: '', locked: false },
];

interface Review {
  readonly found: readonly DeductionFinding[];
  readonly highlights: string;
  readonly locked: boolean;
}

function finding(code: string, count: number, pages: string, reason: string): DeductionFinding {
  return { code, count, pages, reason };
}

/** 案卷目录 of four units, a draw from it, reviewers, and the first reviews. Nothing of it is fed to the scores. */
export async function fillCaseFiles(workspace: Workspace): Promise<void> {
  const list = { files: UNITS.flatMap(([code, prefix]) => filesOf(code, prefix)), zeroReports: [] };
  const sha256 = hashList(list, sha256Text);
  await importCaseList(workspace, { ...list, fileName: '案卷目录（示例）.xlsx', sha256 });
  // The sample has one account, and one person cannot be both reviewers of a file.
  await saveCaseSettings(workspace, { ...DEFAULT_CASE_SETTINGS, reviewers: 1 });
  await drawCaseFiles(workspace, {
    seed: '20210112-38159',
    seedNote: '2021年1月12日体彩排列五开奖号码',
    plan: { quota: 2, spares: 1, byType: { 行政强制: 1 } },
    reason: '',
  });
  await assignReviews(workspace);
  const tasks = await listReviewTasks(workspace);
  for (const [index, review] of REVIEWED.entries()) {
    const task = tasks[index];
    if (task) await writeReview(workspace, task, review);
  }
}

async function writeReview(
  workspace: Workspace,
  { reviewId }: ReviewTask,
  { found, highlights, locked }: Review,
): Promise<void> {
  const findings = { ...NO_FINDINGS, deductions: found };
  const opinion = found.length === 0 ? '' : '请按评查意见补正';
  await saveReview(workspace, { reviewId, findings, highlights, opinion, editId: `demo ${reviewId}` });
  if (locked) await lockReview(workspace, reviewId);
}

function filesOf(unitCode: string, prefix: string): ListedCase[] {
  return TYPES.flatMap(([type, count, word, matters]) =>
    Array.from({ length: count }, (_, index) => {
      const chance = new Chance(`${unitCode} ${type} ${index}`);
      const isFine = type === '行政处罚';
      return {
        ...{ unitCode, type, number: `${prefix}${word}〔2020〕${index + 1}号`, matter: chance.one(matters) },
        party: `${chance.one(SURNAMES)}某`,
        procedure: isFine && chance.happens(0.3) ? '简易程序' : '普通程序',
        closedOn: `2020-${String(chance.whole(1, 11)).padStart(2, '0')}-${chance.whole(10, 28)}`,
        handler: chance.one(HANDLERS),
        fine: isFine ? `${chance.whole(1, 40) * 500}元` : '',
      };
    }),
  );
}
