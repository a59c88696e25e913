import { defineError, keptUntouched } from './appError';

interface Named {
  /** The file's name as the person sees it. */
  readonly name: string;
}

const ASK_AGAIN = '请向发包方重新要一份；用 U 盘拷贝的，请先确认拷贝完整。';

export const packageNotFound = defineError<Named>('PACKAGE_NOT_FOUND', ({ name }) => ({
  what: `“${name}”不存在或读不出来。`,
  kept: keptUntouched,
  todo: '请检查文件位置；在 U 盘上的，请确认 U 盘已插好。',
}));

export const notAPackage = defineError<Named>('NOT_A_PACKAGE', ({ name }) => ({
  what: `“${name}”不是法衡的数据包。`,
  kept: keptUntouched,
  todo: '请选择扩展名为 .fhpkg 的数据包，或单位填好的自评表（.xlsx）；评分表请在评分界面导入。',
}));

export const packageDamaged = defineError<Named & { readonly detail: string }>(
  'PACKAGE_DAMAGED',
  ({ name, detail }) => ({
    what: `数据包“${name}”不完整或被改动过：${detail}。`,
    kept: keptUntouched,
    todo: ASK_AGAIN,
  }),
);

export const packageSignatureWrong = defineError<Named>('PACKAGE_SIGNATURE_WRONG', ({ name }) => ({
  what: `数据包“${name}”的签名不对：内容在签名之后被改动过，或者不是它自称的那一方签的。`,
  kept: keptUntouched,
  todo: ASK_AGAIN,
}));

export const packageTooNew = defineError<Named & { readonly found: number; readonly supported: number }>(
  'PACKAGE_TOO_NEW',
  ({ name, found, supported }) => ({
    what: `数据包“${name}”由更新版本的软件写成（格式 ${found}，本软件最高支持格式 ${supported}）。`,
    kept: keptUntouched,
    todo: '请先安装新版本的法衡，再打开这个数据包。',
  }),
);

export const packageOverfull = defineError<Named>('PACKAGE_OVERFULL', ({ name }) => ({
  what: `数据包“${name}”装不下：数据超过 512 MB，或者材料超过 20 万份。`,
  kept: '没有写出数据包。',
  todo: '请分几个数据包写，每个少选一些单位。',
}));

export const packagePassphraseNeeded = defineError<Named>('PACKAGE_PASSPHRASE_NEEDED', ({ name }) => ({
  what: `数据包“${name}”加了口令。`,
  kept: keptUntouched,
  todo: '请输入发包方告诉您的口令（口令不要和数据包放在一起）。',
}));

export const packagePassphraseWrong = defineError<Named>('PACKAGE_PASSPHRASE_WRONG', ({ name }) => ({
  what: `打开数据包“${name}”的口令不对。`,
  kept: keptUntouched,
  todo: '请核对口令后重新输入，注意大小写和全角、半角。',
}));

export const packagePassphraseWeak = defineError<{ readonly least: number }>(
  'PACKAGE_PASSPHRASE_WEAK',
  ({ least }) => ({
    what: `口令太短，至少要 ${least} 个字符。`,
    kept: '没有写出数据包。',
    todo: `请换一个不少于 ${least} 个字符的口令。`,
  }),
);

export const packageVolumeMissing = defineError<Named & { readonly missing: string }>(
  'PACKAGE_VOLUME_MISSING',
  ({ name, missing }) => ({
    what: `数据包“${name}”分成了几卷，缺少：${missing}。`,
    kept: keptUntouched,
    todo: '请把所有分卷放在同一个文件夹里，再选择其中任意一卷。',
  }),
);

export const packageVolumeTooSmall = defineError<{ readonly total: number }>(
  'PACKAGE_VOLUME_TOO_SMALL',
  ({ total }) => ({
    what: `分卷太小：这个数据包要分成 ${total} 卷，每卷至少 64 KB，最多 999 卷。`,
    kept: '没有写出数据包。',
    todo: '请把每卷的大小设大一些。',
  }),
);

