import {
  AuditOutlined,
  BankOutlined,
  DashboardOutlined,
  DownloadOutlined,
  EditOutlined,
  FileSearchOutlined,
  FormOutlined,
  PartitionOutlined,
  PieChartOutlined,
  SettingOutlined,
  SwapOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Action } from '@shared/domain/role';
import type { Seat, WorkspaceView } from '@shared/ipc/views';
import type { ScreenId } from './navigation';
import { ScreenModule } from './ScreenModule';

export interface ScreenEntry {
  readonly id: ScreenId;
  /** The menu entry's exact name. */
  readonly name: string;
  readonly icon: ReactNode;
  readonly seats: readonly Seat[];
  /** Actions of which one is enough to see it; left out: every account does. */
  readonly needs?: readonly Action[];
  /** Seats at which it is seen whatever may be done. */
  readonly alwaysAt?: readonly Seat[];
  readonly module: ScreenModule;
}

const ALL: readonly Seat[] = ['office', 'assessor', 'unit'];
const OFFICE: readonly Seat[] = ['office'];

/**
 * The screens there are, in menu order. A screen reads its parameters from `usePlace()`. A unit's seat is its own sheet and
 * what it is told, an assessor's the scoring: nothing else of the year is in such a workspace.
 */
export const SCREENS: readonly ScreenEntry[] = [
  {
    id: 'dashboard',
    name: '工作台',
    icon: <DashboardOutlined aria-hidden />,
    seats: OFFICE,
    module: new ScreenModule(() => import('../features/dashboard/Dashboard')),
  },
  {
    id: 'indicatorSystem',
    name: '指标体系',
    icon: <PartitionOutlined aria-hidden />,
    seats: OFFICE,
    module: new ScreenModule(() => import('../features/indicatorSystem/IndicatorSystemScreen')),
  },
  {
    id: 'units',
    name: '被考评单位',
    icon: <BankOutlined aria-hidden />,
    seats: OFFICE,
    needs: ['manageUnits', 'readAll'],
    module: new ScreenModule(() => import('../features/units/UnitsScreen')),
  },
  {
    id: 'selfEvaluation',
    name: '自评填报',
    icon: <FormOutlined aria-hidden />,
    seats: ['office', 'unit'],
    needs: ['selfEvaluate', 'readAll'],
    module: new ScreenModule(() => import('../features/selfEvaluation/SelfEvaluationScreen')),
  },
  {
    id: 'scoring',
    name: '评分',
    icon: <EditOutlined aria-hidden />,
    seats: ['office', 'assessor'],
    needs: ['score', 'checkSite', 'readAll'],
    module: new ScreenModule(() => import('../features/scoring/ScoringScreen')),
  },
  {
    id: 'reviews',
    name: '复核申诉',
    icon: <AuditOutlined aria-hidden />,
    seats: ['office', 'unit'],
    needs: ['score', 'checkSite', 'fileAppeal', 'requestNotApplicable', 'decideAppeal', 'readAll'],
    module: new ScreenModule(() => import('../features/reviews/ReviewsScreen')),
  },
  {
    id: 'caseFiles',
    name: '案卷评查',
    icon: <FileSearchOutlined aria-hidden />,
    seats: OFFICE,
    needs: ['reviewCaseFile', 'manageCaseFiles', 'requestNotApplicable', 'readAll'],
    module: new ScreenModule(() => import('../features/caseFiles/CaseFilesScreen')),
  },
  {
    id: 'comprehensive',
    name: '综合考核',
    icon: <PieChartOutlined aria-hidden />,
    seats: OFFICE,
    needs: ['manageSystem', 'readAll'],
    module: new ScreenModule(() => import('../features/comprehensive/ComprehensiveScreen')),
  },
  {
    id: 'rectification',
    name: '问题整改',
    icon: <ToolOutlined aria-hidden />,
    seats: OFFICE,
    needs: ['manageProblems', 'rectify', 'closeProblem', 'readAll'],
    module: new ScreenModule(() => import('../features/rectification/RectificationScreen')),
  },
  {
    id: 'reports',
    name: '报表导出',
    icon: <DownloadOutlined aria-hidden />,
    seats: OFFICE,
    needs: ['readAll'],
    module: new ScreenModule(() => import('../features/reports/ReportsScreen')),
  },
  {
    id: 'exchange',
    name: '数据交换',
    icon: <SwapOutlined aria-hidden />,
    seats: ALL,
    needs: ['acceptSubmission', 'readAll'],
    // There the one person the seat was made for.
    alwaysAt: ['unit', 'assessor'],
    module: new ScreenModule(() => import('../features/exchange/ExchangeScreen')),
  },
  {
    id: 'system',
    name: '系统管理',
    icon: <SettingOutlined aria-hidden />,
    seats: ALL,
    module: new ScreenModule(() => import('../features/system/SystemScreen')),
  },
];

/** Menu entries of whoever is signed in, in order: what may not be done is not offered. */
export function screensFor({
  seat,
  actions,
}: Pick<WorkspaceView, 'seat' | 'actions'>): readonly ScreenEntry[] {
  return SCREENS.filter(
    ({ seats, needs, alwaysAt }) =>
      seats.includes(seat) &&
      (!needs || alwaysAt?.includes(seat) || needs.some((action) => actions.includes(action))),
  );
}

/** Loads a screen's code ahead of its being shown. */
export async function preloadScreen(id: ScreenId): Promise<void> {
  await SCREENS.find((screen) => screen.id === id)?.module.preload();
}
