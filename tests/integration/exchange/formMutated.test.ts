import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { readSelfForm } from '@electron/services/exchange/form/readSelfForm';
import { discardForm } from '@electron/services/exchange/form/takeFormFiles';
import { writeSelfForm } from '@electron/services/exchange/form/writeSelfForm';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { AppError } from '@shared/errors/appError';
import { aPdf } from '../../helpers/evidenceFiles';
import { aGbkZip } from '../../helpers/gbkZip';
import { BYTE_CHANGES } from '../../helpers/hostile/changedBytes';
import { ENTRY_CHANGES } from '../../helpers/hostile/changedEntries';
import { Random } from '../../helpers/hostile/random';
import { readRawZip } from '../../helpers/hostile/rawZip';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { moveOnTo } from '../../helpers/yearWorkspace';

/** How many of each are read. */
const COUNT = Number(process.env['FAHENG_MUTATED_FORMS'] ?? 100);

let away: string;
let office: Workspace;
let form: Buffer;
let zip: Buffer;

beforeAll(async () => {
  away = await mkdtemp(join(tmpdir(), 'faheng-forms-'));
  const units = [aUnit('A01')];
  const made = { year: 2020, system: aSmallSystem(), groups: SMALL_GROUPS, units };
  office = await createWorkspace({ ...made, folder: join(away, '考评库') });
  await moveOnTo(office, 'selfEvaluating');
  const { units: stored } = await loadAssessment(office);
  const path = join(away, '自评表.xlsx');
  await writeSelfForm(office, { unitId: stored[0]?.id ?? 0 }, path);
  form = await readFile(path);
  zip = await aGbkZip([
    ['1.1.1-方案.pdf', aPdf('one')],
    ['证明/1.1.2 台账.pdf', aPdf('two')],
  ]);
});

afterAll(async () => {
  await office.close();
  await rm(away, { recursive: true, force: true });
});

function mutated(bytes: Buffer, number: number): Buffer {
  const random = new Random(number * 104_729 + 11);
  const byBytes = Object.values(BYTE_CHANGES);
  const byEntries = Object.values(ENTRY_CHANGES);
  if (random.chance(2)) return random.pick(byBytes)(bytes, random, zip);
  return random.pick(byEntries)(readRawZip(bytes), random);
}

/** What came of reading it: refused in words is as good as read; anything else is a defect. */
async function outcomeOf(path: string, files: string): Promise<'read' | 'refused'> {
  try {
    const read = await readSelfForm(office, path, { files });
    await discardForm(read);
    return 'read';
  } catch (cause) {
    if (cause instanceof AppError) return 'refused';
    throw cause;
  }
}

it.each(['form', 'files'] as const)(
  'whatever was done to the %s is read or refused, and nothing lies anywhere',
  async (which) => {
    const [path, files] = [join(away, 'mutated.xlsx'), join(away, 'mutated.zip')];
    await writeFile(path, form);
    await writeFile(files, zip);
    expect(await outcomeOf(path, files)).toBe('read');
    const before = await readdir(away, { recursive: true });
    const outcomes = new Set<string>();
    for (let number = 0; number < COUNT; number += 1) {
      await writeFile(which === 'form' ? path : files, mutated(which === 'form' ? form : zip, number));
      outcomes.add(await outcomeOf(path, files));
    }
    expect([...outcomes].sort()).toEqual(['read', 'refused']);
    expect(await readdir(away, { recursive: true })).toEqual(before);
  },
  600_000,
);
