import { describe, expect, it } from 'vitest';
import { onDisplay, sandboxArguments, utf8Environment } from '../../../scripts/setup/launch.mjs';

describe('onDisplay', () => {
  it('leaves the command alone where there is a display', () => {
    expect(onDisplay('electron', ['.'], false)).toEqual({ file: 'electron', args: ['.'] });
  });

  it('runs it under a screen large enough for the largest tested window', () => {
    const { file, args } = onDisplay('electron', ['.', '--x'], true);
    expect(file).toBe('xvfb-run');
    expect(args).toEqual(['-a', '-n', '99', '-s', '-screen 0 1920x1200x24', 'electron', '.', '--x']);
  });

  it('looks for displays apart for programs that start side by side', () => {
    const numbers = [1, 2].map((which) => onDisplay('electron', [], true, which).args[2]);
    expect(numbers).toEqual(['99', '149']);
  });
});

describe('sandboxArguments', () => {
  it('gives up the sandbox for root on Linux and for nobody else', () => {
    expect(sandboxArguments('linux', 0)).toEqual(['--no-sandbox']);
    expect(sandboxArguments('linux', 1000)).toEqual([]);
    expect(sandboxArguments('win32', undefined)).toEqual([]);
    expect(sandboxArguments('darwin', 0)).toEqual([]);
  });
});

describe('utf8Environment', () => {
  it('sets a UTF-8 locale where there is none', () => {
    expect(utf8Environment({ LANG: 'C' }, 'linux').LC_ALL).toBe('C.UTF-8');
    expect(utf8Environment({}, 'linux').LC_ALL).toBe('C.UTF-8');
    expect(utf8Environment({ LANG: 'zh_CN.UTF-8', LC_ALL: 'POSIX' }, 'linux').LC_ALL).toBe('C.UTF-8');
  });

  it('keeps a locale that is UTF-8 already', () => {
    const own = { LANG: 'zh_CN.utf8' };
    expect(utf8Environment(own, 'linux')).toBe(own);
    expect(utf8Environment({}, 'win32')).toEqual({});
  });
});
