import { describe, expect, it } from 'vitest';
import { packEach } from '@electron/ipc/packEach';
import { partProgress } from '@electron/shell/partProgress';
import { packageNothingToSend } from '@shared/errors/exchange';
import { diskFull } from '@shared/errors/workspace';
import type { PackDone, PackedView } from '@shared/ipc/practice/exchange';

const UNITS = ['A01', 'A02', 'A03'].map((code) => ({ code, name: `单位${code}` }));

const done = (uid: string): PackDone => ({
  ...{ packageId: 1, uid, files: [`${uid}.fhpkg`], bytes: 1, summary: '', absent: 0 },
  ...{ fingerprint: '', hints: [] },
});

const nothing = () => packageNothingToSend({ what: '退回包', missing: '没有退回过' });

/** Packs, where a unit may fail; answers what was kept last, and what was thrown. */
async function packing(failures: Readonly<Record<string, () => Error>>) {
  const kept: PackedView[] = [];
  const told: string[] = [];
  const steps = {
    beginPart: ({ label }: { readonly label: string }) => void told.push(label),
  };
  const thrown = await packEach(UNITS, steps, {
    pack: ({ code }) => {
      const failure = failures[code];
      return failure ? Promise.reject(failure()) : Promise.resolve(done(code));
    },
    keep: (view) => kept.push(view),
  }).catch((cause: unknown) => cause);
  const last = kept.at(-1);
  return {
    thrown: (thrown as { report?: { code: string } } | undefined)?.report?.code,
    packed: last?.packed.map(({ uid }) => uid),
    skipped: last?.skipped.map(({ unitName }) => unitName),
    left: last?.left,
    told,
  };
}

describe('packages for many units', () => {
  it('are told of as parts of one whole', async () => {
    const { packed, told } = await packing({});
    expect(packed).toEqual(['A01', 'A02', 'A03']);
    expect(told).toEqual(['第 1/3 个：单位A01', '第 2/3 个：单位A02', '第 3/3 个：单位A03']);
    const second = { index: 1, of: 3, label: told[1] ?? '' };
    expect(partProgress(second, 512, 1024)).toEqual([150, 300, '第 2/3 个：单位A02']);
    expect(partProgress(second, 0, 0)).toEqual([100, 300, '第 2/3 个：单位A02']);
  });

  it('leave out those there is nothing to write for', async () => {
    const { thrown, packed, skipped } = await packing({ A01: nothing, A03: nothing });
    expect(thrown).toBeUndefined();
    expect(packed).toEqual(['A02']);
    expect(skipped).toEqual(['单位A01', '单位A03']);
  });

  it('are refused where there is nothing for anybody', async () => {
    const { thrown, packed } = await packing({ A01: nothing, A02: nothing, A03: nothing });
    expect(thrown).toBe('PACKAGE_NOTHING_TO_SEND');
    expect(packed).toEqual([]);
  });

  it('say what was written and what was not where the disk is full on the way', async () => {
    const { thrown, packed, left } = await packing({ A02: () => diskFull() });
    expect(thrown).toBe('DISK_FULL');
    expect(packed).toEqual(['A01']);
    expect(left).toEqual(['单位A02', '单位A03']);
  });
});
