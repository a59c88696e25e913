import { runCli } from './runCli';

// The entry under plain Node (out/main/cli.js). A reader that goes away must not turn into a crash.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause;
  });
}

// A library's use of an old Node call is nothing the person at the keyboard can act on.
process.noDeprecation = true;

void runCli(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
