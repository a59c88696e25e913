import { readFileSync } from 'node:fs';
import { TASKS, type TaskName } from './tasks';

// One measured task in a process of its own: `node child.js <task> <arguments as JSON>`, the answer as JSON on stdout.
const [, , name = '', args = '{}'] = process.argv;

async function main(): Promise<void> {
  const task = TASKS[name as TaskName] as ((given: unknown) => Promise<number>) | undefined;
  if (!task) throw new Error(`no task ${name}`);
  const ms = await task(JSON.parse(args));
  process.stdout.write(JSON.stringify({ ms, peakMb: peakMb() }));
}

/** Linux hands the parent's peak down to maxRSS of a child it starts; the mark of the address space is the child's own. */
function peakMb(): number {
  const marked =
    process.platform === 'linux' && /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'));
  const kilobytes = marked ? Number(marked[1]) : process.resourceUsage().maxRSS;
  return kilobytes / 1024;
}

void main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
  process.exitCode = 1;
});
