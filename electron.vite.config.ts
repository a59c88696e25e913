import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const alias = { '@shared': resolve(__dirname, 'shared'), '@renderer': resolve(__dirname, 'renderer') };

// Only the native module stays outside the bundles: a bundled main starts in two thirds of the time
// (see docs/performance.md) and the package needs no node_modules besides sqlite3's.
// unzipper (below exceljs) names the S3 client only in a path nothing here takes.
const external = ['sqlite3', 'electron', '@aws-sdk/client-s3'];

// A package's check sum in machine code; see the file.
const inMain = { ...alias, 'buffer-crc32': resolve(__dirname, 'electron/zip/bufferCrc32.ts') };

export default defineConfig({
  main: {
    resolve: { alias: inMain },
    build: {
      externalizeDeps: false,
      minify: true,
      outDir: 'out/main',
      rollupOptions: {
        external,
        input: {
          main: resolve(__dirname, 'electron/main.ts'),
          cli: resolve(__dirname, 'electron/cli/cli.ts'),
          job: resolve(__dirname, 'electron/jobs/jobProcess.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      minify: true,
      outDir: 'out/preload',
      rollupOptions: {
        external: ['electron'],
        input: { preload: resolve(__dirname, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(__dirname, 'renderer'),
    resolve: { alias },
    plugins: [react()],
    build: {
      minify: true,
      outDir: resolve(__dirname, 'out/renderer'),
      rollupOptions: { input: resolve(__dirname, 'renderer/index.html') },
    },
  },
});
