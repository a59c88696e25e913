import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';
import { ScreenModule } from '../../shell/ScreenModule';

/** Tabs in the order in which the work comes. */
const TABS: readonly ScreenTab[] = [
  {
    key: 'list',
    name: '案卷目录',
    module: new ScreenModule(() => import('./ListTab')),
    needs: ['manageCaseFiles', 'readAll'],
  },
  {
    key: 'draw',
    name: '抽取案卷',
    module: new ScreenModule(() => import('./DrawTab')),
    needs: ['manageCaseFiles', 'readAll'],
  },
  {
    key: 'review',
    name: '评查',
    module: new ScreenModule(() => import('./ReviewTab')),
    needs: ['reviewCaseFile', 'manageCaseFiles', 'readAll'],
  },
  { key: 'results', name: '评查结果', module: new ScreenModule(() => import('./ResultsTab')) },
  {
    key: 'templates',
    name: '评查标准',
    module: new ScreenModule(() => import('./TemplatesTab')),
    needs: ['reviewCaseFile', 'manageCaseFiles', 'readAll'],
  },
];

/** 案卷评查. */
export default function CaseFilesScreen() {
  return <ScreenTabs tabs={TABS} />;
}
