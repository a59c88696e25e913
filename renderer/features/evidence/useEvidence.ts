import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { EvidenceAdded, EvidenceView } from '@shared/ipc/views';
import { call, registerDroppedFiles } from '../../api';
import { useMay } from '../../shell/workspace';

export interface RefusedFile {
  readonly name: string;
  readonly reason: string;
}

export interface EvidencePlace {
  readonly unitId: number;
  readonly itemId: number;
}

export interface EvidenceActions {
  readonly files: readonly EvidenceView[];
  readonly loading: boolean;
  readonly error: unknown;
  /** Files of the last drop that were not taken, with the reason; the others were kept. */
  readonly refused: readonly RefusedFile[];
  readonly clearRefused: () => void;
  readonly choose: () => Promise<void>;
  /** Dropped files; to another item than the shown one where told. */
  readonly drop: (files: readonly File[], itemId?: number) => Promise<void>;
  readonly paste: (file: File) => Promise<void>;
  readonly judge: (evidenceId: number, judgement: EvidenceView['judgement'], reason: string) => Promise<void>;
  readonly link: (evidenceId: number, itemId: number) => Promise<void>;
  readonly unlink: (evidenceId: number) => Promise<void>;
  readonly reload: () => void;
}

export interface EvidenceListeners {
  /** An item of the unit has this many files now. */
  readonly onCount: (itemId: number, count: number) => void;
  /** A file was attached to (or taken from) an item by hand, so that it can be undone. */
  readonly onLinked: (place: EvidencePlace, evidenceId: number, linked: boolean) => void;
}

/** What is known of one item's evidence. `place` tells whether it is still the item asked about. */
interface Known {
  readonly place: EvidencePlace;
  readonly files: readonly EvidenceView[];
  readonly refused: readonly RefusedFile[];
}

const samePlace = (a: EvidencePlace | null, b: EvidencePlace | null): boolean =>
  a !== null && b !== null && a.unitId === b.unitId && a.itemId === b.itemId;

const listOf = ({ unitId, itemId }: EvidencePlace) => call('evidence:list', { unitId, itemId });

/** The evidence of one item, and what can be done with it. Lists are always the database's answer. */
export function useEvidence(place: EvidencePlace | null, listeners: EvidenceListeners): EvidenceActions {
  const unitId = place?.unitId ?? null;
  const itemId = place?.itemId ?? null;
  const [known, setKnown] = useState<Known | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const adds = useMay()('addEvidence');
  // Actions are started by hand or by a drop; they look up here where the person is by then.
  const now = useRef({ place, listeners, adds });
  useLayoutEffect(() => {
    now.current = { place, listeners, adds };
  });

  useEffect(() => {
    if (unitId === null || itemId === null) return;
    let gone = false;
    const asked = { unitId, itemId };
    listOf(asked).then(
      (files) => {
        if (gone) return;
        setKnown({ place: asked, files, refused: [] });
        setError(undefined);
      },
      (cause: unknown) => !gone && setError(cause),
    );
    return () => {
      gone = true;
    };
  }, [unitId, itemId]);

  const actions = useMemo(() => actionsOf(now, setKnown, setError), []);
  const current = samePlace(known?.place ?? null, place) ? known : null;
  const files = current?.files ?? NO_FILES;
  const refused = current?.refused ?? NO_REFUSALS;
  const loading = place !== null && current === null && error === undefined;
  return useMemo(
    () => ({ ...actions, files, refused, loading, error }),
    [actions, files, refused, loading, error],
  );
}

const NO_FILES: readonly EvidenceView[] = [];
const NO_REFUSALS: readonly RefusedFile[] = [];

type Now = {
  readonly current: {
    readonly place: EvidencePlace | null;
    readonly listeners: EvidenceListeners;
    readonly adds: boolean;
  };
};

