import { App } from 'antd';
import { useEffect } from 'react';
import { useNavigate } from './navigation';
import { hasOffered, onOffered, takeOffered } from './offered';
import { useHasScreen } from './useHasScreen';
import { useStable } from './useStable';

/** Goes to 数据交换 · 收入 when packages were opened from outside; who has no such screen is told. */
export function useShowOffered(): void {
  const navigate = useNavigate();
  const hasScreen = useHasScreen();
  const { modal } = App.useApp();
  const show = useStable(() => {
    if (!hasOffered()) return;
    if (hasScreen('exchange')) return navigate({ screen: 'exchange', tab: 'in' });
    const names = takeOffered().map(({ name }) => `“${name}”`);
    void modal.info({
      title: '您不能收数据包',
      content: `${names.join('、')}没有打开。请由考评办管理员登录后再打开，或者交给考评办。`,
      okText: '知道了',
    });
  });
  useEffect(() => {
    show();
    return onOffered(show);
  }, [show]);
}