export const packageSourceChanged = defineError<{ readonly path: string }>(
  'PACKAGE_SOURCE_CHANGED',
  ({ path }) => ({
    what: `写数据包时发现材料的内容和登记时不一样：${path}。`,
    kept: '没有写出数据包，考评库没有改动。',
    todo: '请先在“系统管理”里校验考评库，按提示从备份找回这份材料，再写数据包。',
  }),
);

const CHECK_SENDER = '请核对这个包是谁发的、发给谁的；需要的话请发包方重新制作。';

export const packageNotForYou = defineError<Named & { readonly forWhom: string; readonly here: string }>(
  'PACKAGE_NOT_FOR_YOU',
  ({ name, forWhom, here }) => ({
    what: `数据包“${name}”是发给“${forWhom}”的，这里是“${here}”。`,
    kept: keptUntouched,
    todo: '请在收包方自己的考评库里打开；发错了的，请发包方重新制作。',
  }),
);

const OTHER_CYCLE = {
  earlier: '那个年度在这里已经结束，不再合并它的数据包；拿错文件的，请换成本年度的数据包。',
  later: '新年度还没有在这里开始：单位和评分员请先合并新年度的任务包或评分包，考评办请先开始下一年度。',
  other: '请打开那一次考评的考评库再合并；拿错文件的，请换成本次考评的数据包。',
} as const;

export const packageOtherCycle = defineError<
  Named & { readonly when: keyof typeof OTHER_CYCLE; readonly found: string; readonly here: string }
>('PACKAGE_OTHER_CYCLE', ({ name, when, found, here }) => ({
  what: `数据包“${name}”属于“${found}”，这个考评库现在是“${here}”，不是同一次考评。`,
  kept: keptUntouched,
  todo: OTHER_CYCLE[when],
}));

export const packageOtherSystem = defineError<Named & { readonly found: string; readonly here: string }>(
  'PACKAGE_OTHER_SYSTEM',
  ({ name, found, here }) => ({
    what: `数据包“${name}”按指标体系“${found}”填写，和这里的“${here}”内容不一样。`,
    kept: keptUntouched,
    todo: '请考评办用现在的指标体系重新下发任务包或评分包；单位和评分员用新发的包另建考评库，重新填写后再报送。',
  }),
);

export const packageKeyUnknown = defineError<Named & { readonly from: string; readonly fingerprint: string }>(
  'PACKAGE_KEY_UNKNOWN',
  ({ name, from, fingerprint }) => ({
    what: `数据包“${name}”自称来自“${from}”，但签名的密钥第一次见到，指纹 ${fingerprint}。`,
    kept: keptUntouched,
    todo: '请打电话或当面向对方核对指纹，一致后再确认信任；命令行请加 --trust 指纹。',
  }),
);

export const packageKeyChanged = defineError<Named & { readonly from: string; readonly fingerprint: string }>(
  'PACKAGE_KEY_CHANGED',
  ({ name, from, fingerprint }) => ({
    what: `数据包“${name}”来自“${from}”，但签名的密钥和以前的不一样，新的指纹是 ${fingerprint}。`,
    kept: keptUntouched,
    todo: '对方换过电脑或恢复过备份的，请当面核对指纹后再确认信任；否则可能有人冒名，不要合并。',
  }),
);

export const packageKeyOfAnother = defineError<
  Named & { readonly from: string; readonly owner: string; readonly fingerprint: string }
>('PACKAGE_KEY_OF_ANOTHER', ({ name, from, owner, fingerprint }) => ({
  what: `数据包“${name}”自称来自“${from}”，签名的密钥（指纹 ${fingerprint}）却是“${owner}”的。`,
  kept: keptUntouched,
  todo: CHECK_SENDER,
}));

export const packageAltered = defineError<Named>('PACKAGE_ALTERED', ({ name }) => ({
  what: `数据包“${name}”的编号和以前收到过的一个相同，内容却不一样。`,
  kept: keptUntouched,
  todo: '请向发包方核实是哪一份，并请对方重新制作一份。',
}));

