// `npm run bench [-- --quick] [-- S4 S5]`: measures the speed table of docs/performance.md. Packs the app, builds the
// benches into out/bench and runs them, under a virtual display where there is none.
import path from 'node:path';
import { build } from 'vite';
import { packageApp, packagedApp } from './packaging/packageApp.mjs';
import { runTool } from './setup/launch.mjs';
import { ensureApp } from './setup/machine.mjs';
import { inProject } from './setup/project.mjs';
import { runScript, say } from './setup/say.mjs';

await runScript(async () => {
  const runtime = await ensureApp({ forTests: true });
  const packed = await packageApp(runtime, 'folder');
  if (packed !== 0) return packed;
  await buildBenches();
  say('正在测量，请勿使用本机做其他工作', 'measuring: leave the machine alone meanwhile');
  const bench = inProject('out', 'bench', 'bench.js');
  const args = [bench, '--app', packagedApp(), ...process.argv.slice(2)];
  return runTool(runtime, process.execPath, args, { virtualDisplay: 1 });
});

/** Bundled like the app itself, so that both are measured on the same code. */
async function buildBenches() {
  await build({
    configFile: false,
    root: inProject(),
    logLevel: 'warn',
    resolve: {
      alias: {
        '@shared': inProject('shared'),
        'buffer-crc32': inProject('electron', 'zip', 'bufferCrc32.ts'),
      },
    },
    build: {
      ssr: true,
      minify: true,
      target: 'node20',
      outDir: inProject('out', 'bench'),
      rollupOptions: {
        external: ['sqlite3', '@playwright/test', '@electron/asar', '@aws-sdk/client-s3'],
        input: { bench: inProject('bench', 'bench.ts'), child: inProject('bench', 'child.ts') },
        output: {
          format: 'cjs',
          entryFileNames: '[name].js',
          chunkFileNames: path.posix.join('chunks', '[name]-[hash].js'),
        },
      },
    },
    ssr: { noExternal: true },
  });
}