function actionsOf(
  now: Now,
  setKnown: (change: (known: Known | null) => Known | null) => void,
  setError: (cause: unknown) => void,
): Omit<EvidenceActions, 'files' | 'refused' | 'loading' | 'error'> {
  /** Runs a change at the present place; a refusal is shown in the pane and loses nothing. */
  const attempt = async (change: (at: EvidencePlace) => Promise<void>) => {
    const at = now.current.place;
    if (!at) return;
    setError(undefined);
    try {
      await change(at);
    } catch (cause) {
      setError(cause);
    }
  };
  /** Keys, drops and pastes come whatever the screen offers. */
  const adding: typeof attempt = async (change) => {
    if (now.current.adds) await attempt(change);
  };
  const show = (at: EvidencePlace, files: readonly EvidenceView[], refused?: readonly RefusedFile[]) => {
    setKnown((known) =>
      samePlace(at, now.current.place)
        ? {
            place: at,
            files,
            refused: refused ?? (samePlace(known?.place ?? null, at) ? (known?.refused ?? []) : []),
          }
        : known,
    );
    now.current.listeners.onCount(at.itemId, files.length);
  };
  const take = async (at: EvidencePlace, answer: EvidenceAdded, also: readonly RefusedFile[] = []) => {
    for (const file of answer.added) now.current.listeners.onLinked(at, file.id, true);
    const refused = answer.refused.map((file) => ({
      name: file.name,
      reason: `${file.error.what}${file.error.todo}`,
    }));
    show(at, await listOf(at), [...also, ...refused]);
  };
  const add = async (
    at: EvidencePlace,
    chosen: readonly { readonly token: string }[],
    refused: readonly RefusedFile[] = [],
  ) => {
    if (chosen.length === 0 && refused.length === 0) return;
    const nothing: EvidenceAdded = { added: [], refused: [] };
    const files = chosen.map((file) => file.token);
    await take(at, files.length > 0 ? await call('evidence:add', { ...at, files }) : nothing, refused);
  };
  return {
    clearRefused: () => setKnown((known) => known && { ...known, refused: [] }),
    choose: () =>
      adding(async (at) => add(at, await call('dialog:files', { purpose: 'evidence', multiple: true }))),
    drop: (dropped, onto) =>
      adding(async (at) => {
        const chosen = await registerDroppedFiles(dropped);
        await add({ unitId: at.unitId, itemId: onto ?? at.itemId }, chosen, withoutPath(dropped, chosen));
      }),
    paste: (file) =>
      adding(async (at) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        await take(at, await call('evidence:paste', { ...at, name: pastedName(file, new Date()), bytes }));
      }),
    judge: (evidenceId, judgement, reason) =>
      attempt(async (at) => {
        show(at, await call('evidence:judge', { evidenceId, itemId: at.itemId, judgement, reason }));
      }),
    link: (evidenceId, other) =>
      attempt(async (at) => {
        await call('evidence:link', { evidenceId, itemId: other });
        const target = { unitId: at.unitId, itemId: other };
        now.current.listeners.onLinked(target, evidenceId, true);
        now.current.listeners.onCount(other, (await listOf(target)).length);
        show(at, await listOf(at));
      }),
    unlink: (evidenceId) =>
      attempt(async (at) => {
        show(at, await call('evidence:unlink', { evidenceId, itemId: at.itemId }));
        now.current.listeners.onLinked(at, evidenceId, false);
      }),
    reload: () => void attempt(async (at) => show(at, await listOf(at))),
  };
}

/** Dropped things that are no file on this machine: a picture out of a mail or a browser. */
export function withoutPath(
  dropped: readonly { readonly name: string }[],
  chosen: readonly { readonly name: string }[],
): readonly RefusedFile[] {
  const known = new Set(chosen.map((file) => file.name));
  return dropped
    .filter((file) => !known.has(file.name))
    .map(({ name }) => ({ name, reason: '它不是本机上的文件。请先保存到本机，再添加。' }));
}

/** Pasted screenshots come as "image.png"; a name with the time tells them apart. */
export function pastedName(file: { readonly name: string; readonly type: string }, now: Date): string {
  if (file.name !== '' && file.name !== 'image.png') return file.name;
  const day = `${now.getFullYear()}${twoDigits(now.getMonth() + 1)}${twoDigits(now.getDate())}`;
  const clock = `${twoDigits(now.getHours())}${twoDigits(now.getMinutes())}${twoDigits(now.getSeconds())}`;
  return `截图${day}-${clock}.${file.type === 'image/jpeg' ? 'jpg' : 'png'}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
