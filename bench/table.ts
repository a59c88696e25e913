import { summarise, type Measured, type Spread } from './measure';

const HEADINGS = ['row', 'work', 'ours', 'floor', 'ratio', 'aim', ''] as const;

/** The table as Markdown: medians, the lowest and highest run in brackets. */
export function tableOf(rows: readonly Measured[]): string {
  const lines = rows.map((row) => {
    const { ours, floor, ratio } = summarise(row.pairs);
    return [
      row.row,
      row.work,
      `${shown(ours)} ${row.unit}`,
      `${shown(floor)} ${row.unit}`,
      `**${ratio.median.toFixed(2)}** (${ratio.lowest.toFixed(2)}–${ratio.highest.toFixed(2)})`,
      row.aim === null ? '–' : `≤ ${row.aim}`,
      verdict(row.aim, ratio.median),
    ];
  });
  const rule = HEADINGS.map(() => '---');
  return [HEADINGS, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function verdict(aim: number | null, ratio: number): string {
  if (aim === null) return 'reported';
  return ratio <= aim ? 'met' : '**missed**';
}

function shown({ median, lowest, highest }: Spread): string {
  return `${figure(median)} (${figure(lowest)}–${figure(highest)})`;
}

function figure(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
