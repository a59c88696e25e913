import { Alert, Layout } from 'antd';
import { useEffect, useState } from 'react';
import { subscribe } from '../api';
import { RecoveryNotices } from '../features/account/RecoveryNotices';
import { HelpDialog } from './HelpDialog';
import { NavigationProvider, useNavigate, usePlace, type Place } from './navigation';
import { screensFor } from './screens';
import { ScreenBoundary } from './ScreenBoundary';
import { Show } from './ScreenModule';
import { SearchPalette } from './SearchPalette';
import { SideMenu } from './SideMenu';
import { TopBar } from './TopBar';
import { remember } from './useRemembered';
import { useShowOffered } from './useShowOffered';
import { useWorkspace } from './workspace';

const rememberPlace = (place: Place) => remember('shell.place', place);

/** The frame around every screen of an open workspace. */
export function Shell({ initial }: { readonly initial: Place }) {
  return (
    <NavigationProvider initial={initial} onMove={rememberPlace}>
      <Frame />
    </NavigationProvider>
  );
}

function Frame() {
  const { workspace } = useWorkspace();
  const place = usePlace();
  const navigate = useNavigate();
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  useShowOffered();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useEffect(
    () =>
      subscribe('menu:command', ({ command }) => {
        if (command === 'search') setSearching(true);
        // 评分 has a fuller list of its own keys and listens itself.
        if (command === 'shortcuts' && place.screen !== 'scoring') setHelping(true);
        if (command === 'backup' || command === 'restore') navigate({ screen: 'system', task: command });
      }),
    [place.screen, navigate],
  );

  return (
    <Layout className="shell">
      <SideMenu />
      <Layout>
        <TopBar onSearch={() => setSearching(true)} onHelp={() => setHelping(true)} />
        {workspace.readOnly && (
          <Alert type="warning" banner title={`只读：${workspace.readOnlyReason}`} role="alert" />
        )}
        <RecoveryNotices />
        <Screen />
      </Layout>
      <SearchPalette open={searching} onClose={() => setSearching(false)} />
      <HelpDialog open={helping} onClose={() => setHelping(false)} />
    </Layout>
  );
}

function Screen() {
  const { workspace } = useWorkspace();
  const place = usePlace();
  const navigate = useNavigate();
  const offered = screensFor(workspace);
  // The last person's place may be none of this one's.
  const screen = offered.find((entry) => entry.id === place.screen) ?? offered[0];
  const elsewhere = screen && screen.id !== place.screen ? screen.id : null;
  useEffect(() => {
    if (elsewhere) navigate({ screen: elsewhere });
  }, [elsewhere, navigate]);
  if (!screen || elsewhere) return null;
  return (
    <Layout.Content className="content" aria-label={screen.name}>
      <h1 className="visually-hidden">{screen.name}</h1>
      <ScreenBoundary key={screen.id}>
        <Show module={screen.module} props={{}} />
      </ScreenBoundary>
    </Layout.Content>
  );
}
