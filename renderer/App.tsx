import { EllipsisOutlined } from '@ant-design/icons';
import { App as AntApp, ConfigProvider, Spin } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useState } from 'react';
import { call } from './api';
import { ErrorNotice } from './components/ErrorNotice';
import { LockScreen } from './features/account/LockScreen';
import { RecoveryCodeDialog } from './features/account/RecoveryCodeDialog';
import { useIdleLock } from './features/account/useIdleLock';
import type { ChosenFile } from '@shared/ipc/views';
import type { Place } from './shell/navigation';
import { readPlace } from './shell/readPlace';
import type { FirstAnswers } from './shell/firstAnswers';
import { preloadScreen } from './shell/screens';
import { Show, ScreenModule } from './shell/ScreenModule';
import { Shell } from './shell/Shell';
import { Manual } from './shell/Manual';
import { useMenuCommands } from './shell/useMenuCommands';
import { useOfferedPackages } from './shell/useOfferedPackages';
import { appTheme, useSystemDark, useSystemStill } from './theme';
import { useApp, useWorkspace, WorkspaceProvider } from './shell/workspace';

// Most starts go straight to a workspace; the first-start page brings forms and import dialogs with it.
const firstStart = new ScreenModule(() => import('./features/firstStart/FirstStart'));

/** A seat is made once, of a package. */
const openSeat = new ScreenModule(() => import('./features/exchange/OpenSeatDialog'));

const signIn = new ScreenModule(() => import('./features/account/SignIn'));

/** Theme and language around everything; then what main knows, then the first screen. */
export function App({ first }: { readonly first: FirstAnswers }) {
  const dark = useSystemDark();
  const still = useSystemStill();
  useEffect(() => {
    document.documentElement.dataset.scheme = dark ? 'dark' : 'light';
  }, [dark]);
  return (
    <ConfigProvider
      locale={zhCN}
      theme={appTheme(dark, still)}
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
  const [opening, setOpening] = useState<{ readonly file: ChosenFile | null } | null>(null);
  const openPackage = useCallback(() => setOpening({ file: null }), []);
  const openSeatOf = useCallback((file: ChosenFile) => setOpening({ file }), []);
  useMenuCommands(setApp, createNew, openPackage);
  useIdleLock();
  const { workspace } = app;
  // What the screens hold is one person's.
  const seat = workspace?.account ? `${workspace.folder} ${workspace.account.name}` : undefined;
  const locked = workspace?.locked === true;
  const [start, setStart] = useState(seat !== undefined && place && !locked ? { seat, place } : undefined);
  const startSeat = start?.seat;
  const free = seat !== undefined && !workspace?.account?.mustChange;
  useOfferedPackages(workspace, workspace === null || (free && !locked), openSeatOf);

  // The last place of this workspace comes back; nothing waits for it longer than one call.
  useEffect(() => {
    // A page that comes back locked has nothing to show before somebody signs in.
    if (!free || locked || seat === startSeat) return;
    const at = (place: Place) => preloadScreen(place.screen).then(() => setStart({ seat, place }));
    call('ui:get', { key: 'shell.place' }).then(
      (stored) => at(readPlace(stored)),
      () => at(readPlace(null)),
    );
  }, [free, locked, seat, startSeat]);

  return (
    <>
      {workspace ? (
        <Opened seat={seat} place={start?.seat === seat ? start?.place : undefined} free={free} />
      ) : (
        <Show module={firstStart} props={{ creating, onCreating: setCreating, onPackage: openPackage }} />
      )}
      {opening && !locked && (
        <Show
          key={opening.file?.token ?? ''}
          module={openSeat}
          props={{ initial: opening.file, onClose: () => setOpening(null) }}
        />
      )}
      <RecoveryCodeDialog />
      {!locked && <Manual />}
    </>
  );
}

/** An open workspace: the sign-in page, the screens, or the screens under the lock. */
function Opened({
  seat,
  place,
  free,
}: {
  readonly seat: string | undefined;
  /** Where the person left off; undefined: not known yet. */
  readonly place: Place | undefined;
  /** Whether the person may go on to the screens. */
  readonly free: boolean;
}) {
  const { locked, account } = useWorkspace().workspace;
  const canLock = account?.hasPassword === true;
  useEffect(() => {
    if (canLock) void signIn.preload();
  }, [canLock]);
  if (!free && !locked) return <Show module={signIn} props={{}} />;
  return (
    <>
      {place ? <Shell key={seat} initial={place} /> : <Spin className="screen-spin" />}
      {locked && (
        <LockScreen>
          <Show module={signIn} props={{}} />
        </LockScreen>
      )}
    </>
  );
}
