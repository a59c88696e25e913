import { halfWidth, parsePoints, parseQuantity, shortPoints } from '@shared/domain/points';
import type { Band, BandsRule } from '@shared/domain/rule';
import { escapeText, splitLabel, splitList, unescapeText, type ParameterReader } from './parameterText';

type Direction = BandsRule['direction'];

const INTERVAL = /^([[［(（])([^,，]*)[,，]([^\]］)）]*)([\]］)）])([\s\S]*)$/;
const NO_BOUND = new Set(['', '∞', '+∞', '-∞']);

/** What an interval is called when the table gives it no name of its own: 15%至20%以下, 高于43且不高于45. */
export function bandLabel(band: Pick<Band, 'min' | 'max'>, direction: Direction, unit: string): string {
  const sign = unit === '%' ? '%' : '';
  const { min, max } = band;
  if (direction === 'higherBetter') {
    if (min !== null && max !== null) return `${min}${sign}至${max}${sign}以下`;
    if (min !== null) return `${min}${sign}及以上`;
    return max !== null ? `低于${max}${sign}` : '任何数值';
  }
  if (min !== null && max !== null) return `高于${min}${sign}且不高于${max}${sign}`;
  if (max !== null) return `不高于${max}${sign}`;
  return min !== null ? `高于${min}${sign}` : '任何数值';
}

/** `[15,20):0.7`, or with its own name `[1,2)1个:0.6`. Closed below where higher is better; practice page §6.4. */
export function formatBands(rule: BandsRule): string {
  const higher = rule.direction === 'higherBetter';
  return rule.bands
    .map((band) => {
      const low = higher && band.min !== null ? '[' : '(';
      const high = !higher && band.max !== null ? ']' : ')';
      const own = band.label === bandLabel(band, rule.direction, rule.unit) ? '' : escapeText(band.label);
      return `${low}${band.min ?? ''},${band.max ?? ''}${high}${own}:${shortPoints(band.score)}`;
    })
    .join('|');
}

/** Reads the parameter 区间. Null after a problem. */
export function readBands(
  reader: ParameterReader,
  direction: Direction,
  unit: string,
): readonly Band[] | null {
  const raw = reader.raw('区间');
  const example =
    direction === 'higherBetter' ? '[20,):1|[10,20):0.5|(,10):0' : '(,43]:1|(43,45]:0.6|(45,):0';
  const elements = raw === null ? [] : splitList(raw);
  if (elements.length === 0)
    return reader.refuse('MISSING_PARAMETER', '缺少“区间”', `请补上，如“区间=${example}”`);
  const bands: Band[] = [];
  for (const element of elements) {
    const band = readBand(element, direction, unit);
    if (typeof band === 'string')
      reader.refuse('BAD_PARAMETER', `区间“${unescapeText(element)}”${band}`, `如“区间=${example}”`);
    else bands.push(band);
  }
  return bands.length === elements.length ? bands : null;
}

function readBand(element: string, direction: Direction, unit: string): Band | string {
  const colon = splitColon(element);
  const match = colon ? INTERVAL.exec(colon.interval) : null;
  if (!colon || !match) return '无法识别，应写成“[下限,上限):分值”';
  const score = parsePoints(colon.score.replace(/分$/, ''));
  if (score === null) return '的分值无法识别';
  const min = readBound(match[2] ?? '');
  const max = readBound(match[3] ?? '');
  if (min === undefined || max === undefined) return '的界限不是数字';
  const closedBelow = halfWidth(match[1] ?? '') === '[';
  const closedAbove = halfWidth(match[4] ?? '') === ']';
  const higher = direction === 'higherBetter';
  if (min !== null && closedBelow !== higher)
    return higher ? '应包含下限：左边用“[”' : '不应包含下限：左边用“(”';
  if (max !== null && closedAbove === higher)
    return higher ? '不应包含上限：右边用“)”' : '应包含上限：右边用“]”';
  const label = unescapeText(match[5] ?? '');
  return { label: label === '' ? bandLabel({ min, max }, direction, unit) : label, min, max, score };
}

function splitColon(element: string): { interval: string; score: string } | null {
  const at = Math.max(element.lastIndexOf(':'), element.lastIndexOf('：'));
  const pair = splitLabel(element);
  return pair && at >= 0 ? { interval: element.slice(0, at).trimStart(), score: pair.value } : null;
}

function readBound(text: string): string | null | undefined {
  const plain = halfWidth(text).replace(/%$/, '');
  if (NO_BOUND.has(plain)) return null;
  return parseQuantity(plain) ?? undefined;
}
