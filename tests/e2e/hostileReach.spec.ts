import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { answerOf, startSample } from './actions';
import { answerDialogs, expect, test, type Faheng } from './faheng';

// Where a subverted page would try to get to; its calls are in hostileRenderer.spec.ts.

test('the page cannot leave, open windows, frame anything or reach the network', async ({
  faheng,
  folder,
}) => {
  const { app, page } = faheng;
  const outside = await listen();
  const { port } = outside.http.address() as AddressInfo;
  const foreign = `http://127.0.0.1:${port}`;
  const secret = join(folder, 'secret.html');
  await writeFile(secret, '<title>secret</title>');
  const secretUrl = pathToFileURL(secret).href;
  const home = page.url();

  for (const url of [`${foreign}/go`, secretUrl, 'data:text/html,x', 'faheng://other/index.html'])
    await test.step(`navigation to ${url.slice(0, 20)}`, async () => {
      await page.evaluate((to) => {
        const link = document.createElement('a');
        link.href = to;
        document.body.append(link);
        link.click();
        link.target = '_blank';
        link.click();
        link.remove();
        window.open(to);
        location.assign(to);
      }, url);
      await pause(page);
      expect(page.url()).toBe(home);
      expect(await windows(faheng)).toBe(1);
    });

  await test.step('an empty page gives way to the own one', async () => {
    await page.evaluate(() => location.assign('about:blank'));
    await expect(page.getByRole('button', { name: '使用示例数据', exact: true })).toBeVisible();
    expect(page.url()).toBe(home);
  });

  await test.step('frames show nothing and get no bridge', async () => {
    const framed = await page.evaluate(
      async (urls) => {
        const frames = urls.map((url) => {
          const frame = document.createElement('iframe');
          if (url.startsWith('<')) frame.srcdoc = url;
          else frame.src = url;
          document.body.append(frame);
          return frame;
        });
        await new Promise((resolve) => setTimeout(resolve, 500));
        return frames.map((frame) => {
          const inside = frame.contentWindow as (Window & { faheng?: unknown }) | null;
          try {
            const found = `${inside?.document.title ?? ''}${typeof inside?.faheng}`;
            frame.remove();
            return found;
          } catch {
            frame.remove();
            return 'undefined';
          }
        });
      },
      [`${foreign}/frame`, secretUrl, '<title>in</title><script>parent.broken = 1</script>', home],
    );
    for (const found of framed) expect(found).toMatch(/^(in)?undefined$/);
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  });

  await test.step('no request gets out', async () => {
    const answered = await page.evaluate(
      async ({ url, udp, file }) => {
        const reached: string[] = [];
        const attempt = async (name: string, run: () => Promise<unknown>) => {
          await run().then(
            () => reached.push(name),
            () => undefined,
          );
        };
        const loads = (tag: 'img' | 'script' | 'link' | 'object', attribute: string, to: string) =>
          new Promise((resolve, reject) => {
            const element = document.createElement(tag);
            element.addEventListener('load', resolve);
            element.addEventListener('error', reject);
            if (tag === 'link') element.setAttribute('rel', 'stylesheet');
            element.setAttribute(attribute, to);
            document.head.append(element);
            setTimeout(reject, 1_000);
          });
        await Promise.all([
          attempt('fetch', () => fetch(`${url}/fetch`, { mode: 'no-cors' })),
          attempt('fetch file', () => fetch(file)),
          attempt('image', () => loads('img', 'src', `${url}/image`)),
          attempt('image file', () => loads('img', 'src', file)),
          attempt('script', () => loads('script', 'src', `${url}/script`)),
          attempt('style', () => loads('link', 'href', `${url}/style`)),
          attempt('object', () => loads('object', 'data', `${url}/object`)),
          attempt('import', () => import(/* @vite-ignore */ `${url}/module`)),
          attempt(
            'socket',
            () =>
              new Promise((resolve, reject) => {
                const socket = new WebSocket(`${url.replace('http', 'ws')}/socket`);
                socket.addEventListener('open', resolve);
                socket.addEventListener('error', reject);
              }),
          ),
          attempt(
            'events',
            () =>
              new Promise((resolve, reject) => {
                const events = new EventSource(`${url}/events`);
                events.addEventListener('open', resolve);
                events.addEventListener('error', reject);
              }),
          ),
          attempt(
            'worker',
            () =>
              new Promise((resolve, reject) => {
                const code = `fetch('${url}/worker').then(() => postMessage(1), () => postMessage(0))`;
                const worker = new Worker(URL.createObjectURL(new Blob([code])));
                worker.addEventListener('message', ({ data }) =>
                  data === 1 ? resolve(1) : reject(new Error('refused')),
                );
                worker.addEventListener('error', reject);
              }),
          ),
          attempt('serviceWorker', () => navigator.serviceWorker.register('/assets/worker.js')),
        ]);
        navigator.sendBeacon(`${url}/beacon`, 'x');
        const form = document.createElement('form');
        form.action = `${url}/form`;
        form.method = 'post';
        document.body.append(form);
        form.submit();
        const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }] });
        peer.createDataChannel('x');
        await peer.setLocalDescription(await peer.createOffer());
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        peer.close();
        return reached;
      },
      { url: foreign, udp: outside.udp.address().port, file: secretUrl },
    );
    expect(answered).toEqual([]);
    expect(outside.heard).toEqual([]);
    expect(page.url()).toBe(home);
  });
  await outside.close();

  await test.step('nothing is downloaded', async () => {
    await app.evaluate(({ session }) => {
      session.defaultSession.on('will-download', (event) => {
        process.env['FAHENG_DOWNLOADS'] = event.defaultPrevented ? 'refused' : 'taken';
      });
    });
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.exe';
      link.click();
    });
    await expect.poll(() => app.evaluate(() => process.env['FAHENG_DOWNLOADS'])).toBe('refused');
  });
});