export const packageTooBig = defineError<Named & { readonly limit: string }>(
  'PACKAGE_TOO_BIG',
  ({ name, limit }) => ({
    what: `数据包“${name}”里的表格数据超过 ${limit}，不像是正常的数据包。`,
    kept: keptUntouched,
    todo: CHECK_SENDER,
  }),
);

export const packageNotAllowed = defineError<
  Named & { readonly count: number; readonly first: readonly string[] }
>('PACKAGE_NOT_ALLOWED', ({ name, count, first }) => ({
  what: `数据包“${name}”里有 ${count} 处内容不是发包方可以填写的：${first.join('、')}。`,
  kept: keptUntouched,
  todo: CHECK_SENDER,
}));

export const mergeTooMuch = defineError<
  Named & {
    readonly lowered: number;
    readonly cells: number;
    readonly percent: number;
    readonly limit: number;
  }
>('MERGE_TOO_MUCH', ({ name, lowered, cells, percent, limit }) => ({
  what: `合并数据包“${name}”会降低或清空 ${cells} 处中的 ${lowered} 处（${percent}%，超过 ${limit}%）。`,
  kept: keptUntouched,
  todo: '请先看预览里标出的各处。确实要这样的，请写明理由并确认；命令行请加 --accept-lowering --reason 理由。',
}));

export const packageNotOfSeat = defineError<{ readonly kind: string; readonly seat: string }>(
  'PACKAGE_NOT_OF_SEAT',
  ({ kind, seat }) => ({
    what: `${seat}不制作${kind}。`,
    kept: '没有写出数据包。',
    todo: '请在应当发出这种数据包的一方的考评库里制作。',
  }),
);

export const packageEvidenceLost = defineError<{ readonly names: readonly string[]; readonly count: number }>(
  'PACKAGE_EVIDENCE_LOST',
  ({ names, count }) => ({
    what: `有 ${count} 份佐证材料在磁盘上找不到了：${names.join('、')}。`,
    kept: '没有写出数据包，考评库没有改动。',
    todo: '请从备份找回，或把这些材料从指标上取下、重新添加，再制作数据包。',
  }),
);

export const packageNothingToSend = defineError<{ readonly what: string; readonly missing: string }>(
  'PACKAGE_NOTHING_TO_SEND',
  ({ what, missing }) => ({
    what: `没有可以写进${what}的内容：${missing}。`,
    kept: '没有写出数据包，考评库没有改动。',
    todo: `请先办理，再制作${what}。`,
  }),
);

export const mergeLimitInvalid = defineError<{ readonly text: string; readonly most: number }>(
  'MERGE_LIMIT_INVALID',
  ({ text, most }) => ({
    what: `“${text}”不是 0 到 ${most} 之间的整数百分比。`,
    kept: keptUntouched,
    todo: `请写成 20 的样子：一个数据包使现有内容降低或清空超过 20% 时停下来确认。最大 ${most}。`,
  }),
);

export const packageNotMerged = defineError('PACKAGE_NOT_MERGED', () => ({
  what: '这个数据包现在没有合并在考评库里，没有可以撤回的。',
  kept: keptUntouched,
  todo: '请刷新收发台账，选择状态为“已合并”的数据包。',
}));

export const packageNotHeld = defineError('PACKAGE_NOT_HELD', () => ({
  what: '这个数据包现在不在等待处理。',
  kept: keptUntouched,
  todo: '请刷新收发台账，选择状态为“待处理”的数据包。',
}));

export const packagePlaceUnknown = defineError<{ readonly count: number; readonly first: readonly string[] }>(
  'PACKAGE_PLACE_UNKNOWN',
  ({ count, first }) => ({
    what: `数据包里没有这 ${count} 处：${first.join('、')}。`,
    kept: keptUntouched,
    todo: '请从预览或“package changes”的结果里复制这一处的编号，不要手工改写。',
  }),
);
