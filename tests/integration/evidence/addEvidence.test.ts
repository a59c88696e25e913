import { appendFile, mkdir, readdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { hashFile, storedPath } from '@electron/services/evidence/evidenceStore';
import { judgeEvidence } from '@electron/services/evidence/judgeEvidence';
import { linkEvidence } from '@electron/services/evidence/linkEvidence';
import { listEvidence } from '@electron/services/evidence/listEvidence';
import { openEvidence } from '@electron/services/evidence/openEvidence';
import { pasteEvidence } from '@electron/services/evidence/pasteEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { AppError } from '@shared/errors/appError';
import { aPdf, aZip, anOleFile, fileOf } from '../../helpers/evidenceFiles';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

let workspace: Workspace;
let source: string;
let place: { unitId: number; itemId: number };
let secondItem: number;

beforeEach(async () => {
  source = await tempFolder();
  workspace = await createWorkspace({
    folder: join(await tempFolder(), '库'),
    year: 2020,
    system: aSmallSystem(),
    groups: SMALL_GROUPS,
    units: [aUnit('A01'), aUnit('B01', '无行政执法权部门')],
  });
  const items = await workspace.db.selectFrom('item').select('id').orderBy('position').execute();
  const unit = await workspace.db
    .selectFrom('unit')
    .select('id')
    .where('code', '=', 'A01')
    .executeTakeFirstOrThrow();
  place = { unitId: unit.id, itemId: items[0]?.id ?? 0 };
  secondItem = items[1]?.id ?? 0;
  return () => workspace.close();
});

async function storedFiles(): Promise<string[]> {
  const names = await readdir(join(workspace.folder, 'evidence'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('adding evidence', () => {
  it('keeps the sound files of a drop and names each refused one with its reason', async () => {
    const folder = join(source, '文件夹');
    await mkdir(folder);
    const big = await fileOf(source, '太大.pdf', aPdf());
    await truncate(big, 51 * 1024 * 1024);
    const device = join(source, '设备.pdf');
    await symlink('/dev/zero', device);
    const paths = [
      await fileOf(source, '方案.pdf', aPdf()),
      await fileOf(source, '空.pdf', ''),
      big,
      await fileOf(source, '安装.exe', Buffer.from('MZ\u0090\u0000')),
      await fileOf(source, '程序.pdf', Buffer.from('MZ\u0090\u0000')),
      await fileOf(source, '网页.txt', '<!DOCTYPE html><script>alert(1)</script>'),
      await fileOf(source, '图.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'),
      await fileOf(source, '压缩.zip', await aZip(['a.txt'])),
      await fileOf(source, '截图.jpg', PNG),
      await fileOf(source, '乱码.docx', Buffer.from([0x50, 0x4b, 3, 4, 9, 9, 9])),
      await fileOf(source, '加密.docx', anOleFile('EncryptedPackage')),
      folder,
      join(source, '不存在.pdf'),
      device,
      await fileOf(source, '照片.png', PNG),
    ];
    const { added, refused } = await addEvidence(workspace, { ...place, paths });
    expect(added.map(({ name, preview }) => [name, preview])).toEqual([
      ['方案.pdf', 'pdf'],
      ['照片.png', 'image'],
    ]);
    expect(refused.map(({ name, error }) => [name, error.code])).toEqual([
      ['空.pdf', 'EVIDENCE_EMPTY'],
      ['太大.pdf', 'EVIDENCE_TOO_LARGE'],
      ['安装.exe', 'EVIDENCE_IS_PROGRAM'],
      ['程序.pdf', 'EVIDENCE_IS_PROGRAM'],
      ['网页.txt', 'EVIDENCE_IS_ACTIVE'],
      ['图.png', 'EVIDENCE_IS_ACTIVE'],
      ['压缩.zip', 'EVIDENCE_TYPE_NOT_ALLOWED'],
      ['截图.jpg', 'EVIDENCE_CONTENT_MISMATCH'],
      ['乱码.docx', 'EVIDENCE_DAMAGED'],
      ['加密.docx', 'EVIDENCE_PASSWORD_PROTECTED'],
      ['文件夹', 'EVIDENCE_IS_FOLDER'],
      ['不存在.pdf', 'EVIDENCE_FILE_NOT_FOUND'],
      ['设备.pdf', 'EVIDENCE_UNREADABLE'],
    ]);
    expect(refused[1]?.error.what).toBe('“太大.pdf”有 51 MB，超过每个文件 50 MB 的上限。');
    for (const { error } of refused) {
      expect(error.kept).toContain('同一批的其他文件不受影响');
      expect(error.todo).not.toBe('');
    }
    expect(await storedFiles()).toHaveLength(2);
  });

  it('takes every kind of document an office has', async () => {
    const paths = [
      await fileOf(source, 'a.doc', anOleFile('WordDocument')),
      await fileOf(source, 'b.wps', anOleFile('WordDocument').fill(1, 900, 910)),
      await fileOf(source, 'c.et', anOleFile('Workbook')),
      await fileOf(source, 'd.ppt', anOleFile('PowerPoint Document')),
      await fileOf(source, 'e.docx', await aZip(['[Content_Types].xml', 'word/document.xml'])),
      await fileOf(source, 'f.xlsx', await aZip(['[Content_Types].xml', 'xl/workbook.xml'])),
      await fileOf(source, 'g.ofd', await aZip(['OFD.xml'])),
      await fileOf(source, 'h.txt', '会议纪要'),
      await fileOf(source, 'i.mp4', Buffer.from('\u0000\u0000\u0000\u0018ftypisom')),
      await fileOf(source, 'J.JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0])),
    ];
    const { added, refused } = await addEvidence(workspace, { ...place, paths });
    expect(refused).toEqual([]);
    expect(added).toHaveLength(10);
  });

  it('stores the same bytes once and attaches them again', async () => {
    const first = await fileOf(source, '纪要.pdf', aPdf('same'));
    const second = await fileOf(source, '纪要副本.pdf', aPdf('same'));
    await addEvidence(workspace, { ...place, paths: [first] });
    const again = await addEvidence(workspace, { ...place, itemId: secondItem, paths: [second] });
    expect(again.added.map(({ name, items }) => [name, items.map(({ code }) => code)])).toEqual([
      ['纪要.pdf', ['1.1.1', '1.1.2']],
    ]);
    expect(await storedFiles()).toHaveLength(1);
    expect(await listEvidence(workspace, { unitId: place.unitId })).toHaveLength(1);
  });

  it('gives different files of one name different names', async () => {
    const other = await tempFolder();
    const { added } = await addEvidence(workspace, {
      ...place,
      paths: [await fileOf(source, '照片.pdf', aPdf('1')), await fileOf(other, '照片.pdf', aPdf('2'))],
    });
    expect(added.map(({ name }) => name)).toEqual(['照片.pdf', '照片 (2).pdf']);
  });

  it('takes a picture from the clipboard', async () => {
    const { added } = await pasteEvidence(workspace, { ...place, name: '粘贴的图片.png', bytes: PNG });
    expect(added.map(({ name, size }) => [name, size])).toEqual([['粘贴的图片.png', PNG.length]]);
  });

  it('refuses an item that is not part of the unit’s table', async () => {
    const unit = await workspace.db
      .selectFrom('unit')
      .select('id')
      .where('code', '=', 'B01')
      .executeTakeFirstOrThrow();
    const paths = [await fileOf(source, 'a.pdf', aPdf())];
    const failure = await addEvidence(workspace, { unitId: unit.id, itemId: secondItem, paths }).catch(
      (e: unknown) => e,
    );
    expect((failure as AppError).report.code).toBe('EVIDENCE_ITEM_NOT_FOR_UNIT');
    expect(await storedFiles()).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const abort = new AbortController();
    const paths = [await fileOf(source, 'a.pdf', aPdf('1')), await fileOf(source, 'b.pdf', aPdf('2'))];
    const work = addEvidence(
      workspace,
      { ...place, paths },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(work).rejects.toThrow('CANCELLED');
    expect(await storedFiles()).toEqual([]);
    expect(await workspace.db.selectFrom('evidence_file').selectAll().execute()).toEqual([]);
  });
});

describe('links and judgements', () => {
  it('detaches, keeps the file, and takes the detachment back with its judgement', async () => {
    const paths = [await fileOf(source, 'a.pdf', aPdf())];
    const [evidence] = (await addEvidence(workspace, { ...place, paths })).added;
    const evidenceId = evidence?.id ?? 0;
    await judgeEvidence(workspace, {
      evidenceId,
      itemId: place.itemId,
      judgement: 'rejected',
      reason: '未盖章',
    });
    expect(await unlinkEvidence(workspace, { evidenceId, itemId: place.itemId })).toEqual([]);
    expect(await listEvidence(workspace, { unitId: place.unitId })).toEqual([]);
    expect(await storedFiles()).toHaveLength(1);
    const restored = await linkEvidence(workspace, { evidenceId, itemId: place.itemId });
    expect(restored).toEqual([
      expect.objectContaining({ id: evidenceId, judgement: 'rejected', judgementReason: '未盖章' }),
    ]);
  });

  it('links to one more item once, however often it is asked', async () => {
    const paths = [await fileOf(source, 'a.pdf', aPdf())];
    const [evidence] = (await addEvidence(workspace, { ...place, paths })).added;
    const link = { evidenceId: evidence?.id ?? 0, itemId: secondItem };
    await linkEvidence(workspace, link);
    const [listed] = await linkEvidence(workspace, link);
    expect(listed?.items.map(({ code }) => code)).toEqual(['1.1.1', '1.1.2']);
  });

  it('asks for a reason before a file is rejected', async () => {
    const paths = [await fileOf(source, 'a.pdf', aPdf())];
    const [evidence] = (await addEvidence(workspace, { ...place, paths })).added;
    const judgement = { evidenceId: evidence?.id ?? 0, itemId: place.itemId, judgement: 'rejected' as const };
    await expect(judgeEvidence(workspace, { ...judgement, reason: ' ' })).rejects.toThrow(
      'JUDGEMENT_REASON_MISSING',
    );
  });
});

async function stored(name: string, bytes: Uint8Array | string): Promise<string> {
  const { added } = await addEvidence(workspace, { ...place, paths: [await fileOf(source, name, bytes)] });
  return added[0]?.sha256 ?? '';
}

describe('openEvidence', () => {
  it('hands out what was put in, with its type', async () => {
    const sha256 = await stored('a.pdf', aPdf('hello'));
    const opened = await openEvidence(workspace, sha256);
    expect(opened?.type).toBe('application/pdf');
    expect(await text(opened!.stream)).toBe(aPdf('hello').toString());
    expect(await openEvidence(workspace, '0'.repeat(64))).toBeNull();
  });

  it('shows a text of GB18030 as UTF-8', async () => {
    const sha256 = await stored('a.txt', Buffer.from([0xb7, 0xa8, 0xd6, 0xce]));
    const opened = await openEvidence(workspace, sha256);
    expect(await text(opened!.stream)).toBe('法治');
  });

  it('refuses a file altered by one byte, and one that is gone; adding the original again mends it', async () => {
    const sha256 = await stored('a.pdf', aPdf('x'));
    const path = storedPath(workspace.folder, sha256);
    await openEvidence(workspace, sha256).then((opened) => opened?.stream.destroy());
    await appendFile(path, ' ');
    await expect(openEvidence(workspace, sha256)).rejects.toThrow('EVIDENCE_ALTERED');
    await writeFile(path, aPdf('y'));
    await expect(openEvidence(workspace, sha256)).rejects.toThrow('EVIDENCE_ALTERED');
    await rm(path);
    await expect(openEvidence(workspace, sha256)).rejects.toThrow('EVIDENCE_MISSING');
    await stored('again.pdf', aPdf('x'));
    expect(await hashFile(path)).toBe(sha256);
    expect((await stat(path)).size).toBe(aPdf('x').length);
  });
});
