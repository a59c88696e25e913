import { useSyncExternalStore } from 'react';
import { call, toErrorReport } from '../../api';
import { allArrived } from '../../shell/saveState';
import { useWorkspace } from '../../shell/workspace';
import { IncomingPackages, type Incoming, type IncomingDoor, type IncomingProgress } from './incoming';
import { runJob } from './runJob';

const door: IncomingDoor = {
  read: async (file, passphrase, materials, onProgress) => {
    const place = materials && { token: materials.token, kind: materials.kind };
    let jobId = '';
    const ended = await runJob(
      () => call('exchange:read', { file, passphrase, materials: place }),
      (progress) => {
        ({ jobId } = progress);
        onProgress(jobId, progress.total > 0 ? Math.floor((progress.done * 100) / progress.total) : 0);
      },
    );
    return ended === 'cancelled' ? null : jobId;
  },
  preview: (jobId) => call('exchange:preview', { jobId }),
  merge: async (jobId, { decisions, ...choices }) => {
    // What is still on its way to the disk is older than the merge.
    await allArrived();
    return call('exchange:merge', { jobId, decisions: [...decisions], ...choices });
  },
  discard: (jobId) => call('exchange:discard', { jobId }),
  cancel: (jobId) => call('jobs:cancel', { jobId }),
  codeOf: (error) => toErrorReport(error).code,
};

let kept: { readonly key: string; readonly list: IncomingPackages } | null = null;

/** The list of this workspace and person: it outlives the tab, not the workspace. */
function listOf(key: string): IncomingPackages {
  if (kept?.key !== key) kept = { key, list: new IncomingPackages(door) };
  return kept.list;
}

export function useIncoming(): {
  readonly list: IncomingPackages;
  readonly entries: readonly Incoming[];
  readonly busy: boolean;
  readonly progress: IncomingProgress | null;
} {
  const { workspace } = useWorkspace();
  const list = listOf(`${workspace.folder} ${workspace.person}`);
  const entries = useSyncExternalStore(list.subscribe, list.entries);
  const busy = useSyncExternalStore(list.subscribe, () => list.busy);
  const progress = useSyncExternalStore(list.subscribe, list.progress);
  return { list, entries, busy, progress };
}
