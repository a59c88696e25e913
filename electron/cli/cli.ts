import { runCli } from './runCli';

// The entry under plain Node (out/main/cli.js). A library's use of an old Node call is nothing the person at the keyboard can act on.
process.noDeprecation = true;

void runCli(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
