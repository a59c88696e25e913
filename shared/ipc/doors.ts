/** The channels Electron itself knows; everything else is a name inside the first one's arguments. */
export const CALL_DOOR = 'faheng:call';
/** Only the preload uses it, with paths of files the person dropped. */
export const DROP_DOOR = 'faheng:dropped';
/** The preload says here that the page was told of another workspace: its later calls mean that one. */
export const HEARD_DOOR = 'faheng:heard';
