// `npm run --silent cli -- <command>`: the command line under plain Node, from the sources as they are.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './setup/build.mjs';
import { run } from './setup/command.mjs';
import { inProject } from './setup/project.mjs';
import { runScript, SetupError } from './setup/say.mjs';

await runScript(async () => {
  if (!existsSync(inProject('node_modules', '.package-lock.json'))) {
    throw new SetupError(
      '依赖尚未安装。请先在项目目录运行：npm run setup',
      'Dependencies are not installed. First run in the project folder: npm run setup',
    );
  }
  await ensureBuilt(['main']);
  // npm runs scripts in the project folder; paths a person types are relative to where he typed them.
  const cwd = process.env.INIT_CWD || process.cwd();
  return run(process.execPath, [inProject('out', 'main', 'cli.js'), ...process.argv.slice(2)], { cwd });
});
