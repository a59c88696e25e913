import { defineError, keptUntouched } from './appError';

const NOT_WRITTEN = '没有写出数据包，考评库没有改动。';

export const packageNeedsOneUnit = defineError<{ readonly what: string }>(
  'PACKAGE_NEEDS_ONE_UNIT',
  ({ what }) => ({
    what: `${what}每次只发给一个单位。`,
    kept: NOT_WRITTEN,
    todo: '请选定一个单位（命令行用 --unit 写明一个单位编码）；发给几个单位的，请分别制作。',
  }),
);

export const packageScorerUnknown = defineError<{ readonly name: string }>(
  'PACKAGE_SCORER_UNKNOWN',
  ({ name }) => ({
    what: name === '' ? '没有写明评分包发给谁。' : `没有在用的评分员“${name}”。`,
    kept: NOT_WRITTEN,
    todo: '请在“系统管理 · 人员”里核对姓名，并确认此人担任评分员；命令行用 --scorer 写明姓名。',
  }),
);

export const nothingToScore = defineError<{ readonly name: string }>(
  'PACKAGE_NOTHING_TO_SCORE',
  ({ name }) => ({
    what: `选定的单位和指标里，没有要“${name}”评分的。`,
    kept: NOT_WRITTEN,
    todo: '请在“系统管理 · 评分分工”里把指标分配给此人，或者换选单位和指标。',
  }),
);

export const seatNeedsTask = defineError<{ readonly name: string; readonly kind: string }>(
  'SEAT_NEEDS_TASK',
  ({ name, kind }) => ({
    what: `“${name}”是${kind}，不能用来新建考评库。`,
    kept: '没有新建考评库。',
    todo: '请用考评办发来的任务包（单位）或评分包（评分员）新建；已有考评库的，请打开考评库后在“数据交换”里收入这个数据包。',
  }),
);

export const packageFoundsSeat = defineError<{ readonly name: string }>(
  'PACKAGE_FOUNDS_SEAT',
  ({ name }) => ({
    what: `这个考评库是用“${name}”建立的，不能撤回它。`,
    kept: keptUntouched,
    todo: '内容不对的，请考评办重新发包，收入后以新包为准；要从头再来的，请用新的任务包或评分包另建考评库。',
  }),
);

export const seatPackageWrong = defineError<{ readonly name: string; readonly detail: string }>(
  'SEAT_PACKAGE_WRONG',
  ({ name, detail }) => ({
    what: `数据包“${name}”不能用来新建考评库：${detail}。`,
    kept: '没有新建考评库。',
    todo: '请联系考评办重新制作。',
  }),
);
