import type { MergeChoices, MergeDone, PackagePreview } from '@shared/ipc/practice/exchange';
import type { ChosenFile } from '@shared/ipc/views';
import { asksKey, choicesOf, draftFor, EMPTY_DRAFT, isCompared, type MergeDraft } from './mergeDraft';

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
  /** Is merged as soon as what is done now has ended. */
  | 'queued'
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
  /** What a person has settled of it so far. */
  readonly draft: MergeDraft;
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
  queued: '等待合并',
  merging: '正在合并',
  merged: '已合并',
  already: '以前合并过',
  held: '已挂起',
  failed: '不能合并',
};

/** Files one list holds. */
export const MOST_INCOMING = 40;

/** What a person has to settle before this is merged, in words; none: it can be merged with all others. */
export function questionsOf(
  preview: PackagePreview,
  { file, materials, draft }: Pick<Incoming, 'file' | 'materials' | 'draft'>,
): readonly string[] {
  const { held, brake, counts } = preview;
  return [
    // Merged without them, the unit would have handed in no evidence.
    ...(isForm(file.name) && !materials ? ['选择材料'] : []),
    ...(asksKey(preview) && !isCompared(preview, draft) ? ['核对密钥'] : []),
    ...(held === '' ? [] : ['处理挂起']),
    ...(brake ? ['确认降低得分'] : []),
    ...(counts.conflict > 0 ? ['看冲突'] : []),
  ];
}

function stateOf(
  preview: PackagePreview,
  entry: Pick<Incoming, 'file' | 'materials' | 'draft'>,
): IncomingState {
  if (preview.already !== '') return 'already';
  return questionsOf(preview, entry).length > 0 ? 'asks' : 'ready';
}

/** How far what is being done with the whole list is. */
export interface IncomingProgress {
  readonly does: 'reading' | 'merging';
  readonly done: number;
  readonly total: number;
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
  #progress: IncomingProgress | null = null;
  readonly #passphrases = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #number = 0;

