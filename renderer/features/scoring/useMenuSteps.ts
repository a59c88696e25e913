import { useEffect, useEffectEvent } from 'react';
import { subscribe } from '../../api';

/** 撤销 and 重做 of the native menu. */
export function useMenuSteps(step: (direction: 'undo' | 'redo') => void): void {
  const onCommand = useEffectEvent(step);
  useEffect(
    () =>
      subscribe('menu:command', ({ command }) => {
        if (command === 'undo' || command === 'redo') onCommand(command);
      }),
    [],
  );
}
