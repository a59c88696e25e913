import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBasePackages } from '../../helpers/hostile/basePackages';
import { digestsOf, readMutated } from '../../helpers/hostile/readMutated';
import { mutate, type MutatedPackage } from '../../helpers/mutatedPackages';
import { tempFolder } from '../../helpers/tempFolder';

/** Every kind of change once, and some hundreds at random; docs/performance.md says how ten thousand are run. */
const COUNT = Number(process.env['FAHENG_MUTATED_PACKAGES'] ?? 600);

/** What is written and signed as it should be is taken; of all other forgeries none but fields that say nothing wrong. */
const SOUND = new Set(['forgeries/sound', 'forgeries/rowsOfNasty', 'forgeries/nestedPackage']);
const AT_TIMES = new Set([
  ...SOUND,
  'forgeries/nastyField',
  'forgeries/nastyInnerField',
  'forgeries/rowsOfJunk',
]);

async function keep({ files }: MutatedPackage, number: number): Promise<void> {
  const place = join(tmpdir(), `mutated-${number}`);
  await mkdir(place, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(place, name), bytes);
}

describe('packages somebody or something has been at', () => {
  it(
    `${COUNT} of them: each is refused in words or is what was written; nothing crashes, hangs or leaves a file`,
    { timeout: 120_000 + COUNT * 200 },
    async () => {
      const folder = await tempFolder();
      const base = await makeBasePackages(join(folder, 'base'));
      const sound = await digestsOf(base, join(folder, 'base'));
      const faults: string[] = [];
      const codes = new Map<string, number>();
      const accepted = new Set<string>();
      let longest = { name: '', milliseconds: 0 };
      for (let number = 0; number < COUNT; number += 1) {
        const mutated = await mutate(base, number);
        const outcome = await readMutated(mutated, join(folder, 'read'), sound);
        codes.set(outcome.code, (codes.get(outcome.code) ?? 0) + 1);
        if (outcome.code === 'accepted') accepted.add(mutated.name.replace(/ #\d+$/, ''));
        if (outcome.milliseconds > longest.milliseconds) {
          longest = { name: mutated.name, milliseconds: outcome.milliseconds };
        }
        if (!outcome.fault) continue;
        faults.push(`${mutated.name}: ${outcome.fault}`);
        await keep(mutated, number);
      }
      if (process.env['FAHENG_MUTATED_PACKAGES']) {
        process.stdout.write(
          `${JSON.stringify({ COUNT, codes: [...codes], accepted: [...accepted], longest })}\n`,
        );
      }
      expect(faults).toEqual([]);
      expect(accepted.has('forgeries/sound')).toBe(true);
      expect([...accepted].filter((kind) => kind.startsWith('forgeries/') && !AT_TIMES.has(kind))).toEqual(
        [],
      );
    },
  );
});
