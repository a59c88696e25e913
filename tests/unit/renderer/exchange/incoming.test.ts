import { describe, expect, it } from 'vitest';
import type { MergeChoices, MergeDone, PackagePreview } from '@shared/ipc/practice/exchange';
import { IncomingPackages, MOST_INCOMING, type IncomingDoor } from '@renderer/features/exchange/incoming';

const COUNTS = { new: 1, changed: 0, conflict: 0, kept: 0, same: 0, refused: 0 };

function preview(name: string, more: Partial<PackagePreview> = {}): PackagePreview {
  const party = { seat: 'unit' as const, unitCode: 'A01', name: '区水利局' };
  return {
    facts: {
      ...{ id: name, kind: 'self', createdAt: `2020-11-0${name.length}`, author: '', appVersion: '' },
      ...{ workspaceName: '', from: party, to: null, year: 2020, systemTitle: '', systemVersion: '' },
      ...{ sequence: 0, answers: '', note: '', sealed: false, fileName: name, bytes: 1 },
      ...{ evidence: 0, absent: 0, fingerprint: '3f2a' },
    },
    key: { fingerprint: '3f2a', standing: 'trusted' },
    ...{ counts: COUNTS, rows: [], newFiles: 0, already: '', held: '', brake: null },
    ...more,
  };
}

const DONE: MergeDone = {
  ...{ packageId: 1, already: '', held: '', counts: COUNTS, newFiles: 0, snapshot: 'x', released: [] },
};

const failure = (code: string) => ({ code });

/** A program that knows packages by their file's token. */
class Program implements IncomingDoor {
  readonly merged: string[] = [];
  readonly choices: MergeChoices[] = [];
  readonly discarded: string[] = [];
  readonly previews = new Map<string, PackagePreview>();
  readonly passphrases = new Map<string, string>();
  broken = new Set<string>();

  read: IncomingDoor['read'] = async (file, passphrase, _materials, onProgress) => {
    onProgress(`job ${file}`, 50);
    if (this.broken.has(file)) throw failure('PACKAGE_DAMAGED');
    const wanted = this.passphrases.get(file);
    if (wanted !== undefined && wanted !== passphrase) {
      throw failure(passphrase === '' ? 'PACKAGE_PASSPHRASE_NEEDED' : 'PACKAGE_PASSPHRASE_WRONG');
    }
    return file;
  };
  preview = async (jobId: string): Promise<PackagePreview> => this.previews.get(jobId) ?? preview(jobId);
  merge = async (jobId: string, choices: MergeChoices): Promise<MergeDone> => {
    this.merged.push(jobId);
    this.choices.push(choices);
    return DONE;
  };
  discard = async (jobId: string): Promise<void> => void this.discarded.push(jobId);
  cancel = async (): Promise<void> => undefined;
  codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';
}

const file = (name: string, place = 'U盘') => ({ token: name, name: `${name}.fhpkg`, place, size: 1 });

async function quiet(list: IncomingPackages): Promise<void> {
  while (list.busy) await new Promise((resolve) => setTimeout(resolve, 0));
}

const states = (list: IncomingPackages) => list.entries().map(({ state }) => state);

