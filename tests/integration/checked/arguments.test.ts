import { expect, it } from 'vitest';
import { cli } from '../../helpers/cli';

it.each([[[]], [['indicators']], [['scheme', 'scores']]])(
  'no command (%j) is a bad argument with its code',
  async (argv) => {
    const run = await cli(...argv);
    expect(run).toMatchObject({ code: 2, out: '', error: 'BAD_ARGUMENTS' });
    expect(run.err).toContain('命令：');
  },
);

it('help that was asked for is no error', async () => {
  const run = await cli('help');
  expect(run).toMatchObject({ code: 0, error: '' });
  expect(run.out).toContain('compute');
});
