import { describe, expect, it } from 'vitest';
import { CASE_LIST_COLUMNS } from '@shared/tables/caseListTable';
import { checkCurrentDraw } from '@electron/services/caseFiles/checkStoredDraw';
import { getCaseDraws } from '@electron/services/caseFiles/getCaseDraws';
import { exportCaseList } from '@electron/services/caseFiles/exportCaseList';
import { importCaseList } from '@electron/services/caseFiles/importCaseList';
import { previewCaseList } from '@electron/services/caseFiles/previewCaseList';
import { caseWorkspace, drawCases } from '../../helpers/caseFiles';
import { tempFolder } from '../../helpers/tempFolder';
import { aWorkbook } from '../../helpers/workbooks';
import { join } from 'node:path';

const UNITS = ['A01', 'A02', 'A03', 'A04'];
const ROWS = 10_000;

describe('a list of ten thousand files', () => {
  it('is previewed, stored, drawn from, and comes out as it went in', async () => {
    const workspace = await caseWorkspace();
    const folder = await tempFolder();
    const rows = Array.from({ length: ROWS }, (_unused, index) => {
      const unit = UNITS[index % UNITS.length] ?? '';
      const type = index % 3 === 0 ? '行政许可' : '行政处罚';
      return [
        unit,
        '',
        index + 1,
        `第${index}号`,
        '事项',
        '张三',
        type,
        '普通',
        '2020-03-05',
        '李四',
        '100元',
      ];
    });
    const headings = CASE_LIST_COLUMNS.map(({ heading }) => heading);
    const file = await aWorkbook(folder, [{ name: '案卷目录', rows: [headings, ...rows] }]);
    const { view, data } = await previewCaseList(workspace, file);
    expect([view.files.length, view.problems, view.blocked]).toEqual([ROWS, [], false]);
    await importCaseList(workspace, data);
    await drawCases(workspace);
    expect((await getCaseDraws(workspace)).picks).toHaveLength(UNITS.length * 2 * 3);
    expect(await checkCurrentDraw(workspace)).toMatchObject({ ok: true });
    const out = join(folder, '导出.xlsx');
    await exportCaseList(workspace, { filled: true }, out);
    const again = await previewCaseList(workspace, out);
    expect([again.view.same, again.view.sha256]).toEqual([true, view.sha256]);
  });
});
