import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { packPackage } from '@electron/services/exchange/packPackage';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { officeAndUnit } from '../../helpers/exchangeDistrict';
import { tempFolder } from '../../helpers/tempFolder';

it('volumes written again under one name leave none of the former package, which were more', async () => {
  const { office, unit } = await officeAndUnit();
  const { units, items } = await loadAssessment(unit);
  const file = await fileOf(await tempFolder(), '大.pdf', Buffer.concat([aPdf(), randomBytes(300_000)]));
  await addEvidence(unit, { unitId: units[0]?.id ?? 0, itemId: items[0]?.id ?? 0, paths: [file] });
  const out = await tempFolder();
  const target = join(out, '自评包.fhpkg');
  const request = { kind: 'self', unitCodes: [], itemCodes: [], scorer: '', note: '' } as const;
  const former = await packPackage(unit, request, target, { volumeBytes: 65_536 });
  const again = await packPackage(unit, request, target, { volumeBytes: 200_000 });
  expect(again.files.length).toBeLessThan(former.files.length);
  expect((await readdir(out)).toSorted()).toEqual(again.files.map((path) => basename(path)));
  const { newFiles } = await mergePackage(office, again.files.at(-1) ?? '');
  expect(newFiles).toBe(1);
});
