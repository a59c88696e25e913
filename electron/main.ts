import { cliArguments, runCliHeadless } from './shell/cliMode';
import { runApp } from './shell/runApp';

// `faheng cli …` is the services without a window; anything else opens the program.
const cli = cliArguments(process.argv);
if (cli) runCliHeadless(cli);
else runApp();
