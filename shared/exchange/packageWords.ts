import type { PackageState } from '../ipc/practice/exchange';
import { PACKAGE_KIND_NAMES, PACKAGE_KINDS, PACKAGE_WAY } from './packageKind';

/** What a person reads of a package's state in the ledger. */
export const PACKAGE_STATE_NAMES: Readonly<Record<PackageState, string>> = {
  written: '已发出',
  held: '待处理',
  merged: '已合并',
  rolledBack: '已撤回',
  refused: '已拒收',
};

/** What can be written: packages, and the form for units that may not install the program. */
export const PACKABLE_KINDS = [...PACKAGE_KINDS, 'form'] as const;

export type PackableKind = (typeof PACKABLE_KINDS)[number];

export const PACKABLE_NAMES: Readonly<Record<PackableKind, string>> = {
  ...PACKAGE_KIND_NAMES,
  form: '自评表',
};

/** What each kind is for, as a person chooses it. */
export const PACKAGE_PURPOSES: Readonly<Record<PackableKind, string>> = {
  task: '发给单位：指标、期限、上年得分，单位用它建自己的席位填报',
  self: '报给考评办：自评分、自评说明、佐证材料和提交前检查的结果',
  return: '退给单位补正：逐项的退回理由和补正期限',
  assign: '发给评分员：所选单位和指标，连同自评和佐证材料',
  scores: '报给考评办：评分、扣分理由、采信意见',
  feedback: '发给单位：得分、扣分理由和申诉期限',
  appeal: '报给考评办：申诉理由和补充材料',
  decision: '发给单位：申诉复核结论和复核后的得分',
  archive: '交档案部门或上级：一个文件，可单独打开重算全部得分',
  form: '发给不能装软件的单位：Excel、WPS 填写，连同材料文件夹交回',
};

/** Whether it is written for units somebody chooses, one for each. */
export const goesToUnits = (kind: PackableKind): boolean =>
  kind === 'form' || PACKAGE_WAY[kind].to === 'unit';

/** Characters Windows takes in no file name. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]/gu;

/**
 * The name a package is saved under unless somebody chooses another: 任务包_A01_区水利局_2020年度_3.fhpkg. Names that several
 * receivers' packages have in one folder differ by the code.
 *
 * @param receiver code and name of whom it is for; '' where there is none.
 */
export function packageFileName(
  kind: PackableKind,
  receiver: { readonly code: string; readonly name: string },
  year: number,
): string {
  const parts = [PACKABLE_NAMES[kind], receiver.code, receiver.name, `${year}年度`];
  const plain = parts.map((part) => part.replace(FORBIDDEN, '-').trim()).filter((part) => part !== '');
  return `${[...plain.join('_')].slice(0, 100).join('')}.${kind === 'form' ? 'xlsx' : 'fhpkg'}`;
}
