import { parsePoints, type Points } from '@shared/domain/points';
import type { SchemeComponent } from '@shared/domain/totals';
import { badArguments } from '@shared/errors/cli';
import { isIsoDay } from '@shared/year/dates';

/** `列=表头` pairs. @throws {AppError} BAD_ARGUMENTS. */
export function readMapping(pairs: readonly string[] | undefined): Record<string, string> | undefined {
  if (!pairs || pairs.length === 0) return undefined;
  return Object.fromEntries(pairs.map((pair) => splitPair('--map', pair)));
}

/** @throws {AppError} BAD_ARGUMENTS outside low to high. */
export function readWholeNumber(option: string, text: string, low: number, high: number): number {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(value >= low && value <= high)) {
    throw badArguments({ problem: `${option} 应是 ${low} 到 ${high} 之间的整数，现在是“${text}”。` });
  }
  return value;
}

/**
 * A passphrase from the environment, so that it stands in no list of processes; '' where none is named.
 *
 * @throws {AppError} BAD_ARGUMENTS
 */
export function readPassphrase(variable: string | undefined): string {
  if (variable === undefined) return '';
  const passphrase = process.env[variable] ?? '';
  if (passphrase === '')
    throw badArguments({ problem: `--passphrase-env 指的环境变量“${variable}”是空的。` });
  return passphrase;
}

/** A day as 2020-12-08. @throws {AppError} BAD_ARGUMENTS */
export function readDate(option: string, text: string): string {
  if (isIsoDay(text.trim())) return text.trim();
  throw badArguments({ problem: `${option} 应是 2020-12-08 这样的日期，现在是“${text}”。` });
}

/** A day that may be left out: ''. @throws {AppError} BAD_ARGUMENTS */
export function readOptionalDate(option: string, text = ''): string {
  return text.trim() === '' ? '' : readDate(option, text);
}

/** A year of assessment. @throws {AppError} BAD_ARGUMENTS */
export const readYear =
  (option: string) =>
  (text: string): number =>
    readWholeNumber(option, text, 1990, 2200);

/** Points with at most two decimals, in hundredths. @throws {AppError} BAD_ARGUMENTS */
export function readPoints(option: string, text: string): Points {
  const points = parsePoints(text);
  if (points === null) {
    throw badArguments({ problem: `${option} 应是不小于 0、最多两位小数的数，现在是“${text}”。` });
  }
  return points;
}

/** `名称=值`; full-width ＝ is taken too. */
export function splitPair(option: string, pair: string): [string, string] {
  const match = /^\s*([^=＝]+?)\s*[=＝]\s*(.*?)\s*$/s.exec(pair);
  if (!match) throw badArguments({ problem: `${option} 应写成“名称=值”，现在是“${pair}”。` });
  return [match[1] ?? '', match[2] ?? ''];
}

/**
 * Components of a scheme as typed: `法治建设=10`.
 *
 * @param law names of the 法治 lines; left out: every line whose name holds 法治.
 */
export function readComponents(
  pairs: readonly string[],
  law: readonly string[] | undefined,
): SchemeComponent[] {
  const components = pairs.map((pair) => {
    const [name, text] = splitPair('--component', pair);
    return {
      name,
      weight: readWeight(name, text),
      ruleOfLaw: law ? law.includes(name) : name.includes('法治'),
    };
  });
  const stranger = law?.find((name) => !components.some((component) => component.name === name));
  if (stranger !== undefined) throw badArguments({ problem: `--law 指的“${stranger}”不在组成部分里。` });
  return components;
}

function readWeight(name: string, text: string): Points {
  // 10% of a scheme of percents is the weight 10.
  const weight = parsePoints(text.replace(/\s*[%％]\s*$/, ''));
  if (weight === null || weight === 0) {
    throw badArguments({ problem: `“${name}”的权重“${text}”不是大于 0、最多两位小数的数。` });
  }
  return weight;
}
