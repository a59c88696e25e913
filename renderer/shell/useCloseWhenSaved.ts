import { App as AntApp } from 'antd';
import { useEffect } from 'react';
import { allArrived, currentSaveState } from './saveState';

/**
 * The window closes only when everything typed has arrived: a close in the middle of a keystroke waits for it. What
 * cannot be saved is named, and the person decides.
 */
export function useCloseWhenSaved(): void {
  const { modal } = AntApp.useApp();
  useEffect(() => {
    let decided = false;
    const closeWhenSaved = async () => {
      await allArrived();
      const [failure] = currentSaveState().failures.values();
      if (failure) {
        await new Promise<void>((close) => {
          modal.confirm({
            title: '有内容还没有保存',
            content: `${failure.what}${failure.todo}现在关闭，没有保存的内容会丢失。`,
            okText: '仍要关闭',
            okButtonProps: { danger: true },
            cancelText: '不关闭',
            onOk: () => close(),
          });
        });
      }
      decided = true;
      window.close();
    };
    const onClose = (event: BeforeUnloadEvent) => {
      const { pending, failures } = currentSaveState();
      if (decided || (pending === 0 && failures.size === 0)) return;
      event.preventDefault();
      void closeWhenSaved();
    };
    window.addEventListener('beforeunload', onClose);
    return () => window.removeEventListener('beforeunload', onClose);
  }, [modal]);
}
