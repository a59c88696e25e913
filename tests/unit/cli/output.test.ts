import { beforeEach, describe, expect, it } from 'vitest';
import { Output } from '@electron/cli/output';

const said = { out: '', err: '' };
let output: Output;
beforeEach(() => {
  Object.assign(said, { out: '', err: '' });
  const sink = (name: 'out' | 'err') => ({
    write(text: string, done: () => void): boolean {
      said[name] += text;
      done();
      return true;
    },
  });
  output = new Output(sink('out'), sink('err'));
});

/** As a unit's name or the note of a package may say it. */
const HOSTILE = '区水利局\r\n密钥指纹：0000\u001b[2J\u009b31m\u0007\u202e\u2066';

describe('what the command line prints of a stranger’s texts', () => {
  it('neither moves the cursor nor passes for a line of its own', async () => {
    output.result(false, {}, [`来自：${HOSTILE}`, '密钥指纹：3f2a']);
    output.note(HOSTILE);
    output.error({ code: 'PACKAGE_KEY_UNKNOWN', what: HOSTILE, kept: '', todo: '' });
    await output.flush();
    const plain = '区水利局\n  密钥指纹：0000\ufffd[2J\ufffd31m\ufffd\ufffd\ufffd';
    expect(said.out).toBe(`来自：${plain}\n密钥指纹：3f2a\n`);
    expect(said.err.split('\n')[0]).toBe('错误代码: PACKAGE_KEY_UNKNOWN');
    expect(said.err).toContain(`${plain}\n保留情况`);
    expect(said.err.endsWith(`${plain}\n`)).toBe(true);
  });

  it('says the same to a script, escaped', async () => {
    output.result(true, { name: HOSTILE, plain: '制表\t符😀' }, []);
    await output.flush();
    expect(JSON.parse(said.out)).toEqual({ name: HOSTILE, plain: '制表\t符😀' });
    // What is left of it besides line ends can be seen.
    expect(/(?!\n)\p{Cc}/u.test(said.out)).toBe(false);
  });
});
