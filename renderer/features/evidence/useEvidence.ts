import { useCallback, useEffect, useRef, useState } from 'react';
import type { EvidenceAdded, EvidenceView } from '@shared/ipc/views';
import { call, registerDroppedFiles, toErrorReport } from '../../api';

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

/** The evidence of one item, and what can be done with it. Lists are always the database's answer. */
export function useEvidence(place: EvidencePlace | null, listeners: EvidenceListeners): EvidenceActions {
  const [files, setFiles] = useState<readonly EvidenceView[]>([]);
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const [round, setRound] = useState(0);
  const { unitId, itemId } = place ?? { unitId: null, itemId: null };
  const heard = useRef(listeners);
  heard.current = listeners;
  const shown = useRef(itemId);
  shown.current = itemId;

  useEffect(() => {
    if (unitId === null || itemId === null) return setFiles([]);
    let gone = false;
    setLoading(true);
    setRefused([]);
    const finish = (apply: () => void) => {
      if (gone) return;
      apply();
      setLoading(false);
    };
    call('evidence:list', { unitId, itemId }).then(
      (list) =>
        finish(() => {
          setFiles(list);
          setError(undefined);
        }),
      (cause: unknown) => finish(() => setError(cause)),
    );
    return () => {
      gone = true;
    };
  }, [unitId, itemId, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);

  /** Runs a change; a refusal is shown in the pane and loses nothing. */
  const attempt = useCallback(async (change: () => Promise<void>) => {
    setError(undefined);
    try {
      await change();
    } catch (cause) {
      setError(cause);
    }
  }, []);

  const take = useCallback((target: EvidencePlace, answer: EvidenceAdded) => {
    setRefused(answer.refused.map(({ name, error }) => ({ name, reason: `${error.what}${error.todo}` })));
    for (const file of answer.added) heard.current.onLinked(target, file.id, true);
  }, []);

  const refresh = useCallback(async (target: EvidencePlace) => {
    const list = await call('evidence:list', { unitId: target.unitId, itemId: target.itemId });
    if (shown.current === target.itemId) setFiles(list);
    heard.current.onCount(target.itemId, list.length);
  }, []);

  const addTokens = useCallback(
    async (target: EvidencePlace, tokens: readonly string[]) => {
      if (tokens.length === 0) return;
      take(target, await call('evidence:add', { ...target, files: [...tokens] }));
      await refresh(target);
    },
    [take, refresh],
  );

  const choose = () =>
    attempt(async () => {
      if (unitId === null || itemId === null) return;
      const chosen = await call('dialog:files', { purpose: 'evidence', multiple: true });
      await addTokens(
        { unitId, itemId },
        chosen.map((file) => file.token),
      );
    });

  const drop = (dropped: readonly File[], onto = itemId) =>
    attempt(async () => {
      if (unitId === null || onto === null) return;
      const chosen = await registerDroppedFiles(dropped);
      await addTokens(
        { unitId, itemId: onto },
        chosen.map((file) => file.token),
      );
    });

  const paste = (file: File) =>
    attempt(async () => {
      if (unitId === null || itemId === null) return;
      const bytes = new Uint8Array(await file.arrayBuffer());
      const target = { unitId, itemId };
      take(target, await call('evidence:paste', { ...target, name: pastedName(file, new Date()), bytes }));
      await refresh(target);
    });

  const judge = (evidenceId: number, judgement: EvidenceView['judgement'], reason: string) =>
    attempt(async () => {
      if (itemId !== null) setFiles(await call('evidence:judge', { evidenceId, itemId, judgement, reason }));
    });

  const link = (evidenceId: number, other: number) =>
    attempt(async () => {
      if (unitId === null) return;
      await call('evidence:link', { evidenceId, itemId: other });
      const target = { unitId, itemId: other };
      heard.current.onLinked(target, evidenceId, true);
      await refresh(target);
      reload();
    });

  const unlink = (evidenceId: number) =>
    attempt(async () => {
      if (unitId === null || itemId === null) return;
      const rest = await call('evidence:unlink', { evidenceId, itemId });
      if (shown.current === itemId) setFiles(rest);
      heard.current.onLinked({ unitId, itemId }, evidenceId, false);
      heard.current.onCount(itemId, rest.length);
    });

  const clearRefused = useCallback(() => setRefused([]), []);
  return { files, loading, error, refused, clearRefused, choose, drop, paste, judge, link, unlink, reload };
}

/** Pasted screenshots come as "image.png"; a name with the time tells them apart. */
export function pastedName(file: { readonly name: string; readonly type: string }, now: Date): string {
  if (file.name !== '' && file.name !== 'image.png') return file.name;
  const part = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${part(now.getMonth() + 1)}${part(now.getDate())}`;
  const clock = `${part(now.getHours())}${part(now.getMinutes())}${part(now.getSeconds())}`;
  return `截图${day}-${clock}.${file.type === 'image/jpeg' ? 'jpg' : 'png'}`;
}

/** Whatever went wrong, as the pane words it for a file that could not be shown. */
export function previewTrouble(cause: unknown): string {
  const report = toErrorReport(cause);
  return report.code === 'UNEXPECTED' ? '文件无法预览，可能已损坏或受密码保护。' : report.what;
}
