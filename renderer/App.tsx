import { EllipsisOutlined } from '@ant-design/icons';
import { App as AntApp, ConfigProvider, Spin } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useState } from 'react';
import { call } from './api';
import { ErrorNotice } from './components/ErrorNotice';
import type { Place } from './shell/navigation';
import { readPlace } from './shell/readPlace';
import type { FirstAnswers } from './shell/firstAnswers';
import { preloadScreen } from './shell/screens';
import { Show, ScreenModule } from './shell/ScreenModule';
import { Shell } from './shell/Shell';
import { useMenuCommands } from './shell/useMenuCommands';
import { appTheme, useSystemDark } from './theme';
import { useApp, WorkspaceProvider } from './shell/workspace';

// Most starts go straight to a workspace; the first-start page brings forms and import dialogs with it.
const firstStart = new ScreenModule(() => import('./features/firstStart/FirstStart'));

/** Theme and language around everything; then what main knows, then the first screen. */
export function App({ first }: { readonly first: FirstAnswers }) {
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
      tabs={{ moreIcon: <EllipsisOutlined aria-label="更多" /> }}
    >
      <AntApp className="app">
        <Start first={first} />
      </AntApp>
    </ConfigProvider>
  );
}

function Start({ first }: { readonly first: FirstAnswers }) {
  const [state, setState] = useState(first.state);
  const [error, setError] = useState<unknown>();
  const load = () => void call('app:state', {}).then(setState, setError);
  const known = state !== undefined;
  useEffect(() => {
    if (!known) load();
  }, [known]);
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
      <Root place={first.place} />
    </WorkspaceProvider>
  );
}

function Root({ place }: { readonly place: Place | undefined }) {
  const { app, setApp } = useApp();
  const [creating, setCreating] = useState(false);
  const createNew = useCallback(() => setCreating(true), []);
  useMenuCommands(setApp, createNew);
  const folder = app.workspace?.folder;
  const [start, setStart] = useState(folder && place ? { folder, place } : undefined);
  const startFolder = start?.folder;

  // The last place of this workspace comes back; nothing waits for it longer than one call.
  useEffect(() => {
    if (!folder || folder === startFolder) return;
    const at = (place: Place) => preloadScreen(place.screen).then(() => setStart({ folder, place }));
    call('ui:get', { key: 'shell.place' }).then(
      (stored) => at(readPlace(stored)),
      () => at(readPlace(null)),
    );
  }, [folder, startFolder]);

  if (!app.workspace) {
    return <Show module={firstStart} props={{ creating, onCreating: setCreating }} />;
  }
  if (start?.folder !== folder || !start) return <Spin className="screen-spin" />;
  return <Shell key={folder} initial={start.place} />;
}
