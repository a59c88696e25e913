import { TASKS, type TaskName } from './tasks';

// One measured task in a process of its own: `node child.js <task> <arguments as JSON>`, the answer as JSON on stdout.
const [, , name = '', args = '{}'] = process.argv;

async function main(): Promise<void> {
  const task = TASKS[name as TaskName] as ((given: unknown) => Promise<number>) | undefined;
  if (!task) throw new Error(`no task ${name}`);
  const ms = await task(JSON.parse(args));
  // maxRSS is in kilobytes on every system libuv serves.
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ ms, peakMb }));
}

void main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
  process.exitCode = 1;
});
