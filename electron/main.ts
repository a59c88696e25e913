import { app } from 'electron';
import { runApp } from './shell/runApp';

/** `faheng cli …`: the services without a window. Packaged, the arguments follow the program; in development, the folder. */
const cliAt = process.argv.indexOf('cli', 1);

if (cliAt === (app.isPackaged ? 1 : 2)) {
  const args = process.argv.slice(cliAt + 1);
  void import('./cli/runCli').then(async ({ runCli }) => app.exit(await runCli(args)));
} else {
  runApp();
}
