import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';
import { ScreenModule } from '../../shell/ScreenModule';

const TABS: readonly ScreenTab[] = [
  { key: 'ledger', name: '收发台账', module: new ScreenModule(() => import('./LedgerTab')) },
  { key: 'out', name: '发出', module: new ScreenModule(() => import('./OutTab')) },
  { key: 'in', name: '收入', module: new ScreenModule(() => import('./InTab')) },
  {
    key: 'matrix',
    name: '报送情况',
    module: new ScreenModule(() => import('./MatrixTab')),
    needs: ['readAll'],
  },
  {
    key: 'coverage',
    name: '分工覆盖',
    module: new ScreenModule(() => import('./CoverageTab')),
    needs: ['readAll'],
  },
];

/** 数据交换: packages out and in. */
export default function ExchangeScreen() {
  return <ScreenTabs tabs={TABS} />;
}
