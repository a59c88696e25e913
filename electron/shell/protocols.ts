import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { protocol, session } from 'electron';
import { APP_ORIGIN, CONTENT_SECURITY_POLICY } from './security';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

/** Must run before the app is ready. */
export function declareSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'faheng',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
    {
      scheme: 'faheng-evidence',
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ]);
}

/** A picture of the manual, as the page names it. */
const MANUAL_PICTURE = /^\/manual\/([a-z0-9-]+\.png)$/;

/**
 * Serves the built renderer and the manual's pictures (`/manual/<name>.png`), and nothing outside their folders.
 *
 * @param compiled folder where the browser keeps compiled scripts: a start with them takes a quarter less time.
 */
export function servePages(folder: string, pictures: string, compiled: string): void {
  session.defaultSession.setCodeCachePath(compiled);
  protocol.handle('faheng', async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== 'app') return refused(403);
    try {
      const [, picture] = MANUAL_PICTURE.exec(url.pathname) ?? [];
      const file = picture
        ? join(pictures, picture)
        : normalize(join(folder, decodeURIComponent(url.pathname)));
      if (!picture && !file.startsWith(folder + sep)) return refused(403);
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      // No such file, or a path that is no path.
      return refused(404);
    }
  });
}

/** An empty answer that may do nothing even if something shows it. */
function refused(status: 403 | 404): Response {
  return new Response(null, {
    status,
    headers: {
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
}

export interface ServedEvidence {
  readonly stream: Readable;
  readonly size: number;
  /** Only types the preview draws itself; anything else is bytes. */
  readonly type:
    'application/pdf' | 'image/png' | 'image/jpeg' | 'text/plain; charset=utf-8' | 'application/octet-stream';
}

/**
 * `faheng-evidence://file/<sha256>`: evidence of the open workspace, checked against its hash while it is read, and
 * nothing else.
 */
export function serveEvidence(open: (sha256: string) => Promise<ServedEvidence | null>): void {
  protocol.handle('faheng-evidence', async (request) => {
    const url = new URL(request.url);
    const sha256 = url.pathname.slice(1);
    if (request.method !== 'GET' || url.host !== 'file' || !/^[0-9a-f]{64}$/.test(sha256)) {
      return refused(403);
    }
    const served = await open(sha256).catch(() => null);
    if (!served) return refused(404);
    return new Response(Readable.toWeb(served.stream) as ReadableStream, {
      headers: {
        'content-type': served.type,
        'content-length': String(served.size),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': APP_ORIGIN,
        'cache-control': 'no-store',
      },
    });
  });
}
