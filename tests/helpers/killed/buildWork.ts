import { resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(__dirname, '../../..');

/** Bundles a program that is killed, for plain Node. @returns its path. */
export async function buildWork(folder: string, name: 'work' | 'packageWork' = 'work'): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: {
      alias: { '@shared': resolve(root, 'shared'), '@electron': resolve(root, 'electron') },
    },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        external: ['sqlite3', '@aws-sdk/client-s3'],
        input: { [name]: resolve(__dirname, `${name}.ts`) },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return resolve(folder, `${name}.js`);
}