describe('packages on their way in', () => {
  it('are read one after the other; one that is damaged holds up no other', async () => {
    const program = new Program();
    program.broken.add('bb');
    const list = new IncomingPackages(program);
    list.add([file('a'), file('bb'), file('ccc')]);
    await quiet(list);
    expect(states(list)).toEqual(['ready', 'failed', 'ready']);
  });

  it('ask a person before a new key, a conflict, a hold, a lowering; merging all leaves those alone', async () => {
    const program = new Program();
    const brake = { lowered: 9, cells: 10, percent: 90, limit: 20 };
    program.previews.set('k', preview('k', { key: { fingerprint: 'x', standing: 'unknown' } }));
    program.previews.set('c', preview('c', { counts: { ...COUNTS, conflict: 1 } }));
    program.previews.set('h', preview('h', { held: '要先合并任务包' }));
    program.previews.set('l', preview('l', { brake }));
    program.previews.set('p', preview('p', { key: { fingerprint: 'x', standing: 'proof' } }));
    program.previews.set('o', preview('o', { already: '2020-11-05' }));
    const list = new IncomingPackages(program);
    list.add(['k', 'c', 'h', 'l', 'p', 'o'].map((name) => file(name)));
    await quiet(list);
    expect(states(list)).toEqual(['asks', 'asks', 'asks', 'asks', 'ready', 'already']);
    await list.mergeReady();
    expect(program.merged).toEqual(['p']);
    expect(states(list)).toEqual(['asks', 'asks', 'asks', 'asks', 'merged', 'already']);
  });

  it('are merged in the order in which they were written', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    list.add(['333', '1', '22'].map((name) => file(name)));
    await quiet(list);
    await list.mergeReady();
    expect(program.merged).toEqual(['1', '22', '333']);
  });

  it('see what the ones before them changed: a preview is worked out anew before merging', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    list.add(['1', '22'].map((name) => file(name)));
    await quiet(list);
    program.previews.set('22', preview('22', { counts: { ...COUNTS, conflict: 1 } }));
    await list.mergeReady();
    expect(program.merged).toEqual(['1']);
    expect(states(list)).toEqual(['merged', 'asks']);
  });

  it('wait for their passphrase; a right one opens all that have the same', async () => {
    const program = new Program();
    program.passphrases.set('a', '口令口令口令口令');
    program.passphrases.set('b', '口令口令口令口令');
    program.passphrases.set('c', '另一个');
    const list = new IncomingPackages(program);
    list.add(['a', 'b', 'c'].map((name) => file(name)));
    await quiet(list);
    expect(states(list)).toEqual(['passphrase', 'passphrase', 'passphrase']);
    list.unlock(list.entries()[0]?.id ?? '', '口令口令口令口令');
    await quiet(list);
    expect(states(list)).toEqual(['ready', 'ready', 'passphrase']);
  });

  it('are cancelled between two, and go on where they were', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    const first = program.read;
    program.read = async (...asked) => {
      list.cancel();
      await first(...asked);
      return null;
    };
    list.add(['a', 'b'].map((name) => file(name)));
    await quiet(list);
    expect(states(list)).toEqual(['waiting', 'waiting']);
    program.read = first;
    list.resume();
    await quiet(list);
    expect(states(list)).toEqual(['ready', 'ready']);
  });

  it('count as one with their volumes, are never twice on the list, and no more than it holds', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    const volume = (index: string) => ({
      token: index,
      name: `自评包.fhpkg.${index}`,
      place: 'U盘',
      size: 1,
    });
    expect(list.add([volume('001'), volume('002'), file('自评包')])).toBe(0);
    await quiet(list);
    expect(list.entries()).toHaveLength(1);
    const many = Array.from({ length: MOST_INCOMING }, (_, index) => file(`f${index}`));
    expect(list.add(many)).toBe(1);
    await quiet(list);
    expect(list.entries()).toHaveLength(MOST_INCOMING);
  });

  it('of one name in two folders are two; a file chosen again is read anew', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    list.add([file('自评包', '水利局'), file('自评包', '司法局')]);
    await quiet(list);
    expect(states(list)).toEqual(['ready', 'ready']);
    program.broken.add('自评包');
    list.add([file('自评包', '水利局')]);
    await quiet(list);
    expect(list.entries().map(({ file: { place }, state }) => [place, state])).toEqual([
      ['司法局', 'ready'],
      ['水利局', 'failed'],
    ]);
    expect(program.discarded).toHaveLength(1);
    program.broken.clear();
    list.retry(list.entries()[1]?.id ?? '');
    await quiet(list);
    expect(states(list)).toEqual(['ready', 'ready']);
  });

  it('tell how many of all are merged while they are', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    list.add(['1', '22', '333'].map((name) => file(name)));
    await quiet(list);
    const seen: unknown[] = [];
    const merge = program.merge;
    program.merge = async (...asked) => {
      seen.push(list.progress());
      return merge(...asked);
    };
    await list.mergeReady();
    expect(seen).toEqual([0, 1, 2].map((done) => ({ does: 'merging', done, total: 3 })));
    expect(list.progress()).toBeNull();
  });

  it('keep what was settled of one while another is looked at; what has changed since is asked for again', async () => {
    const row = (cell: string, ours: string) => ({
      ...{ cell, what: '自评', unitCode: 'A01', unitName: '区水利局', itemCode: '1', itemName: '' },
      ...{ outcome: 'conflict' as const, base: '', ours, theirs: '2', oursBy: '', theirsBy: '' },
      ...{ lowers: false, why: '' },
    });
    const with2 = (ours: string) =>
      preview('a', { counts: { ...COUNTS, conflict: 2 }, rows: [row('x', '1'), row('y', ours)] });
    const program = new Program();
    program.previews.set('a', with2('1'));
    const list = new IncomingPackages(program);
    list.add([file('a')]);
    await quiet(list);
    const id = list.entries()[0]?.id ?? '';
    list.settle(id, {
      taken: new Map([
        ['x', 'ours'],
        ['y', 'theirs'],
      ]),
    });
    await list.refresh(id);
    expect([...(list.entries()[0]?.draft.taken.keys() ?? [])]).toEqual(['x', 'y']);
    program.previews.set('a', with2('0.5'));
    await list.refresh(id);
    await list.merge(id);
    expect(program.choices).toEqual([
      { decisions: [{ cell: 'x', take: 'ours' }], trust: '', reason: '', acceptLowering: false },
    ]);
  });

  it('with keys compared one by one are merged with all others, each under its own fingerprint', async () => {
    const program = new Program();
    for (const name of ['a', 'b'])
      program.previews.set(name, preview(name, { key: { fingerprint: `f-${name}`, standing: 'unknown' } }));
    const list = new IncomingPackages(program);
    list.add(['a', 'b'].map((name) => file(name)));
    await quiet(list);
    list.settle(list.entries()[0]?.id ?? '', { compared: 'f-a' });
    list.settle(list.entries()[1]?.id ?? '', { compared: 'f-a' });
    expect(states(list)).toEqual(['ready', 'asks']);
    await list.mergeReady();
    expect(program.merged).toEqual(['a']);
    expect(program.choices[0]?.trust).toBe('f-a');
  });

  it('say that they wait their turn to be merged, and are left alone where that is cancelled', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    list.add([file('a')]);
    await quiet(list);
    const read = program.read;
    let goOn = (): void => undefined;
    program.read = async (...asked) => {
      await new Promise<void>((resolve) => (goOn = resolve));
      return read(...asked);
    };
    list.add([file('large')]);
    await new Promise((resolve) => setTimeout(resolve, 0));
    const merged = list.merge(list.entries()[0]?.id ?? '');
    expect(states(list)).toEqual(['queued', 'reading']);
    list.cancel();
    goOn();
    await merged;
    expect(states(list)).toEqual(['ready', 'ready']);
    expect(program.merged).toEqual([]);
  });

  it('are forgotten by the program once they are off the list', async () => {
    const program = new Program();
    const list = new IncomingPackages(program);
    list.add([file('a')]);
    await quiet(list);
    list.remove(list.entries().map(({ id }) => id));
    expect(list.entries()).toEqual([]);
    expect(program.discarded).toEqual(['a']);
  });

  it('keep their preview where merging is refused, and say why', async () => {
    const program = new Program();
    program.merge = async () => {
      throw failure('MERGE_TOO_MUCH');
    };
    const list = new IncomingPackages(program);
    list.add([file('a')]);
    await quiet(list);
    const [entry] = list.entries();
    await list.merge(entry?.id ?? '');
    expect(list.entries()[0]).toMatchObject({ state: 'asks', error: { code: 'MERGE_TOO_MUCH' } });
    expect(list.entries()[0]?.preview).not.toBeNull();
  });
});
