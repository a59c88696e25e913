import { mkdir } from 'node:fs/promises';
import type { Request } from '../../shared/ipc/contract';
import type { Result } from '../../shared/ipc/result';
import { answerOf } from './actions';
import { answerDialogs, expect, type Faheng } from './faheng';

/** Starts a job as the page does, and waits until it has ended well. */
export async function jobOf<C extends 'exchange:packEach' | 'exchange:pack' | 'exchange:makeSeat'>(
  { page }: Faheng,
  channel: C,
  request: Request<C>,
): Promise<void> {
  const ended = await page.evaluate(
    async ([name, body]) => {
      const states = new Map<string, string>();
      window.faheng.on('jobs:progress', ({ jobId, state, label }) => states.set(jobId, `${state} ${label}`));
      const door = window.faheng.invoke as (name: unknown, body: unknown) => Promise<Result<unknown>>;
      const started = await door(name, body);
      if (!started.ok) return started.error.code;
      const { jobId } = started.value as { jobId: string };
      while (!/^(finished|failed|cancelled)/.test(states.get(jobId) ?? '')) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return states.get(jobId) ?? '';
    },
    [channel, request] as const,
  );
  expect(ended).toMatch(/^finished/);
}

/** A folder a person chose. */
export async function tokenOf(
  { app, page }: Faheng,
  path: string,
  purpose: 'create' | 'packages',
): Promise<string> {
  await answerDialogs(app, { folder: path });
  return (await answerOf(page, 'dialog:folder', { purpose }))?.token ?? '';
}

/** A package as it is written unless somebody wants more. */
export const PLAIN = {
  ...{ itemCodes: [], scorer: '', note: '', passphrase: '', volumeBytes: null },
  ...{ leaveOut: false, withoutEvidence: false },
};

/** The seat of one unit, which fills in its first item, attaches what there is and writes its 自评包. */
export async function answerTask(
  away: Faheng,
  task: string,
  folder: string,
  answer: string,
  materials: readonly string[] = [],
): Promise<void> {
  const { app, page } = away;
  await mkdir(folder);
  await answerDialogs(app, { open: [task], save: answer });
  const [file] = await answerOf(page, 'dialog:files', { purpose: 'package', multiple: false });
  const place = await tokenOf(away, folder, 'create');
  await jobOf(away, 'exchange:makeSeat', { file: file?.token ?? '', passphrase: '', folder: place });
  await answerOf(page, 'workspace:open', { folder: place });
  const [own] = await answerOf(page, 'units:list', {});
  const unitId = own?.id ?? 0;
  const [first] = await answerOf(page, 'self:sheet', { unitId });
  const itemId = first?.itemId ?? 0;
  await answerOf(page, 'self:record', { unitId, itemId, points: '0.30', statement: '单位改的' });
  if (materials.length > 0) {
    await answerDialogs(app, { open: materials });
    const files = await answerOf(page, 'dialog:files', { purpose: 'evidence', multiple: true });
    const tokens = files.map(({ token }) => token);
    const { refused } = await answerOf(page, 'evidence:add', { unitId, itemId, files: tokens });
    expect(refused).toEqual([]);
  }
  const target = await answerOf(page, 'dialog:save', { suggestedName: '自评包', extension: 'fhpkg' });
  const request = { ...PLAIN, kind: 'self' as const, unitCodes: [] };
  await jobOf(away, 'exchange:pack', { request, target: target?.token ?? '' });
}
