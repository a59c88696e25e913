import { sentence } from '../exchange/mergeWords';
import { defineError } from './appError';

/** A package that waits: it was kept, not merged. */
export const packageHeld = defineError<{ readonly name: string; readonly why: string }>(
  'PACKAGE_HELD',
  ({ name, why }) => ({
    what: `数据包“${name}”先挂起，没有合并：${sentence(why)}`,
    kept: '数据包放进了收件箱，考评库里的内容没有变化。',
    todo: '等到它等的那个包合并以后再合并；确有必要的，写明理由（--reason）现在合并。',
  }),
);

/** Of several packages some were not merged. */
export const someNotMerged = defineError<{
  readonly code: string;
  readonly failed: number;
  readonly merged: number;
}>('PACKAGES_NOT_MERGED', ({ failed, merged }) => ({
  what: `${failed} 个数据包没有合并，${merged} 个已办好。`,
  kept: '没有合并的，考评库没有因它们改动；已合并的不受影响。',
  todo: '逐个原因见下面；处理后只把没有合并的再合并一次。',
}));

/** Of packages for several units some were not written. */
export const someNotWritten = defineError<{ readonly failed: number; readonly written: number }>(
  'PACKAGES_NOT_WRITTEN',
  ({ failed, written }) => ({
    what: `${failed} 个单位的数据包没有写出，${written} 个已写出。`,
    kept: '没有写出的，没有留下文件，也没有记入台账；已写出的不受影响。',
    todo: '逐个原因见下面；处理后只为没有写出的单位再写一次。',
  }),
);
