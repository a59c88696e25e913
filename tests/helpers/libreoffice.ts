import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** LibreOffice computes a workbook anew on loading only when its profile says so; otherwise it repeats the stored values. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

const NOT_RUN =
  'LibreOffice 不在本机（或已用 FAHENG_NO_LIBREOFFICE=1 关闭）：下列检查没有运行：由 LibreOffice 重算各报表公式（R3）。';

/** The program's name where LibreOffice may be used; null where it is missing, which is said once on the console. */
export function findLibreOffice(): string | null {
  if (process.env['FAHENG_NO_LIBREOFFICE'] !== '1') {
    for (const name of ['soffice', 'libreoffice']) {
      if (spawnSync(name, ['--version'], { timeout: 60_000 }).status === 0) return name;
    }
  }
  console.warn(NOT_RUN);
  return null;
}

/**
 * Loads workbooks in LibreOffice, lets it compute every formula anew and store the result as .xlsx.
 *
 * @param folder working folder of the test; the profile and the copies lie in it.
 * @returns the copies, in the order of `paths`; they have the same names.
 */
export async function recompute(
  program: string,
  paths: readonly string[],
  folder: string,
): Promise<string[]> {
  const profile = join(folder, 'profile');
  await mkdir(join(profile, 'user'), { recursive: true });
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), RECALCULATE);
  const out = join(folder, 'recomputed');
  await run(program, [
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    '--headless',
    '--convert-to',
    'xlsx:Calc MS Excel 2007 XML',
    '--outdir',
    out,
    ...paths,
  ]);
  return paths.map((path) => join(out, basename(path)));
}

/** Runs a program to its end. @throws with what it said where it fails. */
async function run(program: string, parameters: readonly string[]): Promise<void> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said}`);
}
