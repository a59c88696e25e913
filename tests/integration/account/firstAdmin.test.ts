import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOBODY } from '@shared/domain/role';
import { prepareFirstAdmin } from '@electron/services/account/firstAdmin';
import { authenticate } from '@electron/services/account/signIn';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

const PASSWORD = '海州法治考核2020';

async function created(name: string, password: string) {
  const folder = join(await tempFolder(), '考评库');
  const admin = await prepareFirstAdmin(name, password);
  const units = [aUnit('A01')];
  return {
    folder,
    admin,
    workspace: await createWorkspace({
      folder,
      year: 2020,
      system: aSmallSystem(),
      groups: SMALL_GROUPS,
      units,
      admin,
    }),
  };
}

describe('the first administrator', () => {
  it('works at once in the workspace just made, and signs in from then on', async () => {
    const { folder, admin, workspace } = await created(' 王主任 ', PASSWORD);
    expect(workspace.actor).toMatchObject({ name: '王主任', roles: expect.arrayContaining(['officeAdmin']) });
    expect(admin.recoveryCode).toMatch(/^[A-Z2-9-]{23}$/);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    await workspace.close();
    const again = await openWorkspace(folder);
    expect(again.actor).toEqual(NOBODY);
    expect((await authenticate(again, '王主任', PASSWORD)).mustChange).toBe(false);
    await again.close();
  });

  it('needs no password: then whoever opens the workspace is the office', async () => {
    const { folder, admin, workspace } = await created('王主任', '');
    expect(admin.recoveryCode).toBeNull();
    await workspace.close();
    const again = await openWorkspace(folder);
    expect(again.actor.name).toBe('王主任');
    await again.close();
  });

  it('is refused with a bad password before anything is made', async () => {
    expect((await refusal(prepareFirstAdmin('王主任', '12345678'))).code).toBe('PASSWORD_REFUSED');
    expect((await refusal(prepareFirstAdmin('wangzhuren', 'wangzhuren2020'))).code).toBe('PASSWORD_REFUSED');
  });
});
