import { describe, expect, it } from 'vitest';
import { pastedImage } from '@renderer/features/evidence/pastedImage';
import { sizeText } from '@renderer/features/evidence/sizeText';
import { decodeText } from '@renderer/features/evidence/TextPreview';
import { pastedName, withoutPath } from '@renderer/features/evidence/useEvidence';

describe('a pasted screenshot', () => {
  const picture = new File([new Uint8Array([1])], 'image.png', { type: 'image/png' });
  const clipboard = (types: string[], files: File[]) => ({ types, files: files as unknown as FileList });

  it('is evidence, but the picture a spreadsheet puts beside its text is not', () => {
    expect(pastedImage(clipboard(['Files'], [picture]))).toBe(picture);
    expect(pastedImage(clipboard(['text/plain', 'text/html', 'Files'], [picture]))).toBeNull();
    expect(
      pastedImage(clipboard(['Files'], [new File([], '会议纪要.pdf', { type: 'application/pdf' })])),
    ).toBeNull();
  });

  it('is named by its time, since all are called image.png', () => {
    expect(pastedName(picture, new Date(2020, 2, 5, 10, 32, 5))).toBe('截图20200305-103205.png');
    expect(pastedName({ name: '公示.jpg', type: 'image/jpeg' }, new Date())).toBe('公示.jpg');
  });
});

describe('dropped files', () => {
  it('names what is no file on this machine', () => {
    const refused = withoutPath([{ name: '纪要.pdf' }, { name: '邮件图片.png' }], [{ name: '纪要.pdf' }]);
    expect(refused.map((file) => file.name)).toEqual(['邮件图片.png']);
    expect(refused[0]?.reason).toContain('保存到本机');
  });
});

describe('text evidence', () => {
  it('is read as UTF-8, else as GB18030', () => {
    expect(decodeText(new TextEncoder().encode('法治').buffer)).toBe('法治');
    expect(decodeText(new Uint8Array([0xb7, 0xa8, 0xd6, 0xce]).buffer)).toBe('法治');
  });

  it('has a size people can read', () => {
    expect([512, 34 * 1024, 1_258_291].map(sizeText)).toEqual(['512 字节', '34 KB', '1.2 MB']);
  });
});
