import { expect, it } from 'vitest';
import { verifyYear } from '@electron/services/verify/verifyYear';
import { aYear } from '../../helpers/yearWorkspace';

it('verify names a year that was never moved and yet is not in preparation', async () => {
  const { db } = await aYear();
  expect(await verifyYear(db)).toEqual([]);
  await db.updateTable('cycle').set({ state: 'reviewing' }).execute();
  expect(await verifyYear(db)).toMatchObject([
    { kind: 'practice', message: expect.stringContaining('按阶段记录应是 draft') },
  ]);
});
