import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAssessment } from '../../electron/services/assessment/assessment';
import { addEvidence } from '../../electron/services/evidence/addEvidence';
import { createSeat } from '../../electron/services/exchange/createSeat';
import { mergePackage } from '../../electron/services/exchange/mergePackage';
import { packPackage } from '../../electron/services/exchange/packPackage';
import { readBuiltinSet } from '../../electron/services/indicators/builtinSet';
import { createWorkspace } from '../../electron/services/workspace/createWorkspace';
import { openWorkspace } from '../../electron/services/workspace/openWorkspace';
import { moveCycle } from '../../electron/services/year/moveCycle';

const REQUEST = { unitCodes: [], itemCodes: [], scorer: '', note: '' } as const;

/** Files a person drops at a time. */
const AT_A_TIME = 32;

export interface TwoSides {
  /** Of the office's workspace and of the unit's seat; both are made. */
  readonly office: string;
  readonly seat: string;
}

/** An office with a seat of one of its units that has attached files of random bytes. @returns how many. */
export async function makeTwoSides({
  office: officeFolder,
  seat: seatFolder,
  files,
  bytes,
}: TwoSides & { files: number; bytes: number }): Promise<number> {
  const { system, groups, sampleUnits } = await readBuiltinSet();
  const office = await createWorkspace({
    ...{ folder: officeFolder, year: system.year, system, groups, units: sampleUnits },
  });
  for (const to of ['published', 'selfEvaluating'] as const) {
    await moveCycle(office, { to, reason: '测量', confirm: true });
  }
  const task = join(`${officeFolder}-task.fhpkg`);
  await packPackage(office, { ...REQUEST, kind: 'task', unitCodes: [sampleUnits[0]?.code ?? ''] }, task);
  await office.close();
  await createSeat(task, seatFolder);
  const seat = await openWorkspace(seatFolder);
  const { units, items } = await loadAssessment(seat);
  const drop = `${seatFolder}-drop`;
  await mkdir(drop, { recursive: true });
  let added = 0;
  for (let from = 0; from < files; from += AT_A_TIME) {
    const paths: string[] = [];
    for (let index = from; index < Math.min(files, from + AT_A_TIME); index += 1) {
      const path = join(drop, `材料${index}.pdf`);
      await writeFile(path, Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(bytes - 9)]));
      paths.push(path);
    }
    const place = { unitId: units[0]?.id ?? 0, itemId: items[0]?.id ?? 0 };
    added += (await addEvidence(seat, { ...place, paths })).added.length;
    for (const path of paths) await rm(path);
  }
  await seat.close();
  if (added !== files) throw new Error(`${added} files attached instead of ${files}`);
  return added;
}

/** Ours: a unit's whole 自评包, on the ledger and under its name. */
export async function packSelf({ seat, target }: { seat: string; target: string }): Promise<number> {
  const workspace = await openWorkspace(seat);
  const start = performance.now();
  await packPackage(workspace, { ...REQUEST, kind: 'self' }, target);
  const ms = performance.now() - start;
  await workspace.close();
  return ms;
}

/** Ours: the same read, checked, planned and merged at the office, evidence in the store, a copy of the database taken. */
export async function mergeSelf({ office, target }: { office: string; target: string }): Promise<number> {
  const workspace = await openWorkspace(office);
  const start = performance.now();
  const { newFiles } = await mergePackage(workspace, target);
  const ms = performance.now() - start;
  await workspace.close();
  if (newFiles === 0) throw new Error('nothing was merged');
  return ms;
}
