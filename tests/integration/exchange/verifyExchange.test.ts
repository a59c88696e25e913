import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Schema } from '@electron/database/schema';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { verifyExchange } from '@electron/services/verify/verifyExchange';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { behindTheBack } from '../../helpers/behindTheBack';
import { copiesOf, officeAndUnit, openHere, selfPackage, writeSelf } from '../../helpers/exchangeDistrict';

let office: Workspace;

beforeEach(async () => {
  const both = await officeAndUnit();
  await writeSelf(both.unit, '1.1.1', '44');
  await mergePackage(both.office, await selfPackage(both.unit));
  [office] = (await copiesOf(both.office, 1)) as [Workspace];
  expect(await verifyExchange(office)).toEqual([]);
});

/** What `verify` says after somebody changed the database with another program. */
async function findingsAfter(work: (db: Kysely<Schema>) => Promise<unknown>): Promise<string[]> {
  await office.close();
  await behindTheBack(office.folder, work);
  office = await openHere(office.folder);
  return (await verifyWorkspace(office)).findings.map(({ place, message }) => `${place}：${message}`);
}

const last = sql`(SELECT max(id) FROM cell_version)`;

describe('what was changed behind the program’s back is named', () => {
  it.each<[string, (db: Kysely<Schema>) => Promise<unknown>, string]>([
    [
      'the value of a version',
      (db) => sql`UPDATE cell_version SET value = 'null' WHERE id = ${last}`.execute(db),
      '的一个版本与它的编号不符',
    ],
    [
      'who wrote it',
      (db) => sql`UPDATE cell_version SET person = person || '某' WHERE id = ${last}`.execute(db),
      '的一个版本与它的编号不符',
    ],
    [
      'what it was written upon',
      (db) => sql`UPDATE cell_version SET parents = 'x' WHERE id = ${last}`.execute(db),
      '的一个版本与它的编号不符',
    ],
    [
      'a version less',
      (db) => sql`DELETE FROM cell_version WHERE id = ${last}`.execute(db),
      '留存的版本与校验数不符',
    ],
    [
      'what stands',
      (db) => sql`DELETE FROM cell_head WHERE cell = (SELECT max(cell) FROM cell_head)`.execute(db),
      '现行版本与校验数不符',
    ],
    [
      'what a merge did',
      (db) => sql`UPDATE exchange_change SET before = '[]'`.execute(db),
      '合并记录与校验数不符',
    ],
    [
      'the sums themselves',
      (db) => sql`UPDATE exchange_sum SET heads = versions`.execute(db),
      '数据交换校验数',
    ],
    [
      'the ledger',
      (db) => sql`UPDATE exchange_package SET author = '某人' WHERE direction = 'in'`.execute(db),
      '数据包台账',
    ],
    ['a trusted key', (db) => sql`UPDATE peer_key SET unit_code = 'A03'`.execute(db), '对方密钥'],
  ])('%s', async (_what, work, said) => {
    expect((await findingsAfter(work)).join('\n')).toContain(said);
  });

  it('a package in the inbox, altered or gone', async () => {
    const inbox = join(office.folder, 'exchange', 'inbox');
    const [name = ''] = await readdir(inbox);
    const path = join(inbox, name);
    const bytes = await readFile(path);
    bytes.writeUInt8((bytes[bytes.length - 10] ?? 0) ^ 1, bytes.length - 10);
    await chmod(path, 0o644);
    await writeFile(path, bytes);
    const said = [{ kind: 'practice', place: 'self.fhpkg', message: '收件箱里留存的数据包丢失或被改动过' }];
    expect(await verifyExchange(office)).toEqual(said);
    await rm(path);
    expect(await verifyExchange(office)).toEqual(said);
  });
});
