import { describe, expect, it } from 'vitest';
import { endTyping, NO_SEAT, seatAfter, TypingHolder } from '@renderer/shell/typing';

const at = (folder: string, name: string | null) => ({ folder, account: name === null ? null : { name } });

describe('whose typing goes on', () => {
  const first = seatAfter(NO_SEAT, at('/甲', '张三')).seat;

  it('goes on for the same person in the same workspace', () => {
    expect(seatAfter(first, at('/甲', '张三')).ends).toBe(false);
  });

  it('ends with the workspace, also where none follows', () => {
    expect(seatAfter(first, at('/乙', '张三')).ends).toBe(true);
    expect(seatAfter(first, null).ends).toBe(true);
  });

  it('waits while nobody is signed in, for the one who comes back', () => {
    const nobody = seatAfter(first, at('/甲', null));
    expect(nobody.ends).toBe(false);
    expect(seatAfter(nobody.seat, at('/甲', '张三')).ends).toBe(false);
    expect(seatAfter(nobody.seat, at('/甲', '李四')).ends).toBe(true);
  });

  it('begins with whoever signs in first', () => {
    const nobody = seatAfter(NO_SEAT, at('/甲', null)).seat;
    expect(seatAfter(nobody, at('/甲', '张三'))).toEqual({
      seat: { folder: '/甲', person: '张三' },
      ends: false,
    });
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
