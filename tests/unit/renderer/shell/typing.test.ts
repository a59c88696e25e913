import { describe, expect, it } from 'vitest';
import { endTyping, NO_SEAT, seatAfter, TypingHolder } from '@renderer/shell/typing';

const at = (folder: string, name: string | null, id = 1) => ({
  folder,
  cycle: { id },
  account: name === null ? null : { name },
});

describe('whose typing goes on', () => {
  const first = seatAfter(NO_SEAT, at('/甲', '张三')).seat;
  const ends = (workspace: ReturnType<typeof at> | null) => seatAfter(first, workspace).ends;

  it('goes on for the same person in the same year of the same workspace', () => {
    expect(ends(at('/甲', '张三'))).toBe(false);
  });

  it('ends with the workspace, also where none follows, and with the year', () => {
    expect(ends(at('/乙', '张三'))).toBe(true);
    expect(ends(null)).toBe(true);
    expect(ends(at('/甲', '张三', 2))).toBe(true);
  });

  it('ends when the person signs out, before anybody else can come', () => {
    expect(ends(at('/甲', null))).toBe(true);
    expect(ends(at('/甲', '李四'))).toBe(true);
  });
});

describe('typing sessions', () => {
  const log: string[] = [];
  const holder = new TypingHolder(() => {
    const session = { close: () => void log.push('closed') };
    log.push('begun');
    return session;
  });

  it('are one for a workspace, and closed where it is left', () => {
    const session = holder.in('/甲');
    expect(holder.in('/甲')).toBe(session);
    expect(holder.in('/乙')).not.toBe(session);
    expect(log).toEqual(['begun', 'closed', 'begun']);
  });

  it('end all at once; the same workspace begins anew', () => {
    const session = holder.in('/乙');
    endTyping();
    expect(log.at(-1)).toBe('closed');
    expect(holder.in('/乙')).not.toBe(session);
  });
});
