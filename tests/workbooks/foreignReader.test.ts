import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportReport } from '@electron/services/reports/exportReport';
import { workspaceWith } from '../helpers/assessmentWorkspace';
import { findOpenpyxl, runForeign } from '../helpers/foreign/foreign';
import { readCells } from '../helpers/formulas';
import { sampleDistrict } from '../helpers/sampleDistrict';

const python = findOpenpyxl();
const HOSTILE_NAME = '=HYPERLINK("http://example.invalid","点我")';

/** Sheet, address, type (n, s, f …), value. */
type ForeignCell = readonly [string, string, string, string];

describe.runIf(python !== null)('reports as another program reads them', () => {
  let folder = '';
  let path = '';
  let cells: readonly ForeignCell[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faheng-foreign-'));
    const plain = await sampleDistrict();
    const units = plain.units.map((unit, index) => (index === 0 ? { ...unit, name: HOSTILE_NAME } : unit));
    const workspace = await workspaceWith(join(folder, 'workspace'), { ...plain, units });
    path = join(folder, 'report.xlsx');
    await exportReport(workspace, 'all', path);
    await workspace.close();
    cells = JSON.parse(runForeign(python ?? '', 'read_cells.py', [path])) as ForeignCell[];
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('holds the same cells and the same formulas', async () => {
    const own = await readCells(path);
    const formulas = own.filter(({ formula }) => formula !== null);
    const found = cells.filter(([, , type]) => type === 'f');
    expect(found.map(([sheet, address, , formula]) => `${sheet}!${address}${formula}`)).toEqual(
      formulas.map(({ place, formula }) => `${place}=${formula}`),
    );
  });

  it('has codes and names as text, a name that looks like a formula included', () => {
    const typesOf = (value: string): string[] => [
      ...new Set(cells.filter((cell) => cell[3] === value).map((cell) => cell[2])),
    ];
    // openpyxl takes any text that begins with = for a formula unless the file says it is text.
    expect(typesOf(HOSTILE_NAME)).toEqual(['s']);
    expect(typesOf('1.1.1')).toEqual(['s']);
  });

  it('holds no error value and nothing that is not a number', () => {
    const wrong = cells.filter(
      ([, , type, value]) => type === 'e' || ['NaN', 'undefined', 'Infinity', 'null'].includes(value),
    );
    expect(wrong).toEqual([]);
  });
});
