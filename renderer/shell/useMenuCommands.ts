import { useEffect } from 'react';
import type { AppState } from '@shared/ipc/views';
import { call, subscribe } from '../api';
import { useShowError } from '../components/useShowError';
import { LEAVING_WORKSPACE, useAskUnsaved } from './useAskUnsaved';

/**
 * 文件 of the native menu: 新建考评库, 打开考评库, 打开任务包或评分包, whatever is on the screen.
 * @param onNew shows the form; the workspace open until now has been closed.
 * @param onPackage asks for the package a seat is made of.
 */
export function useMenuCommands(
  setApp: (app: AppState) => void,
  onNew: () => void,
  onPackage: () => void,
): void {
  const showError = useShowError();
  const askUnsaved = useAskUnsaved();
  useEffect(() => {
    const startNew = async () => {
      if (!(await askUnsaved(LEAVING_WORKSPACE))) return;
      setApp(await call('workspace:close', {}));
      onNew();
    };
    const open = async () => {
      const folder = await call('dialog:folder', { purpose: 'open' });
      if (!folder || !(await askUnsaved(LEAVING_WORKSPACE))) return;
      setApp(await call('workspace:open', { folder: folder.token }));
    };
    return subscribe('menu:command', ({ command }) => {
      if (command === 'newWorkspace') startNew().catch(showError);
      if (command === 'openWorkspace') open().catch(showError);
      if (command === 'openPackage') onPackage();
    });
  }, [setApp, onNew, onPackage, showError, askUnsaved]);
}
