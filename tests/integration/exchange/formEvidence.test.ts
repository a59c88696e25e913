import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readSelfForm } from '@electron/services/exchange/form/readSelfForm';
import { discardForm } from '@electron/services/exchange/form/takeFormFiles';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aGbkZip } from '../../helpers/gbkZip';
import { fillWell, FormDesk, put } from '../../helpers/formDesk';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

let desk: FormDesk;
beforeEach(async () => {
  desk = await FormDesk.open();
});

describe('evidence handed in with a form', () => {
  const opened: Workspace[] = [];
  afterEach(async () => void (await Promise.all(opened.splice(0).map((workspace) => workspace.close()))));

  it('that is missing, belongs nowhere or must not be taken in is named, the rest is kept', async () => {
    await desk.handOut();
    const files = join(desk.away, '材料');
    await mkdir(join(files, '1.1.2 甲'), { recursive: true });
    await writeFile(join(files, '1.1.1-方案.pdf'), aPdf('plan'));
    await writeFile(join(files, '1.1.2 甲', '台账.pdf'), aPdf('list'));
    await writeFile(join(files, '1.1.1-程序.pdf'), Buffer.from('MZ\x90\0 not a pdf'));
    await writeFile(join(files, '照片.jpg'), 'x');
    await writeFile(join(files, 'Thumbs.db'), 'x');
    await symlink('/etc/passwd', join(files, '1.1.1-链接.txt')).catch(() => undefined);
    const path = await desk.edited((table, guide) => {
      fillWell(table, guide);
      put(table, 1, 'files', '没有这份.docx');
    });
    expect(await desk.problemsOf(path, files)).toEqual([
      'warning FORM_FILE_MISSING K6',
      'warning FORM_FILE_UNUSED',
      'warning EVIDENCE_IS_PROGRAM',
    ]);
    await desk.merges(path, files);
    const kept = await sql`SELECT i.code, e.name, e.added_by AS who FROM evidence_link AS l
      JOIN evidence AS e ON e.id = l.evidence_id JOIN item AS i ON i.id = l.item_id ORDER BY i.code`.execute(
      desk.office.db,
    );
    expect(kept.rows).toEqual([
      { code: '1.1.1', name: '1.1.1-方案.pdf', who: '周敏' },
      { code: '1.1.2', name: '台账.pdf', who: '周敏' },
    ]);
    expect((await verifyWorkspace(desk.office)).findings).toEqual([]);
  });

  it.each<[string, (zip: ZipFile) => void, string]>([
    ['climbs out of the folder', (zip) => zip.addBuffer(aPdf(), 'aa/1.1.1.pdf'), 'FORM_FILES_HOSTILE'],
    ['is absolute', (zip) => zip.addBuffer(aPdf(), 'a1.1.1-x.pdf'), 'FORM_FILES_HOSTILE'],
    ['is a link', (zip) => zip.addBuffer(aPdf(), '1.1.1.pdf', { mode: 0o120777 }), 'FORM_FILES_HOSTILE'],
    [
      'is packed beyond belief',
      (zip) => zip.addBuffer(Buffer.alloc(51 << 20), '1.1.1.txt'),
      'warning EVIDENCE_TOO_LARGE',
    ],
    [
      'is there twice',
      (zip) => ['1.1.1.pdf', '1.1.1.pdf'].forEach((name) => zip.addBuffer(aPdf(), name)),
      'FORM_FILES_DAMAGED',
    ],
  ])('in a zip that %s is refused or left out, and nothing is left', async (_what, fill, code) => {
    await desk.handOut();
    const before = await desk.state();
    const zip = new ZipFile();
    fill(zip);
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    // Names yazl itself would not write.
    for (const [stand, name] of [
      ['aa/1.1.1.pdf', '../1.1.1.pdf'],
      ['a1.1.1-x.pdf', '/1.1.1-x.pdf'],
    ] as const) {
      for (let at = bytes.indexOf(stand); at >= 0; at = bytes.indexOf(stand, at + 1)) bytes.write(name, at);
    }
    const files = await fileOf(desk.away, '材料.zip', bytes);
    const path = await desk.edited(fillWell);
    expect(await desk.problemsOf(path, files)).toEqual([code]);
    expect(await desk.state()).toEqual(before);
  });

  it('in what is neither a folder nor a zip is refused', async () => {
    await desk.handOut();
    const path = await desk.edited(fillWell);
    for (const [name, code] of [
      ['材料.rar', 'FORM_FILES_MISSING'],
      ['坏的.zip', 'FORM_FILES_DAMAGED'],
    ] as const) {
      const files = await fileOf(desk.away, name, 'Rar!');
      expect((await refusal(readSelfForm(desk.office, path, { files }))).code).toBe(code);
    }
    expect((await refusal(readSelfForm(desk.office, path, { files: join(desk.away, '没有') }))).code).toBe(
      'FORM_FILES_MISSING',
    );
  });

  it('in a zip that lies in the folder goes by the zip’s name', async () => {
    await desk.handOut();
    const files = join(desk.away, '材料');
    await mkdir(files);
    const zip = new ZipFile();
    zip.addBuffer(aPdf('inside'), '清单.pdf');
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    await writeFile(join(files, '1.1.2 佐证.zip'), Buffer.concat(chunks));
    const { contents, problems, asides } = await readSelfForm(desk.office, await desk.edited(fillWell), {
      files,
    });
    expect([problems, asides.size, contents.data.evidence?.map(({ name }) => name)]).toEqual([
      [],
      1,
      ['清单.pdf'],
    ]);
  });

  it('in zips in a zip goes by their names too, no deeper, and nothing of them stays', async () => {
    await desk.handOut();
    const before = await desk.state();
    const inner = await aGbkZip([['清单.pdf', aPdf('inside')]]);
    const files = await fileOf(
      desk.away,
      '材料.zip',
      await aGbkZip([
        ['材料/1.1.2 佐证.zip', inner],
        ['1.1.1.zip', await aGbkZip([['更里面.zip', inner]])],
        ['别的.zip', await aGbkZip([['再里面.zip', inner]])],
      ]),
    );
    const path = await desk.edited(fillWell);
    const { contents, problems, asides } = await readSelfForm(desk.office, path, { files });
    expect(contents.data.evidence?.map(({ name }) => name)).toEqual(['清单.pdf']);
    expect(problems.map(({ code, remedy }) => [code, remedy.includes('解压')])).toEqual([
      ['FORM_FILE_UNUSED', true],
      ['EVIDENCE_TYPE_NOT_ALLOWED', true],
    ]);
    await discardForm({ asides });
    const broken = await aGbkZip([['1.1.1.zip', inner.subarray(0, 60)]]);
    expect(await desk.problemsOf(path, await fileOf(desk.away, '坏的.zip', broken))).toEqual([
      'FORM_FILES_DAMAGED',
    ]);
    expect(await desk.state()).toEqual(before);
  });

  it('that lies in the folder of another unit is not this unit’s', async () => {
    await desk.handOut();
    const files = join(desk.away, '各单位材料');
    for (const [folder, content] of [
      ['A01-单位A01', 'own'],
      ['A02-单位A02', 'other'],
    ] as const) {
      await mkdir(join(files, folder), { recursive: true });
      await writeFile(join(files, folder, '1.1.1-方案.pdf'), aPdf(content));
    }
    const { asides, contents, problems } = await readSelfForm(desk.office, await desk.edited(fillWell), {
      files,
    });
    await discardForm({ asides });
    expect(contents.data.evidence).toHaveLength(1);
    expect(problems.map(({ code }) => code)).toEqual(['FORM_FILES_OF_OTHERS']);
    expect(problems[0]?.message).toContain('A02-单位A02/1.1.1-方案.pdf');
  });

  it('is read alike in a copy of the office', async () => {
    await desk.handOut();
    const path = await desk.edited(fillWell);
    const here = await readSelfForm(desk.office, path);
    await desk.office.close();
    const folder = join(await tempFolder(), '考评库');
    await cp(desk.office.folder, folder, { recursive: true });
    const copy = await openWorkspace(folder, { readOnly: true, clock: desk.office.clock });
    opened.push(copy);
    const there = await readSelfForm(copy, path);
    expect(there.contents).toEqual(here.contents);
  });
});
