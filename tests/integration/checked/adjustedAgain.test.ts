import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cli } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';

it('scoring an item anew that was adjusted on site says what the adjustment makes of it', async () => {
  const at = ['--workspace', join(await tempFolder(), '考评库')];
  const place = ['--unit', 'A02', '--item', '1.1.2'];
  const run = async (...args: readonly string[]) => {
    const done = await cli(...args, ...at);
    expect([args[1], done.error]).toEqual([args[1], '']);
    return done;
  };
  const set = (points: string) =>
    run('score', 'set', ...place, '--points', points, '--reason', '台账不全', '--scorer', '张三');
  await run('init', '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
  for (const to of ['published', 'selfEvaluating', 'reviewing']) {
    await run('cycle', 'move', '--to', to, '--confirm', '--reason', '按计划推进');
  }
  expect((await set('0.90')).err).not.toContain('核查调整');
  await run('site', 'add', ...place, '--team', '第一组');
  await run('site', 'record', ...place, '--points', '0.60', '--finding', '缺一卷');
  const again = await set('0.80');
  expect(again.err).toContain('本项有核查调整');
  expect(again.err).toContain('原：审核 0.90，调整 -0.30，最终 0.60；现：审核 0.80，调整 -0.30，最终 0.50');
});
