import type { ProblemSource } from '@shared/rectification/problem';
import { decideClosing, requestClosing } from '../rectification/closeProblem';
import { saveInterview } from '../rectification/interviews';
import { saveMeasure } from '../rectification/saveMeasure';
import { saveProblem } from '../rectification/saveProblem';
import type { Workspace } from '../workspace/workspace';
import { localDay } from '../localTime';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Measure {
  readonly text: string;
  readonly responsible: string;
  readonly due: Due;
  readonly progress?: string;
  readonly doneOn?: string;
}

/** An ISO day, or so many days from today. */
type Due = string | number;

interface Problem {
  readonly unitCode: string;
  readonly text: string;
  readonly source: ProblemSource;
  readonly itemCode: string;
  readonly leader: string;
  readonly due: Due;
  readonly measures: readonly Measure[];
  readonly closing?: 'requested' | string;
  /** The problem that many places before it came up again. */
  readonly repeats?: number;
}

const PROBLEMS: readonly Problem[] = [
  {
    ...{ unitCode: 'A15', source: 'inspection', itemCode: '4.2.6', leader: '李副局长', due: '2020-05-31' },
    text: '3件重大处罚决定没有法制审核意见',
    measures: [
      {
        ...{ text: '制定重大执法决定法制审核目录', responsible: '法规科王科长', due: '2020-05-20' },
        ...{ progress: '目录已印发', doneOn: '2020-05-18' },
      },
    ],
    closing: '目录已印发执行，同意销号',
  },
  {
    ...{ unitCode: 'A15', source: 'assessment', itemCode: '4.2.6', leader: '李副局长', due: 40 },
    text: '又有9件重大执法决定没有经法制审核',
    measures: [
      {
        text: '把法制审核设为办案系统的必经环节',
        responsible: '法规科王科长',
        due: 30,
        progress: '正在改造系统',
      },
      { text: '逐件补审并向区司法局报告', responsible: '法规科王科长', due: 20 },
    ],
    repeats: 1,
  },
  {
    ...{ unitCode: 'A07', source: 'assessment', itemCode: '2.1.4', leader: '陈副局长', due: -12 },
    text: '1件规范性文件没有经集体讨论，也没有统一编号',
    measures: [
      { text: '补办集体讨论并统一登记', responsible: '办公室周主任', due: -15, progress: '已列入议题' },
    ],
  },
  {
    ...{ unitCode: 'A14', source: 'caseReview', itemCode: '4.3.1', leader: '赵副局长', due: 25 },
    text: '没有开展年度案卷自查评查',
    measures: [{ text: '组织两次案卷自查评查并通报', responsible: '政策法规科', due: 20 }],
  },
  {
    ...{ unitCode: 'C03', source: 'assessment', itemCode: '5.4.3', leader: '街道办副主任', due: 18 },
    text: '部门预决算没有按时公开',
    measures: [
      {
        ...{ text: '在政府网站补充公开并核对内容', responsible: '财政所', due: 10 },
        ...{ progress: '已公开', doneOn: '2021-01-14' },
      },
    ],
    closing: 'requested',
  },
  {
    ...{ unitCode: 'C09', source: 'patrol', itemCode: '', leader: '', due: 60 },
    text: '综合执法辅助人员单独开展执法检查',
    measures: [],
  },
];

/** Six problems of every state, one of them a repeat, one overdue; and two interviews. */
export async function fillProblems(workspace: Workspace, today: Date): Promise<void> {
  const day = (due: Due): string =>
    typeof due === 'string' ? due : localDay(new Date(today.getTime() + due * DAY_MS));
  const ids: number[] = [];
  for (const [index, { measures, closing, repeats, due, ...said }] of PROBLEMS.entries()) {
    const repeatOf = repeats === undefined ? null : (ids[index - repeats] ?? null);
    const { id } = await saveProblem(workspace, { ...said, id: null, dueOn: day(due), repeatOf });
    ids.push(id);
    for (const { due: measureDue, progress = '', doneOn = '', ...rest } of measures) {
      const measure = { ...rest, dueOn: day(measureDue), progress, doneOn };
      await saveMeasure(workspace, { ...measure, problemId: id, id: null });
    }
    if (closing === undefined) continue;
    await requestClosing(workspace, { id });
    if (closing !== 'requested') await decideClosing(workspace, { id, approve: true, opinion: closing });
  }
  for (const interview of INTERVIEWS) await saveInterview(workspace, { ...interview, id: null });
}

const INTERVIEWS = [
  {
    ...{ unitCode: 'A15', interviewee: '区市场监督管理局主要负责人', heldOn: '2020-06-24' },
    ...{ situation: '年度内行政诉讼败诉1件，未按期履行生效裁判', place: '区司法局三楼会议室' },
    ...{ host: '区委依法治区办主任', attendees: '区法院、区司法局有关负责人' },
    ...{ problems: '败诉案件没有按期履行，重大执法决定法制审核不到位' },
    ...{ demands: '一个月内履行完毕，并报告整改情况', dueOn: '2020-07-24', reportOn: '2020-07-20' },
    outcome: '已履行完毕，整改到位',
  },
  {
    ...{ unitCode: 'C03', interviewee: '南门街道办事处主任', heldOn: '2020-11-12' },
    ...{ situation: '连续两次督察指出的问题没有整改完成', place: '区政府第二会议室' },
    ...{ host: '分管副区长', attendees: '区委依法治区办、区财政局' },
    ...{ problems: '预决算公开、年度报告报送长期逾期' },
    ...{ demands: '年底前完成整改，明确专人负责', dueOn: '2020-12-31', reportOn: '2020-12-28' },
    outcome: '年度报告已补报，预决算公开转入整改台账',
  },
] as const;
