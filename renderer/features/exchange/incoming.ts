import type { MergeChoices, MergeDone, PackagePreview } from '@shared/ipc/practice/exchange';
import type { ChosenFile } from '@shared/ipc/views';

/** A folder or zip handed in with a form. */
export interface Materials {
  readonly token: string;
  readonly kind: 'folder' | 'file';
  readonly name: string;
}

/** Where a chosen file is on its way into the workspace. */
export type IncomingState =
  | 'waiting'
  | 'reading'
  /** A passphrase is needed, or the one given was wrong. */
  | 'passphrase'
  /** Can be merged without anybody being asked. */
  | 'ready'
  /** A person has to look: a new key, a conflict, a hold, a lowering. */
  | 'asks'
  | 'merging'
  | 'merged'
  /** Merged before; nothing changed. */
  | 'already'
  /** In the inbox until what it waits for has come. */
  | 'held'
  | 'failed';

export interface Incoming {
  readonly id: string;
  readonly file: ChosenFile;
  readonly state: IncomingState;
  /** By which its preview is kept; '' before it was read. */
  readonly jobId: string;
  readonly preview: PackagePreview | null;
  readonly done: MergeDone | null;
  readonly error: unknown;
  /** Where the evidence of a filled-in form lies; null: not said. */
  readonly materials: Materials | null;
  /** Whole percents while it is read. */
  readonly percent: number;
}

export const INCOMING_STATES: Readonly<Record<IncomingState, string>> = {
  waiting: '等待读取',
  reading: '正在读取',
  passphrase: '需要口令',
  ready: '可合并',
  asks: '需要确认',
  merging: '正在合并',
  merged: '已合并',
  already: '以前合并过',
  held: '已挂起',
  failed: '不能合并',
};

/** Files one list holds. */
export const MOST_INCOMING = 40;

const NO_CHOICES: MergeChoices = { decisions: [], trust: '', reason: '', acceptLowering: false };

/** What a person has to settle before this is merged, in words; none: it can be merged with all others. */
export function questionsOf(
  preview: PackagePreview,
  { file, materials }: Pick<Incoming, 'file' | 'materials'>,
): readonly string[] {
  const { key, held, brake, counts } = preview;
  return [
    // Merged without them, the unit would have handed in no evidence.
    ...(isForm(file.name) && !materials ? ['选择材料'] : []),
    ...(key.standing === 'unknown' || key.standing === 'changed' ? ['核对密钥'] : []),
    ...(held === '' ? [] : ['处理挂起']),
    ...(brake ? ['确认降低得分'] : []),
    ...(counts.conflict > 0 ? ['看冲突'] : []),
  ];
}

function stateOf(preview: PackagePreview, entry: Pick<Incoming, 'file' | 'materials'>): IncomingState {
  if (preview.already !== '') return 'already';
  return questionsOf(preview, entry).length > 0 ? 'asks' : 'ready';
}

/** What the list needs of the program. */
export interface IncomingDoor {
  /** Reads one file; answers the id its preview is kept under, or null where it was cancelled. */
  readonly read: (
    file: string,
    passphrase: string,
    materials: Materials | null,
    onProgress: (jobId: string, percent: number) => void,
  ) => Promise<string | null>;
  readonly preview: (jobId: string) => Promise<PackagePreview>;
  readonly merge: (jobId: string, choices: MergeChoices) => Promise<MergeDone>;
  readonly discard: (jobId: string) => Promise<unknown>;
  readonly cancel: (jobId: string) => Promise<unknown>;
  readonly codeOf: (error: unknown) => string;
}

/**
 * The packages somebody wants to take in, one after the other: reading goes on while another part of the program is
 * shown, and one that cannot be read or merged holds up no other.
 */
export class IncomingPackages {
  #entries: readonly Incoming[] = [];
  #stopped = false;
  #running = '';
  #busy: Promise<void> | null = null;
  readonly #passphrases = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #number = 0;

