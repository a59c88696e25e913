import type { PushEvents } from './contract';

/** The channels Electron itself knows; everything else is a name inside the first one's arguments. */
export const CALL_DOOR = 'faheng:call';
/** Only the preload uses it, with paths of files the person dropped. */
export const DROP_DOOR = 'faheng:dropped';
/** The preload says here that the page was told of another workspace: its later calls mean that one. */
export const HEARD_DOOR = 'faheng:heard';

/** What main may push to the page; see PushEvents. */
export const PUSH_CHANNELS: readonly (keyof PushEvents)[] = [
  'jobs:progress',
  'menu:command',
  'workspace:changed',
  'packages:offered',
];
