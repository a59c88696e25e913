import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { FahengBridge } from '../shared/ipc/bridge';
import { CALL_DOOR, DROP_DOOR, HEARD_DOOR, PUSH_CHANNELS } from '../shared/ipc/doors';

// Main checks the name and the shape of every call; here only the doors are narrow: the page can neither name an
// Electron channel nor hand in a path of its own making.
const bridge: FahengBridge<File> = {
  invoke: (channel, request) => ipcRenderer.invoke(CALL_DOOR, String(channel), request),
  on: (event, listener) => {
    if (!PUSH_CHANNELS.includes(event)) throw new Error(`unknown event ${String(event)}`);
    const forward = (_: unknown, payload: unknown): void => listener(payload as never);
    ipcRenderer.on(event, forward);
    return () => ipcRenderer.removeListener(event, forward);
  },
  registerDroppedFiles: (files) =>
    ipcRenderer.invoke(
      DROP_DOOR,
      Array.from(files, (file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
};

// Before any listener of the page: whatever it sends afterwards is about the new workspace.
ipcRenderer.on('workspace:changed', () => ipcRenderer.send(HEARD_DOOR));

contextBridge.exposeInMainWorld('faheng', bridge);
