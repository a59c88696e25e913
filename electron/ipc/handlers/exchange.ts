import { basename, join } from 'node:path';
import { previewExpired } from '../../../shared/errors/shell';
import { packageFileName } from '../../../shared/exchange/packageWords';
import type { Request } from '../../../shared/ipc/contract';
import type { exchangeCalls, PackDone, PackedView } from '../../../shared/ipc/practice/exchange';
import { loadAssessment } from '../../services/assessment/assessment';
import { decideCells } from '../../services/exchange/decideCells';
import { ensureKeys } from '../../services/exchange/ensureKeys';
import { getPackOptions } from '../../services/exchange/getPackOptions';
import { inboxPath } from '../../services/exchange/inbox';
import { listPackageChanges, listPackages } from '../../services/exchange/ledger';
import { getMergeLimit, setMergeLimit } from '../../services/exchange/mergeLimit';
import { mergePrepared } from '../../services/exchange/mergePrepared';
import type { Packed } from '../../services/exchange/packed';
import { discardPacked, recordPacked } from '../../services/exchange/recordPacked';
import { refuseHeld } from '../../services/exchange/refuseHeld';
import { rollBackMerge } from '../../services/exchange/rollBackMerge';
import { getCoverage } from '../../services/exchange/tiling';
import type { Workspace } from '../../services/workspace/workspace';
import type { Session } from '../../shell/session';
import type { WorkSteps } from '../../shell/workSteps';
import type { Handlers } from '../handle';
import { packEach } from '../packEach';
import { ReadPackages } from '../readPackages';

type Packing = Request<'exchange:pack'>['request'];

/** Jobs of packing whose outcome is kept for whoever asks. */
const KEPT = 20;

