import { App as AntApp } from 'antd';
import { useCallback } from 'react';
import { allArrived, currentSaveState } from './saveState';

/** What is about to happen to what is not saved. */
export interface Leaving {
  /** 「现在关闭」: said before 「，没有保存的内容会丢失。」. */
  readonly now: string;
  readonly leave: string;
  readonly stay: string;
}

export const LEAVING_WORKSPACE: Leaving = {
  now: '现在换一个考评库',
  leave: '仍要换',
  stay: '不换',
};

/**
 * Before a workspace, its person or the window is left: what is under way arrives first; what cannot be saved is named,
 * and the person decides. Answers whether to go on.
 */
export function useAskUnsaved(): (leaving: Leaving) => Promise<boolean> {
  const { modal } = AntApp.useApp();
  return useCallback(
    async ({ now, leave, stay }: Leaving) => {
      await allArrived();
      const [failure] = currentSaveState().failures.values();
      if (!failure) return true;
      return modal.confirm({
        title: '有内容还没有保存',
        content: `${failure.what}${failure.todo}${now}，没有保存的内容会丢失。`,
        okText: leave,
        okButtonProps: { danger: true },
        cancelText: stay,
      });
    },
    [modal],
  );
}
