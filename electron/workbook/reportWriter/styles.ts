import type { Alignment, Borders, Font, Style } from 'exceljs';
import type { StyleName } from '../../../shared/reports/reportSheet';

/** Practice page §12: title 方正小标宋 22, headings 黑体 12, tables 仿宋 10.5; Excel and WPS put a Song face where one is absent. */
const TITLE_FONT: Partial<Font> = { name: '方正小标宋简体', size: 22, family: 3, charset: 134 };
const HEADING_FONT: Partial<Font> = { name: '黑体', size: 12, family: 3, charset: 134 };
const SMALL_HEADING_FONT: Partial<Font> = { ...HEADING_FONT, size: 10 };
const BODY_FONT: Partial<Font> = { name: '仿宋', size: 10.5, family: 3, charset: 134 };
const BOLD_FONT: Partial<Font> = { ...BODY_FONT, bold: true };
const WARNING_FONT: Partial<Font> = { ...BODY_FONT, bold: true, color: { argb: 'FFC00000' } };

const LINE = { style: 'thin', color: { argb: 'FF000000' } } as const;
const BOX: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };

const HEADING_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } } as const;

const POINTS = '0.00';
const TEXT = '@';

function aligned(horizontal: Alignment['horizontal'], wrapText = false): Partial<Alignment> {
  return { horizontal, vertical: 'middle', wrapText };
}

function boxed(
  font: Partial<Font>,
  alignment: Partial<Alignment>,
  numFmt: string,
  filled = false,
): Partial<Style> {
  return { font, alignment, numFmt, border: BOX, ...(filled ? { fill: HEADING_FILL } : {}) };
}

function open(font: Partial<Font>, alignment: Partial<Alignment>): Partial<Style> {
  return { font, alignment, numFmt: TEXT };
}

/** One object for each style: exceljs looks styles up by identity, which is what makes large sheets quick. */
export const STYLES: Readonly<Record<StyleName, Partial<Style>>> = {
  title: open(TITLE_FONT, aligned('center')),
  infoLeft: open(BODY_FONT, aligned('left')),
  infoRight: open(BODY_FONT, aligned('right')),
  header: boxed(HEADING_FONT, aligned('center', true), TEXT, true),
  headerSmall: boxed(SMALL_HEADING_FONT, aligned('center', true), TEXT, true),
  headerPoints: boxed(BODY_FONT, aligned('center'), POINTS, true),
  code: boxed(BODY_FONT, aligned('center'), TEXT),
  text: boxed(BODY_FONT, aligned('left', true), TEXT),
  center: boxed(BODY_FONT, aligned('center', true), TEXT),
  points: boxed(BODY_FONT, aligned('right'), POINTS),
  count: boxed(BODY_FONT, aligned('center'), '0'),
  percent: boxed(BODY_FONT, aligned('right'), '0.00%'),
  band: boxed(BOLD_FONT, aligned('left'), TEXT, true),
  bandPoints: boxed(BOLD_FONT, aligned('right'), POINTS, true),
  total: boxed(BOLD_FONT, aligned('center'), TEXT),
  totalCenter: boxed(BOLD_FONT, aligned('center', true), TEXT),
  totalPoints: boxed(BOLD_FONT, aligned('right'), POINTS),
  totalCount: boxed(BOLD_FONT, aligned('center'), '0'),
  warning: boxed(WARNING_FONT, aligned('left', true), TEXT),
  note: open(BODY_FONT, { horizontal: 'left', vertical: 'top', wrapText: true }),
  signOff: open(BODY_FONT, aligned('left')),
};
