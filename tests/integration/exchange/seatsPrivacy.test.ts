import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { setScore } from '@electron/services/scores/setScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acting } from '../../helpers/acting';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { anEntry } from '../../helpers/testWorkspace';

/** What is nobody's business outside the office: secrets, and the chain of the trail. */
async function secretsOf({ db }: Workspace): Promise<string[]> {
  const accounts = await db.selectFrom('account').select(['password', 'recovery']).execute();
  const trail = await sql<{ hash: string }>`SELECT hash FROM audit_entry`.execute(db);
  const keys = await db.selectFrom('exchange_key').select('private_key').execute();
  const salts = await db.selectFrom('marking').select('salt').execute();
  return [
    ...accounts.flatMap(({ password, recovery }) => [password, recovery]),
    ...trail.rows.map(({ hash }) => hash),
    ...keys.map(({ private_key }) => private_key),
    ...salts.map(({ salt }) => salt),
    'scrypt',
  ].filter((secret) => secret !== '');
}

async function hashesOf(
  { db }: Workspace,
  unitCode: string,
  itemCodes: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ sha256: string }>`
    SELECT e.sha256 FROM evidence AS e JOIN unit AS u ON u.id = e.unit_id JOIN evidence_link AS l ON l.evidence_id = e.id
    JOIN item AS i ON i.id = l.item_id WHERE u.code = ${unitCode} AND i.code IN (SELECT value FROM json_each(${JSON.stringify(itemCodes)}))`.execute(
    db,
  );
  return rows.rows.map(({ sha256 }) => sha256).sort();
}

const found = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => text.includes(word));

const ALL = ['1.1.1', '1.1.2', '1.1.3'];

describe('a package of the office', () => {
  it('for a unit holds its own sheet and nothing of anybody else', async () => {
    const { office } = await aSeatDistrict();
    const { text, manifest, evidence } = await readPackageText(
      await aPackage(office, { kind: 'task', unitCodes: ['A02'] }),
    );
    expect(manifest.to).toEqual({ seat: 'unit', unitCode: 'A02', unitName: '单位A02', scorer: '' });
    expect(found(text, ['自评说明A02-1.1.1', '材料A02-1.1.3.pdf', '2020-12-31', '王联络'])).toHaveLength(4);
    expect([...evidence].sort()).toEqual(await hashesOf(office, 'A02', ALL));
    // Other units, whoever scores, what they gave and why, what was made of the evidence.
    const foreign = [
      'A01',
      'A03',
      '评分员',
      '张评分',
      '李评分',
      '的理由',
      '多人评分',
      '材料意见',
      '45.5',
      '"score:',
    ];
    expect(found(text, foreign)).toEqual([]);
    expect(found(text, await secretsOf(office))).toEqual([]);
  });

  it('for a scorer holds the chosen places with the scorer’s own work, and nothing of anybody else', async () => {
    const { office } = await aSeatDistrict();
    const path = await aPackage(office, { kind: 'assign', scorer: '李评分', unitCodes: ['A02'] });
    const { text, manifest, evidence } = await readPackageText(path);
    expect(manifest.to).toEqual({ seat: 'assessor', unitCode: '', unitName: '', scorer: '李评分' });
    const own = ['李评分的理由A02-1.1.3', '李评分的多人评分A02', '自评说明A02-1.1.2', '材料意见A02-1.1.3'];
    expect(found(text, own)).toEqual(own);
    expect([...evidence].sort()).toEqual(await hashesOf(office, 'A02', ['1.1.2', '1.1.3']));
    const foreign = [
      'A01',
      'A03',
      '张评分',
      '王联络',
      '自评说明A02-1.1.1',
      '材料A02-1.1.1',
      '材料意见A02-1.1.1',
    ];
    expect(found(text, foreign)).toEqual([]);
    expect(found(text, await secretsOf(office))).toEqual([]);
  });

  it('for a scorer who took an item over says nothing of what was scored before', async () => {
    const { office, li } = await aSeatDistrict();
    const { itemByCode, unitByCode } = await loadAssessment(office);
    const itemId = itemByCode.get('1.1.1')?.id ?? 0;
    // What was there is a version from now on.
    await aPackage(office, { kind: 'assign', scorer: '张评分' });
    await assignScorers(office, [{ itemId, accountIds: [li.accountId] }]);
    const takenOver = { kind: 'assign', scorer: '李评分', itemCodes: ['1.1.1'] } as const;
    const before = await readPackageText(await aPackage(office, takenOver));
    expect(found(before.text, ['张评分', '"score:'])).toEqual([]);
    const unitId = unitByCode.get('A02')?.id ?? 0;
    const entry = anEntry({ 得分: '30' }, { reason: '李评分重新评分' });
    await acting(office, li, () => setScore(office, { unitId, itemId, entry, scorer: li.name }));
    const { text } = await readPackageText(await aPackage(office, takenOver));
    expect(found(text, ['张评分', '李评分重新评分'])).toEqual(['李评分重新评分']);
  });
});