test('the two schemes serve the page’s own files and checked evidence, nothing else', async ({
  faheng: { app, page },
  folder,
}) => {
  await startSample(page);
  const status = (url: string, init?: RequestInit) =>
    page.evaluate(
      ([to, options]) =>
        fetch(to, options).then(
          (answer) => answer.status,
          () => 0,
        ),
      [url, init] as const,
    );
  for (const path of [
    '/../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/assets/../../main/main.js',
    '/assets/..%2f..%2fmain/main.js',
    '//etc/passwd',
    '/%00',
    '/%ff',
    '/',
    '/assets',
  ])
    expect.soft(await status(`faheng://app${path}`), path).not.toBe(200);
  expect(await status('faheng://other/index.html')).not.toBe(200);
  expect(await status('faheng://app/index.html', { method: 'POST', body: 'x' })).not.toBe(200);

  const file = join(folder, '网页.txt');
  await writeFile(file, 'window.broken = 1;');
  await answerDialogs(app, { open: [file] });
  const [unit] = await answerOf(page, 'units:list', {});
  const { items } = await answerOf(page, 'indicators:get', {});
  const place = { unitId: unit?.id ?? 0, itemId: items[0]?.id ?? 0 };
  const [read] = await answerOf(page, 'dialog:files', { purpose: 'evidence', multiple: false });
  const { added } = await answerOf(page, 'evidence:add', { ...place, files: [read?.token ?? ''] });
  const sha256 = added.find(({ name }) => name === '网页.txt')?.sha256 ?? '';
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);

  for (const url of [
    `faheng-evidence://other/${sha256}`,
    `faheng-evidence://file/${sha256.toUpperCase()}x`,
    `faheng-evidence://file/${sha256}/..`,
    `faheng-evidence://file/${sha256.slice(0, 2)}/${sha256}`,
    'faheng-evidence://file/../faheng.db',
    'faheng-evidence://file/..%2f..%2ffaheng.db',
    'faheng-evidence://file/%2e%2e/faheng.db',
    'faheng-evidence://file/etc/passwd',
    `faheng-evidence://file/${'0'.repeat(64)}`,
    'faheng-evidence://file/',
  ])
    expect.soft(await status(url), url).not.toBe(200);
  expect(await status(`faheng-evidence://file/${sha256}`, { method: 'DELETE' })).not.toBe(200);

  await test.step('evidence is bytes that can do nothing', async () => {
    const served = await page.evaluate(async (url) => {
      const answer = await fetch(url);
      return { type: answer.headers.get('content-type'), text: await answer.text() };
    }, `faheng-evidence://file/${sha256}`);
    expect(served.type).toBe('text/plain; charset=utf-8');
    expect(served.text).toBe('window.broken = 1;');
    const headers = await app.evaluate(async ({ net }, url) => {
      const answer = await net.fetch(url);
      return [answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options')];
    }, `faheng-evidence://file/${sha256}`);
    expect(headers).toEqual(["default-src 'none'; sandbox", 'nosniff']);
    const ran = await page.evaluate(async (url) => {
      const script = document.createElement('script');
      script.src = url;
      document.head.append(script);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return 'broken' in window;
    }, `faheng-evidence://file/${sha256}`);
    expect(ran).toBe(false);
  });
});

