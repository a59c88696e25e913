import { beforeEach, describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { getMergeLimit, setMergeLimit } from '@electron/services/exchange/mergeLimit';
import type { Workspace } from '@electron/services/workspace/workspace';
import { parseMergeLimit } from '@shared/exchange/mergeLimit';
import { ROLES, type Role } from '@shared/domain/role';
import { acting } from '../../helpers/acting';
import { officeAndUnit, writeSelf } from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { somebody } from '../../helpers/yearWorkspace';
import { ITEMS } from '../../helpers/seatDistrict';
import { refusal } from '../../helpers/testWorkspace';

let office: Workspace;
let unit: Workspace;

beforeEach(async () => {
  ({ office, unit } = await officeAndUnit());
});

describe('how much a package may lower before somebody is asked', () => {
  it('is 20 percent until the office sets another, which is on the trail', async () => {
    expect(await getMergeLimit(office)).toBe(20);
    expect(await setMergeLimit(office, ' ３5% ')).toBe(35);
    expect(await getMergeLimit(office)).toBe(35);
    const trail = await office.db
      .selectFrom('audit_entry')
      .select(['before', 'after'])
      .where('action', '=', 'cycle.mergeLimit')
      .execute();
    const values = trail.map(({ before, after }) =>
      [before, after].map((text) => JSON.parse(text ?? '') as unknown),
    );
    expect(values).toMatchObject([[{ mergeLimit: 20 }, { mergeLimit: 35 }]]);
  });

  it('cannot be set so high that half of a unit’s work could go unasked', async () => {
    for (const text of ['51', '-1', '20.5', '', '二十']) {
      expect(parseMergeLimit(text)).toBeNull();
      expect((await refusal(setMergeLimit(office, text))).code).toBe('MERGE_LIMIT_INVALID');
    }
    expect(await getMergeLimit(office)).toBe(20);
  });

  const setBy = (role: Role) => acting(office, somebody('甲', [role]), () => setMergeLimit(office, '30'));

  it('is set by the office', async () => {
    expect(await setBy('officeAdmin')).toBe(30);
  });

  it.each(ROLES.filter((role) => role !== 'officeAdmin'))('is not set by others: %s', async (role) => {
    expect((await refusal(setBy(role))).code).toBe('NOT_PERMITTED');
  });

  it('is what a merge is held against', async () => {
    for (const item of ITEMS) await writeSelf(unit, item, '1');
    const { unitByCode, itemByCode } = await loadAssessment(unit);
    for (const item of ITEMS.slice(0, 2)) {
      const itemId = itemByCode.get(item)?.id ?? 0;
      const [attached] = await listItemEvidence(unit.db, unitByCode.get('A02')?.id ?? 0, itemId);
      await unlinkEvidence(unit, { evidenceId: attached?.id ?? 0, itemId });
    }
    const file = await aPackage(unit, { kind: 'self' });
    await setMergeLimit(office, '35');
    const { code, what } = await refusal(mergePackage(office, file));
    expect(code).toBe('MERGE_TOO_MUCH');
    expect(what).toContain('35%');
  });
});
