import { App as AntApp, ConfigProvider, Spin } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useState } from 'react';
import type { AppState } from '@shared/ipc/views';
import { call } from './api';
import { ErrorNotice } from './components/ErrorNotice';
import { FirstStart } from './features/firstStart/FirstStart';
import type { Place } from './shell/navigation';
import { readPlace } from './shell/readPlace';
import { Shell } from './shell/Shell';
import { appTheme, useSystemDark } from './theme';
import { useApp, WorkspaceProvider } from './shell/workspace';

/** Theme and language around everything; then what main knows, then the first screen. */
export function App() {
  const dark = useSystemDark();
  useEffect(() => {
    document.documentElement.dataset.scheme = dark ? 'dark' : 'light';
  }, [dark]);
  return (
    <ConfigProvider
      locale={zhCN}
      theme={appTheme(dark)}
      componentSize="middle"
      // antd would part two-character names ("发 布"), which changes their accessible names.
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app">
        <Start />
      </AntApp>
    </ConfigProvider>
  );
}

function Start() {
  const [state, setState] = useState<AppState>();
  const [error, setError] = useState<unknown>();
  const load = () => void call('app:state', {}).then(setState, setError);
  useEffect(load, []);
  const retry = () => {
    setError(undefined);
    load();
  };
  if (error !== undefined) {
    return (
      <div className="screen">
        <ErrorNotice error={error} onRetry={retry} />
      </div>
    );
  }
  if (!state) return <Spin className="screen-spin" />;
  return (
    <WorkspaceProvider initial={state}>
      <Root />
    </WorkspaceProvider>
  );
}

function Root() {
  const { app } = useApp();
  const folder = app.workspace?.folder;
  const [start, setStart] = useState<{ readonly folder: string; readonly place: Place }>();

  // The last place of this workspace comes back; nothing waits for it longer than one call.
  useEffect(() => {
    if (!folder) return;
    const at = (place: Place) => setStart({ folder, place });
    call('ui:get', { key: 'shell.place' }).then(
      (stored) => at(readPlace(stored)),
      () => at(readPlace(null)),
    );
  }, [folder]);

  if (!app.workspace) return <FirstStart />;
  if (start?.folder !== folder || !start) return <Spin className="screen-spin" />;
  return <Shell key={folder} initial={start.place} />;
}
