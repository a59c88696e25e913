// Builds the named parts (main, preload, renderer) as `electron-vite build` would build all three: the
// command line needs only `main`, and should not wait for, or fail because of, the screens.
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

process.env.NODE_ENV_ELECTRON_VITE = 'production';
const { config } = await resolveConfig({ logLevel: 'warn' }, 'build', 'production');
for (const part of process.argv.slice(2)) await build(config[part]);
