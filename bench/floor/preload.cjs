const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('floor', {
  record: (/** @type {string} */ value) => ipcRenderer.invoke('record', value),
});
