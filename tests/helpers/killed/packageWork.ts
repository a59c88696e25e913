import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { packPackage } from '@electron/services/exchange/packPackage';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { aPdf } from '../evidenceFiles';
import type { SaidOfPackages } from './saidOfPackages';

// A program that fills in at a unit's seat, packs, and merges at the office, without end until it is killed. It says what it
// is about to do and what was acknowledged, each in one write to a pipe, which survives the kill.
const [officeFolder = '', seatFolder = '', out = '', mark = ''] = process.argv.slice(2);

const PASSPHRASE = '水利局自评 2020';

function say(said: SaidOfPackages): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

async function saying<R>(what: SaidOfPackages['what'], value: string, work: () => Promise<R>): Promise<R> {
  say({ when: 'before', what, value });
  const done = await work();
  say({ when: 'after', what, value });
  return done;
}

async function workOn(): Promise<never> {
  const office = await openWorkspace(officeFolder, { mustWrite: true });
  const seat = await openWorkspace(seatFolder, { mustWrite: true });
  const { units, items } = await loadAssessment(seat);
  const [unitId, itemId] = [units[0]?.id ?? 0, items[0]?.id ?? 0];
  for (let turn = 0; ; turn += 1) {
    const value = `${mark}-${turn}`;
    await saying('type', value, async () => {
      const file = join(out, `${value}.pdf`);
      await writeFile(file, Buffer.concat([aPdf(value), Buffer.alloc(90_000, 0x20)]));
      await addEvidence(seat, { unitId, itemId, paths: [file] });
      await recordSelfEvaluation(seat, { unitId, itemId, points: '1', statement: value, editId: '' });
    });
    const passphrase = turn % 3 === 1 ? PASSPHRASE : '';
    const request = { kind: 'self', unitCodes: [], itemCodes: [], scorer: '', note: '' } as const;
    const packed = await saying('pack', value, () =>
      packPackage(seat, request, join(out, `${value}.fhpkg`), {
        ...{ passphrase, sealCost: 14 },
        ...(turn % 3 === 2 && { volumeBytes: 65_536 }),
      }),
    );
    const merge = (): ReturnType<typeof mergePackage> =>
      mergePackage(office, packed.files[0] ?? '', undefined, { passphrase });
    const { packageId } = await saying('merge', value, merge);
    if (turn % 4 !== 3) continue;
    await saying('rollBack', value, () => rollBackMerge(office, packageId, '演练撤回合并'));
    await saying('merge', value, merge);
  }
}

void workOn();
