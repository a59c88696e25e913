import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sql } from 'kysely';
import { openWriter } from '@electron/database/openDatabase';
import { cli, cliJson } from '../../helpers/cli';
import { aFolder } from '../../helpers/workbooks';

it('verify names a score that was taken out of the database', async () => {
  const workspace = join(await aFolder(), '考评库');
  await cliJson('init', '--workspace', workspace);
  await cliJson(
    ...['score', 'set', '--workspace', workspace, '--unit', 'A01', '--item', '1.1.1'],
    ...['--points', '1', '--scorer', '张三'],
  );
  expect((await cli('verify', '--workspace', workspace)).code).toBe(0);
  const db = await openWriter(join(workspace, 'faheng.db'));
  await sql`DELETE FROM score`.execute(db);
  await db.destroy();
  const { code, error, out } = await cli('verify', '--workspace', workspace);
  expect({ code, error }).toEqual({ code: 2, error: 'VERIFY_FAILED' });
  expect(out).toContain('区发展和改革委员会 · 1.1.1：有保存记录，评分却不见了');
});
