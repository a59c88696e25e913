import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBasePackages, type BasePackages } from '../../helpers/hostile/basePackages';
import { digestsOf, readMutated } from '../../helpers/hostile/readMutated';
import { mutateBy } from '../../helpers/mutatedPackages';

/** What each is answered with, whatever the random numbers: several where it depends on them. */
const EXPECTED: readonly (readonly [change: string, code: RegExp])[] = [
  // Names, links, doubles, things that are not there or too many.
  ['forgeries/hostileName', /^PACKAGE_DAMAGED$/],
  ['forgeries/listedTwice', /^PACKAGE_DAMAGED$/],
  ['forgeries/unknownRows', /^PACKAGE_DAMAGED$/],
  ['entries/leftOut', /^(PACKAGE_DAMAGED|NOT_A_PACKAGE)$/],
  ['entries/oneMore', /^PACKAGE_DAMAGED$/],
  ['entries/twice', /^(PACKAGE_DAMAGED|NOT_A_PACKAGE)$/],
  ['entries/twiceTheSameBytes', /^PACKAGE_DAMAGED$/],
  ['entries/manyEntries', /^PACKAGE_DAMAGED$/],
  ['entries/aLinkOrDevice', /^PACKAGE_DAMAGED$/],
  // Bombs: by what they say, by what they grow to, by lying on each other, in JSON.
  ['forgeries/moreThanAnyDataSaid', /^PACKAGE_TOO_BIG$/],
  ['forgeries/growsAThousandTimes', /^PACKAGE_DAMAGED$/],
  ['forgeries/growsBeyondWhatItSays', /^PACKAGE_DAMAGED$/],
  ['forgeries/deflatedEvidence', /^PACKAGE_DAMAGED$/],
  ['forgeries/evidenceWithinEvidence', /^PACKAGE_DAMAGED$/],
  ['forgeries/manifestBomb', /^(NOT_A_PACKAGE|PACKAGE_DAMAGED)$/],
  ['forgeries/rowBomb', /^PACKAGE_DAMAGED$/],
  // Contents that are not what was listed.
  ['forgeries/sizeLies', /^PACKAGE_(DAMAGED|TOO_BIG)$/],
  ['forgeries/hashLies', /^PACKAGE_DAMAGED$/],
  ['forgeries/evidenceUnderAnotherHash', /^PACKAGE_DAMAGED$/],
  ['forgeries/notUtf8', /^NOT_A_PACKAGE$/],
  ['forgeries/fieldTooMany', /^PACKAGE_DAMAGED$/],
  ['forgeries/fieldLeftOut', /^(PACKAGE_DAMAGED|NOT_A_PACKAGE)$/],
  // Format and keys.
  ['forgeries/newerFormat', /^PACKAGE_TOO_NEW$/],
  ['forgeries/signedByAnother', /^PACKAGE_SIGNATURE_WRONG$/],
  ['forgeries/anotherSortOfKey', /^PACKAGE_(SIGNATURE_WRONG|DAMAGED)$/],
  // Seals.
  ['seals/checkOfAnother', /^PACKAGE_PASSPHRASE_WRONG$/],
  ['seals/payloadOfAnother', /^PACKAGE_DAMAGED$/],
  ['seals/chunksExchanged', /^PACKAGE_DAMAGED$/],
  ['seals/cutAtAChunk', /^PACKAGE_DAMAGED$/],
  ['seals/payloadByteChanged', /^PACKAGE_DAMAGED$/],
  ['seals/payloadDeflated', /^PACKAGE_DAMAGED$/],
  ['seals/oneMoreBeside', /^PACKAGE_DAMAGED$/],
  ['seals/sealedTwice', /^(PACKAGE_DAMAGED|NOT_A_PACKAGE)$/],
  ['seals/anotherInside', /^PACKAGE_DAMAGED$/],
  ['seals/junkInside', /^NOT_A_PACKAGE$/],
  // Volumes.
  ['volumes/lost', /^PACKAGE_VOLUME_MISSING$/],
  ['volumes/oneOfAnother', /^PACKAGE_VOLUME_MISSING$/],
  ['volumes/bodyOfAnother', /^(PACKAGE_DAMAGED|NOT_A_PACKAGE|PACKAGE_PASSPHRASE_WRONG)$/],
  ['volumes/allOfAnotherUnderThisId', /^PACKAGE_DAMAGED$/],
];

let folder: string;
let base: BasePackages;
let sound: ReadonlySet<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faheng-hostile-'));
  base = await makeBasePackages(join(folder, 'base'));
  sound = await digestsOf(base, join(folder, 'base'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a hostile package', () => {
  it.each(EXPECTED)('%s', async (change, expected) => {
    for (let seed = 0; seed < 5; seed += 1) {
      const { code, fault } = await readMutated(
        await mutateBy(base, change, seed),
        join(folder, 'read'),
        sound,
      );
      expect(fault).toBe('');
      expect(code).toMatch(expected);
    }
  });
});
