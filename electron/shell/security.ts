import { app, session, type WebContents } from 'electron';
import type { Caller } from '../ipc/handle';

/** The page's own scheme and host; nothing else is ever loaded. */
export const APP_ORIGIN = 'faheng://app';

/** The only page of the program. */
export const PAGE = `${APP_ORIGIN}/index.html`;

/** Sent with every page and asset; the meta tag of index.html repeats it for the development server. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: faheng-evidence:",
  "connect-src 'self' faheng-evidence:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Copying a text to the clipboard (复制说明) is the one thing a page may ask for. */
const ALLOWED_PERMISSIONS = new Set(['clipboard-sanitized-write']);

/**
 * Electron's security checklist, the parts that hold for the whole program: no navigation, no windows, no webviews, no
 * permissions, no downloads. docs/security.md says where each item of the list is met.
 */
export function lockDown(devServer: string | undefined): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // A page could otherwise reach the network past the request filter, through STUN.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    // about:blank asks nobody. It could call nothing (isOwnFrame), but would leave an empty window behind.
    contents.on('did-navigate', (_navigated, url) => {
      if (!isOwnPageUrl(url, devServer)) void contents.loadURL(devServer ?? PAGE);
    });
  });
  const own = session.defaultSession;
  own.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isOwnPage(contents, devServer) && ALLOWED_PERMISSIONS.has(permission)),
  );
  own.setPermissionCheckHandler(
    (contents, permission) =>
      contents !== null && isOwnPage(contents, devServer) && ALLOWED_PERMISSIONS.has(permission),
  );
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  // Nothing on the network is ever needed; a request that tries is cancelled, whoever made it.
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnUrl(details.url, devServer) }));
}

function isOwnUrl(url: string, devServer: string | undefined): boolean {
  if (/^(faheng|faheng-evidence|data|blob|devtools):/.test(url)) return true;
  return (
    devServer !== undefined && (url.startsWith(devServer) || url.startsWith(devServer.replace(/^http/, 'ws')))
  );
}

function isOwnPage(contents: WebContents, devServer: string | undefined): boolean {
  return isOwnPageUrl(contents.getURL(), devServer);
}

function isOwnPageUrl(url: string, devServer: string | undefined): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || (devServer !== undefined && url.startsWith(devServer));
}

/** Whether a call comes from the main frame of our own page in our own window. */
export function isOwnFrame(
  { sender, senderFrame: frame }: Caller,
  contents: WebContents | null,
  devServer: string | undefined,
): boolean {
  if (!contents || sender !== contents || !frame || frame !== contents.mainFrame) return false;
  return (
    frame.url.startsWith(`${APP_ORIGIN}/`) || (devServer !== undefined && frame.url.startsWith(devServer))
  );
}
