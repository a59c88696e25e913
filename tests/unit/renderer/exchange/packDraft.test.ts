import { describe, expect, it } from 'vitest';
import { emptyDraft, missingOf, requestOf } from '@renderer/features/exchange/packDraft';

describe('a package as somebody fills it in', () => {
  it('says what is missing, one thing at a time', () => {
    const task = emptyDraft('task');
    expect(missingOf(task)).toBe('请选择单位');
    expect(missingOf({ ...task, unitCodes: ['A01'] })).toBe('');
    expect(missingOf(emptyDraft('assign'))).toBe('请选择评分员');
    expect(missingOf(emptyDraft('archive'))).toBe('');
    const self = emptyDraft('self');
    expect(missingOf({ ...self, passphrase: '太短' })).toContain('至少 8 个字符');
    expect(missingOf({ ...self, passphrase: '足够长的口令一二', again: '足够长的口令一三' })).toContain(
      '不一样',
    );
    expect(missingOf({ ...self, again: '只输了第二次' })).toContain('不一样');
    expect(missingOf({ ...self, volume: '10' })).toContain('每卷大小');
  });

  it('asks for volumes in bytes and keeps the repeated passphrase to itself', () => {
    const request = requestOf({ ...emptyDraft('self'), passphrase: 'x', again: 'x', volume: '20M' });
    expect(request).toMatchObject({ volumeBytes: 20 * 1024 * 1024, passphrase: 'x' });
    expect(request).not.toHaveProperty('again');
    expect(requestOf(emptyDraft('self')).volumeBytes).toBeNull();
  });
});
