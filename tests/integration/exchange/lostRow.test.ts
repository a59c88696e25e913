import { cp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPackages } from '@electron/services/exchange/ledger';
import { ensureKeys } from '@electron/services/exchange/ensureKeys';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { noteOutgoing, outgoingOf } from '@electron/services/exchange/outgoing';
import { packPackage } from '@electron/services/exchange/packPackage';
import { ledgerRow } from '@electron/services/exchange/recordPacked';
import { FRESH_VERSIONS, writePacked, type PackOptions } from '@electron/services/exchange/writePacked';
import { OFFICE_SIDE } from '@electron/services/exchange/seatSide';
import type { PackRequest } from '@electron/services/exchange/kinds/packageHandler';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { officeAndUnit, openHere, selfPackage, seatOf, writeSelf } from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { scores } from '../../helpers/scoringSeats';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';

const NONE = { unitCodes: [], itemCodes: [], scorer: '', note: '' } as const;

/**
 * A workspace as it lies after its program was killed at the worst moment of packing: the package has its name, the ledger
 * has no row of it.
 */
async function killedAfterName(
  workspace: Workspace,
  request: PackRequest,
  options: PackOptions = {},
): Promise<{ readonly left: Workspace; readonly path: string }> {
  await ensureKeys(workspace);
  const path = join(await tempFolder(), '包.fhpkg');
  const packed = await writePacked(workspace, request, path, options);
  const { cycle } = await loadAssessment(workspace);
  const row = ledgerRow(workspace, packed, packed.manifest.to ?? OFFICE_SIDE, cycle.id);
  const aside = await tempFolder();
  await noteOutgoing(
    aside,
    outgoingOf(packed, '自评包（考评办）', row),
    join(packed.scratch, FRESH_VERSIONS),
  );
  const folder = join(await tempFolder(), '中断');
  await workspace.close();
  await cp(workspace.folder, folder, { recursive: true });
  await cp(join(aside, 'exchange'), join(folder, 'exchange'), { recursive: true });
  for (const { from, to } of packed.files) await rename(from, to);
  return { left: await openHere(folder), path };
}

const outgoing = async ({ folder }: Workspace): Promise<readonly string[]> =>
  readdir(join(folder, 'exchange', 'outgoing'));

const written = async (workspace: Workspace): Promise<readonly string[]> =>
  (await listPackages(workspace)).filter(({ direction }) => direction === 'out').map(({ uid }) => uid);

describe('a package whose writer was killed before the ledger had it', () => {
  it('is put there with the next one, which says so', async () => {
    const { office, unit } = await officeAndUnit();
    await writeSelf(unit, '1.1.1', '44');
    const { left, path } = await killedAfterName(unit, { kind: 'self', ...NONE });
    expect(await written(left)).toEqual([]);
    await mergePackage(office, path);
    const next = await packPackage(left, { kind: 'self', ...NONE }, join(await tempFolder(), '再.fhpkg'));
    expect(next.hints.join()).toContain('“包.fhpkg”时程序中断');
    expect(await written(left)).toHaveLength(2);
    expect(await outgoing(left)).toEqual([]);
    // Both say the same of the same work.
    await writeSelf(left, '1.1.1', '46');
    const { counts } = await mergePackage(office, await selfPackage(left));
    expect(counts).toMatchObject({ changed: 1, conflict: 0 });
    for (const each of [office, left]) expect((await verifyWorkspace(each)).findings).toEqual([]);
  });

  it('under a passphrase too', async () => {
    const { unit } = await officeAndUnit();
    const sealed = { passphrase: '水利局自评 2020', sealCost: 14 };
    const { left } = await killedAfterName(unit, { kind: 'self', ...NONE }, sealed);
    const next = await packPackage(left, { kind: 'self', ...NONE }, join(await tempFolder(), '再.fhpkg'));
    expect(next.hints.join()).toContain('补登记');
  });

  it('is known before what answers it comes', async () => {
    const { office } = await aSeatDistrict();
    const { left, path } = await killedAfterName(office, { kind: 'assign', ...NONE, scorer: '李评分' });
    const seat = await seatOf(path);
    await scores(seat, 'A02', '1.1.3', '46');
    await mergePackage(left, await aPackage(seat, { kind: 'scores' }));
    expect((await listPackages(left)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'scores merged',
      'assign written',
    ]);
    expect((await verifyWorkspace(left)).findings).toEqual([]);
  });

  it('that never got its name is forgotten', async () => {
    const { unit } = await officeAndUnit();
    const { left, path } = await killedAfterName(unit, { kind: 'self', ...NONE });
    await rm(path);
    const next = await packPackage(left, { kind: 'self', ...NONE }, join(await tempFolder(), '再.fhpkg'));
    expect([next.hints, await written(left), await outgoing(left)]).toEqual([[], [next.uid], []]);
  });
});