  constructor(private readonly door: IncomingDoor) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): readonly Incoming[] => this.#entries;

  /** Volumes of one package count once. @returns how many found no room. */
  add(files: readonly ChosenFile[]): number {
    const known = new Set(this.#entries.map(({ file }) => packageName(file.name)));
    const fresh = files.filter(({ name }) => {
      const isNew = !known.has(packageName(name));
      known.add(packageName(name));
      return isNew;
    });
    const room = Math.max(0, MOST_INCOMING - this.#entries.length);
    this.#show([
      ...this.#entries,
      ...fresh.slice(0, room).map((file) => ({
        ...{ id: `p${++this.#number}`, file, state: 'waiting' as const, jobId: '', percent: 0 },
        ...{ preview: null, done: null, error: undefined },
        materials: null,
      })),
    ]);
    void this.#run(() => this.#readAll());
    return Math.max(0, fresh.length - room);
  }

  /** Tries again with a passphrase; the others that wait for one are tried with it too. */
  unlock(id: string, passphrase: string): void {
    for (const { id: each, state } of this.#entries) {
      if (each !== id && state !== 'passphrase') continue;
      this.#passphrases.set(each, passphrase);
      this.#set(each, { state: 'waiting', error: undefined });
    }
    void this.#run(() => this.#readAll());
  }

  /** Reads a form anew with the folder or zip its evidence lies in. */
  attach(id: string, materials: Materials): void {
    const jobId = this.#find(id)?.jobId ?? '';
    if (jobId !== '') void this.door.discard(jobId).catch(() => undefined);
    this.#set(id, { materials, jobId: '', preview: null, state: 'waiting', error: undefined });
    void this.#run(() => this.#readAll());
  }

  retry(id: string): void {
    this.#set(id, { state: 'waiting', error: undefined });
    void this.#run(() => this.#readAll());
  }

  /** Goes on with what was left when reading was stopped. */
  resume(): void {
    void this.#run(() => this.#readAll());
  }

  /** Works the preview out anew: another package may have been merged since. */
  async refresh(id: string): Promise<void> {
    const entry = this.#find(id);
    if (!entry || entry.jobId === '' || (entry.state !== 'ready' && entry.state !== 'asks')) return;
    try {
      const preview = await this.door.preview(entry.jobId);
      if (this.#find(id)?.state === entry.state) this.#set(id, { preview, state: stateOf(preview, entry) });
    } catch (error) {
      this.#set(id, { state: 'failed', error });
    }
  }

  /** @returns once it is merged, or has failed: then the entry keeps its preview and shows why. */
  merge(id: string, choices: MergeChoices): Promise<void> {
    return this.#run(() => this.#merge(id, choices));
  }

  /** Merges everything nobody has to be asked about, in the order in which it was written. */
  mergeReady(): Promise<void> {
    return this.#run(async () => {
      const inOrder = [...this.#entries].sort((one, other) => (writtenAt(one) < writtenAt(other) ? -1 : 1));
      for (const { id } of inOrder) {
        if (this.#stopped) return;
        await this.refresh(id);
        if (this.#find(id)?.state === 'ready') await this.#merge(id, NO_CHOICES);
      }
    });
  }

  /** What is being read stops; what is being merged is finished; nothing further is begun. */
  cancel(): void {
    this.#stopped = true;
    if (this.#running !== '') void this.door.cancel(this.#running);
  }

  remove(ids: readonly string[]): void {
    const gone = this.#entries.filter(
      ({ id, state }) => ids.includes(id) && state !== 'reading' && state !== 'merging',
    );
    for (const { jobId, id } of gone) {
      this.#passphrases.delete(id);
      if (jobId !== '') void this.door.discard(jobId).catch(() => undefined);
    }
    this.#show(this.#entries.filter((entry) => !gone.includes(entry)));
  }

  get busy(): boolean {
    return this.#busy !== null;
  }

  async #readAll(): Promise<void> {
    for (;;) {
      const next = this.#entries.find(({ state }) => state === 'waiting');
      if (!next || this.#stopped) return;
      await this.#read(next);
    }
  }

  async #read({ id, file, materials }: Incoming): Promise<void> {
    this.#set(id, { state: 'reading', percent: 0 });
    try {
      const passphrase = this.#passphrases.get(id) ?? '';
      const jobId = await this.door.read(file.token, passphrase, materials, (running, percent) => {
        this.#running = running;
        if (this.#find(id)?.percent !== percent) this.#set(id, { percent });
      });
      if (jobId === null) return this.#set(id, { state: 'waiting' });
      const preview = await this.door.preview(jobId);
      this.#set(id, { jobId, preview, state: stateOf(preview, { file, materials }), error: undefined });
    } catch (error) {
      const asksPassphrase = /^PACKAGE_PASSPHRASE_(NEEDED|WRONG)$/.test(this.door.codeOf(error));
      this.#set(id, { state: asksPassphrase ? 'passphrase' : 'failed', error });
    } finally {
      this.#running = '';
    }
  }

  async #merge(id: string, choices: MergeChoices): Promise<void> {
    const entry = this.#find(id);
    if (!entry || (entry.state !== 'ready' && entry.state !== 'asks')) return;
    this.#set(id, { state: 'merging', error: undefined });
    try {
      const done = await this.door.merge(entry.jobId, choices);
      const state = done.already !== '' ? 'already' : done.held !== '' ? 'held' : 'merged';
      this.#set(id, { state, done });
    } catch (error) {
      this.#set(id, { state: 'asks', error });
    }
  }

  /** One thing at a time, in the order it was asked for. */
  #run(work: () => Promise<void>): Promise<void> {
    if (!this.#busy) this.#stopped = false;
    const after = (this.#busy ?? Promise.resolve()).then(work);
    this.#busy = after;
    this.#tell();
    return after.finally(() => {
      if (this.#busy !== after) return;
      this.#busy = null;
      this.#tell();
    });
  }

  #find(id: string): Incoming | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  #set(id: string, change: Partial<Incoming>): void {
    this.#show(this.#entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  }

  #show(entries: readonly Incoming[]): void {
    this.#entries = entries;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const writtenAt = ({ preview }: Incoming): string => preview?.facts.createdAt ?? '';

/** A filled-in 自评表. */
export const isForm = (name: string): boolean => /\.xlsx$/i.test(name);

/** F.fhpkg.001 and F.fhpkg.002 are one package. */
function packageName(name: string): string {
  return name.replace(/\.\d{3}$/, '');
}