test('permissions are denied and the content security policy is in force', async ({ faheng: { page } }) => {
  const granted = await page.evaluate(async () => {
    const got: string[] = [];
    const attempt = async (name: string, run: () => unknown) => {
      try {
        const answer = await Promise.race([run(), new Promise((_, late) => setTimeout(late, 3_000))]);
        const nothing = answer === 'denied' || (Array.isArray(answer) && answer.length === 0);
        if (!nothing) got.push(`${name} ${String(answer)}`);
      } catch {
        return;
      }
    };
    const some = navigator as unknown as Record<string, Record<string, (options?: unknown) => unknown>>;
    const files = window as unknown as Record<string, () => unknown>;
    await Promise.all([
      attempt('notifications', () => Notification.requestPermission()),
      attempt('camera', () => navigator.mediaDevices.getUserMedia({ video: true })),
      attempt('microphone', () => navigator.mediaDevices.getUserMedia({ audio: true })),
      attempt('screen', () => navigator.mediaDevices.getDisplayMedia()),
      attempt('place', () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))),
      attempt('clipboard', () => navigator.clipboard.readText()),
      attempt('midi', () => some['requestMIDIAccess'] && navigator.requestMIDIAccess()),
      attempt('usb', () => some['usb']?.['requestDevice']?.({ filters: [] })),
      attempt('serial', () => some['serial']?.['requestPort']?.()),
      attempt('hid', () => some['hid']?.['requestDevice']?.({ filters: [] })),
      attempt('files', () => files['showOpenFilePicker']?.()),
      attempt('folders', () => files['showDirectoryPicker']?.()),
      attempt(
        'geolocation state',
        async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
      ),
    ]);
    return got;
  });
  expect(granted).toEqual([]);

  const ran = await page.evaluate(async () => {
    const marks: string[] = [];
    (window as unknown as { mark: (name: string) => void }).mark = (name) => marks.push(name);
    // In a later turn: what the debugger itself evaluates is exempt from the policy.
    await new Promise((resolve) => setTimeout(resolve));
    const attempt = (run: () => unknown) => {
      try {
        run();
      } catch {
        return;
      }
    };
    attempt(() => (Reflect.get(window, 'eval') as (code: string) => void)("mark('eval')"));
    attempt(() => new Function("mark('Function')")());
    attempt(() => setTimeout("mark('timeout')" as unknown as () => void));
    const script = document.createElement('script');
    script.textContent = "mark('inline script')";
    document.body.append(script);
    const image = document.createElement('div');
    image.innerHTML = `<img src="data:," onerror="mark('handler')"><a href="javascript:mark('link')">x</a>`;
    document.body.append(image);
    image.querySelector('a')?.click();
    const base = document.createElement('base');
    base.href = 'data:text/html,';
    document.head.append(base);
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (document.baseURI.startsWith('data:')) marks.push('base');
    return marks;
  });
  expect(ran).toEqual([]);
  const policy = await page.evaluate(async () =>
    (await fetch('faheng://app/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-src 'none'");
});

/** Long enough for a navigation that is not refused to begin. */
const pause = (page: Page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));

const windows = ({ app }: Faheng) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

interface Outside {
  readonly http: Server;
  readonly udp: Socket;
  /** What reached this machine's network, by address. */
  readonly heard: string[];
  readonly close: () => Promise<void>;
}

/** Somebody on the network who would hear of it. */
async function listen(): Promise<Outside> {
  const heard: string[] = [];
  const http = createServer((request, answer) => {
    heard.push(request.url ?? '');
    answer.setHeader('access-control-allow-origin', '*').end('1');
  }).listen(0, '127.0.0.1');
  const udp = createSocket('udp4').bind(0, '127.0.0.1');
  udp.on('message', () => heard.push('udp'));
  await Promise.all([once(http, 'listening'), once(udp, 'listening')]);
  const close = async () => {
    udp.close();
    http.closeAllConnections();
    http.close();
    await once(http, 'close');
  };
  return { http, udp, heard, close };
}