/** 数据交换: reading and writing of files is done by jobs, everything that changes the workspace here. */
export function exchangeHandlers(session: Session): Pick<Handlers, keyof typeof exchangeCalls> {
  const open = () => session.workspace();
  const read = new ReadPackages();
  const packed = new Map<string, PackedView>();
  const keepPacked = (jobId: string, view: PackedView): void => {
    packed.set(jobId, view);
    const [oldest] = packed.keys();
    if (packed.size > KEPT && oldest !== undefined) packed.delete(oldest);
  };
  return {
    'exchange:ledger': async () => listPackages(await open()),
    'exchange:changes': async ({ packageId }) => listPackageChanges(await open(), packageId),
    'exchange:decide': async ({ packageId, decisions, reason }) => {
      const workspace = await open();
      await decideCells(workspace, packageId, decisions, reason);
      read.changed();
      return listPackageChanges(workspace, packageId);
    },
    'exchange:rollBack': async ({ packageId, reason }) => {
      const done = await rollBackMerge(await open(), packageId, reason);
      read.changed();
      return done;
    },
    'exchange:refuse': async ({ packageId, reason }) => {
      await refuseHeld(await open(), packageId, reason);
      read.changed();
      return null;
    },
    'exchange:held': async ({ packageId }) => {
      const workspace = await open();
      const rows = await listPackages(workspace);
      const row = rows.find(({ id, state }) => id === packageId && state === 'held');
      if (!row) throw previewExpired();
      const { fileName: name, uid } = row;
      const kept = await session.files.add(inboxPath(workspace.folder, uid, name), 'read');
      // In the inbox it has another name than the person knows, and two of one name are two.
      return { ...kept, name, place: uid };
    },
    'exchange:options': async () => getPackOptions(await open()),
    'exchange:pack': async ({ request, target }) => {
      const path = session.files.path(target, 'write');
      // As it is now: the package is this person's, whoever sits there when it is done.
      const workspace = { ...(await open()) };
      await ensureKeys(workspace);
      const jobId = session.startWork(path, async (steps) => {
        const view = { packed: [], skipped: [], left: [] };
        keepPacked(steps.jobId, view);
        keepPacked(steps.jobId, { ...view, packed: [await packOne(steps, workspace, request, path)] });
      });
      return { jobId };
    },
    'exchange:packEach': async ({ request, folder }) => {
      const path = session.files.path(folder, 'folder');
      const workspace = { ...(await open()) };
      const { unitByCode, cycle } = await loadAssessment(workspace);
      await ensureKeys(workspace);
      const units = request.unitCodes.map((code) => unitByCode.get(code) ?? { code, name: code });
      const jobId = session.startWork(path, async (steps) => {
        // What was written stays on the ledger, also where a later one fails.
        await packEach(units, steps, {
          pack: (unit) => {
            const target = join(path, packageFileName(request.kind, unit, cycle.year));
            return packOne(steps, workspace, { ...request, unitCodes: [unit.code] }, target);
          },
          keep: (view) => keepPacked(steps.jobId, view),
        });
      });
      return { jobId };
    },
    'exchange:packed': async ({ jobId }) => {
      const view = packed.get(jobId);
      if (!view) throw previewExpired();
      return view;
    },
    'exchange:read': async ({ file, passphrase, materials: place }) => {
      const path = session.files.path(file, 'read');
      const materials =
        place === null ? '' : session.files.path(place.token, place.kind === 'folder' ? 'folder' : 'read');
      const workspace = { ...(await open()) };
      const { folder } = workspace;
      const jobId = session.startWork(path, async (steps) => {
        const args = { folder, path, passphrase, materials };
        read.keep(steps.jobId, workspace, await steps.run('preparePackage', args));
      });
      return { jobId };
    },
    'exchange:preview': async ({ jobId }) => {
      const workspace = await open();
      const { folder } = workspace;
      return read.preview(jobId, workspace, (prepared) =>
        session.run('previewPackage', { folder, prepared }),
      );
    },
    'exchange:discard': async ({ jobId }) => {
      read.discard(jobId);
      return null;
    },
    'exchange:merge': async ({ jobId, ...choices }) => {
      const workspace = await open();
      const done = await mergePrepared(workspace, read.prepared(jobId, workspace), choices);
      read.changed();
      read.discard(jobId);
      return done;
    },
    'exchange:mergeLimit': async () => getMergeLimit(await open()),
    'exchange:setMergeLimit': async ({ text }) => {
      const set = await setMergeLimit(await open(), text);
      // Whether somebody is asked may be another now.
      read.changed();
      return set;
    },
    'exchange:coverage': async () => getCoverage(await open()),
    'exchange:facts': async ({ file, passphrase }) =>
      session.run('inspectPackage', { path: session.files.path(file, 'read'), passphrase }),
    'exchange:makeSeat': async ({ file, passphrase, folder: place }) => {
      const path = session.files.path(file, 'read');
      const folder = session.files.path(place, 'folder');
      const jobId = session.startWork(path, async (steps) => {
        await steps.run('makeSeat', { file: path, passphrase, folder });
      });
      return { jobId };
    },
  };
}

async function packOne(
  steps: WorkSteps,
  workspace: Workspace,
  packing: Packing,
  target: string,
): Promise<PackDone> {
  const written = await writeOne(steps, workspace, packing, target);
  try {
    steps.assertGoesOn();
  } catch (cause) {
    await discardPacked(written);
    throw cause;
  }
  const done = await recordPacked(workspace, written);
  // Where a file lies is nobody's business in the page.
  return { ...done, files: done.files.map((path) => basename(path)) };
}

async function writeOne(
  steps: WorkSteps,
  workspace: Workspace,
  { passphrase, volumeBytes, leaveOut, kind, ...rest }: Packing,
  target: string,
): Promise<Packed> {
  const { folder } = workspace;
  if (kind === 'form') {
    const { unitByCode } = await loadAssessment(workspace);
    const unitId = unitByCode.get(rest.unitCodes[0] ?? '')?.id ?? 0;
    return steps.run('writeForm', { folder, unitId, target });
  }
  const request = { kind, ...rest };
  const options = { passphrase, leaveOut, ...(volumeBytes === null ? {} : { volumeBytes }) };
  return steps.run('writePackage', { folder, request, target, options });
}