  constructor(private readonly door: IncomingDoor) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): readonly Incoming[] => this.#entries;

  /** null while nothing is done with the list as a whole. */
  readonly progress = (): IncomingProgress | null => this.#progress;

  /**
   * Volumes of one package count once, as does a file chosen again; that one is read anew, since another may lie there
   * now. Files of one name in two folders are two.
   *
   * @returns how many found no room.
   */
  add(files: readonly ChosenFile[]): number {
    const chosen = new Map<string, ChosenFile>();
    for (const file of files) if (!chosen.has(placeOf(file))) chosen.set(placeOf(file), file);
    const working = new Set<IncomingState>(['waiting', 'reading', 'queued', 'merging']);
    const again = this.#entries.filter((entry) => chosen.has(placeOf(entry.file)));
    for (const { state, file } of again) if (working.has(state)) chosen.delete(placeOf(file));
    this.remove(again.filter(({ state }) => !working.has(state)).map(({ id }) => id));
    const fresh = [...chosen.values()];
    const room = Math.max(0, MOST_INCOMING - this.#entries.length);
    this.#show([
      ...this.#entries,
      ...fresh.slice(0, room).map((file) => ({
        ...{ id: `p${++this.#number}`, file, state: 'waiting' as const, jobId: '', percent: 0 },
        ...{ preview: null, draft: EMPTY_DRAFT, done: null, error: undefined, materials: null },
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
    this.#readAnew(id, { materials });
  }

  retry(id: string): void {
    this.#readAnew(id, {});
  }

  /** Goes on with what was left when reading was stopped. */
  resume(): void {
    void this.#run(() => this.#readAll());
  }

  /** Keeps what a person has settled; a key that was compared is no question any more. */
  settle(id: string, change: Partial<MergeDraft>): void {
    const entry = this.#find(id);
    if (!entry?.preview || (entry.state !== 'ready' && entry.state !== 'asks')) return;
    const draft = { ...entry.draft, ...change };
    this.#set(id, { draft, state: stateOf(entry.preview, { ...entry, draft }) });
  }

  /** Works the preview out anew: another package may have been merged since. */
  async refresh(id: string): Promise<void> {
    const entry = this.#find(id);
    if (!entry || entry.jobId === '' || (entry.state !== 'ready' && entry.state !== 'asks')) return;
    try {
      const preview = await this.door.preview(entry.jobId);
      const now = this.#find(id);
      if (now?.state !== entry.state) return;
      const draft = draftFor(preview, now.preview, now.draft);
      this.#set(id, { preview, draft, state: stateOf(preview, { ...now, draft }) });
    } catch (error) {
      this.#set(id, { state: 'failed', error });
    }
  }

  /** @returns once it is merged, or has failed: then the entry keeps its preview and shows why. */
  merge(id: string): Promise<void> {
    const entry = this.#find(id);
    if (!entry || (entry.state !== 'ready' && entry.state !== 'asks')) return Promise.resolve();
    const { state } = entry;
    this.#set(id, { state: 'queued', error: undefined });
    return this.#run(async () => {
      // Somebody pressed 取消 while it waited for its turn.
      if (this.#stopped) return this.#set(id, { state });
      await this.#merge(id);
    });
  }

  /** Merges everything nobody has to be asked about, in the order in which it was written. */
  mergeReady(): Promise<void> {
    return this.#run(async () => {
      const inOrder = this.#entries
        .filter(({ state }) => state === 'ready')
        .sort((one, other) => (writtenAt(one) < writtenAt(other) ? -1 : 1));
      for (const [done, { id }] of inOrder.entries()) {
        if (this.#stopped) return;
        this.#tellProgress({ does: 'merging', done, total: inOrder.length });
        await this.refresh(id);
        if (this.#find(id)?.state === 'ready') await this.#merge(id);
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
      ({ id, state }) => ids.includes(id) && state !== 'reading' && state !== 'queued' && state !== 'merging',
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
    for (let done = 0; ; done += 1) {
      const waiting = this.#entries.filter(({ state }) => state === 'waiting');
      const [next] = waiting;
      if (!next || this.#stopped) return;
      this.#tellProgress({ does: 'reading', done, total: done + waiting.length });
      await this.#read(next);
    }
  }

  #readAnew(id: string, change: Pick<Partial<Incoming>, 'materials'>): void {
    const jobId = this.#find(id)?.jobId ?? '';
    if (jobId !== '') void this.door.discard(jobId).catch(() => undefined);
    this.#set(id, { ...change, jobId: '', preview: null, state: 'waiting', error: undefined });
    void this.#run(() => this.#readAll());
  }

  async #read({ id, file, materials, draft }: Incoming): Promise<void> {
    this.#set(id, { state: 'reading', percent: 0 });
    try {
      const passphrase = this.#passphrases.get(id) ?? '';
      const jobId = await this.door.read(file.token, passphrase, materials, (running, percent) => {
        this.#running = running;
        if (this.#find(id)?.percent !== percent) this.#set(id, { percent });
      });
      if (jobId === null) return this.#set(id, { state: 'waiting' });
      const preview = await this.door.preview(jobId);
      const kept = draftFor(preview, null, draft);
      const state = stateOf(preview, { file, materials, draft: kept });
      this.#set(id, { jobId, preview, draft: kept, state, error: undefined });
    } catch (error) {
      const asksPassphrase = /^PACKAGE_PASSPHRASE_(NEEDED|WRONG)$/.test(this.door.codeOf(error));
      this.#set(id, { state: asksPassphrase ? 'passphrase' : 'failed', error });
    } finally {
      this.#running = '';
    }
  }

  async #merge(id: string): Promise<void> {
    const entry = this.#find(id);
    if (!entry?.preview) return;
    this.#set(id, { state: 'merging', error: undefined });
    try {
      const done = await this.door.merge(entry.jobId, choicesOf(entry.preview, entry.draft));
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
      this.#progress = null;
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

  #tellProgress(progress: IncomingProgress): void {
    this.#progress = progress;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const writtenAt = ({ preview }: Incoming): string => preview?.facts.createdAt ?? '';

/** A filled-in 自评表. */
export const isForm = (name: string): boolean => /\.xlsx$/i.test(name);

/** F.fhpkg.001 and F.fhpkg.002 of one folder are one package. */
function placeOf({ place, name }: ChosenFile): string {
  return `${place}/${name.replace(/\.\d{3}$/, '')}`;
}
