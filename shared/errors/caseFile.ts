import { defineError, keptUntouched } from './appError';

export const caseListMissing = defineError('CASE_LIST_MISSING', () => ({
  what: '还没有导入案卷目录。',
  kept: keptUntouched,
  todo: '请先在“案卷评查 · 案卷目录”里导入（命令行：case import）。',
}));

export const caseListStale = defineError('CASE_LIST_STALE', () => ({
  what: '预览之后，被考评单位有了变化，这次导入不再有效。',
  kept: keptUntouched,
  todo: '请重新选择文件，再看一遍预览后确认导入。',
}));

export const caseSeedMissing = defineError('CASE_SEED_MISSING', () => ({
  what: '没有抽取种子。',
  kept: keptUntouched,
  todo: '请填写种子（如公开开奖号码和日期），或选择由程序产生随机种子。',
}));

export const casePlanRefused = defineError<{ readonly problem: string }>(
  'CASE_PLAN_REFUSED',
  ({ problem }) => ({
    what: `抽取方案不成立：${problem}。`,
    kept: keptUntouched,
    todo: '请改正类别、份数后重试：每类抽取 0 到 100 份，备选 0 到 20 份，合计至少抽到一份。',
  }),
);

export const caseRedrawNeedsReason = defineError('CASE_REDRAW_NEEDS_REASON', () => ({
  what: '本年度已经抽取过案卷，重新抽取必须写明理由。',
  kept: '原来的抽取记录都在，没有改动。',
  todo: '请写明重新抽取的理由；各次抽取都会留在抽查记录里。',
}));

export const caseDrawInUse = defineError('CASE_DRAW_IN_USE', () => ({
  what: '抽中的案卷已经开始评查，不能重新抽取。',
  kept: '抽取记录和评查内容都在，没有改动。',
  todo: '个别案卷涉密或者在诉的，请用备选替换；需要增加的，请手工选定。',
}));

export const caseDrawMissing = defineError('CASE_DRAW_MISSING', () => ({
  what: '还没有抽取案卷。',
  kept: keptUntouched,
  todo: '请先在“案卷评查 · 抽取案卷”里抽取（命令行：case draw）。',
}));

export const casePickNotFound = defineError('CASE_PICK_NOT_FOUND', () => ({
  what: '这个案卷不在本次抽取的案卷里。',
  kept: keptUntouched,
  todo: '请刷新列表，重新选择。',
}));

export const casePickNotActive = defineError<{ readonly number: string }>(
  'CASE_PICK_NOT_ACTIVE',
  ({ number }) => ({
    what: `案卷“${number}”不是正在评查的案卷（备选、已撤换，或者不是现行这次抽取的）。`,
    kept: keptUntouched,
    todo: '请选择状态为“评查”的案卷。',
  }),
);

export const casePickReviewed = defineError<{ readonly number: string }>(
  'CASE_PICK_REVIEWED',
  ({ number }) => ({
    what: `案卷“${number}”已有评查员锁定了评查结果，不能再替换。`,
    kept: keptUntouched,
    todo: '替换只能在评查之前进行；对结果有异议的，请填写被评单位意见，或由办公室退回重评。',
  }),
);

export const caseSparesUsedUp = defineError<{ readonly unit: string; readonly type: string }>(
  'CASE_SPARES_USED_UP',
  ({ unit, type }) => ({
    what: `“${unit}”的${type}案卷没有备选可用了。`,
    kept: keptUntouched,
    todo: '先从案卷目录里手工选定一份补上，没有可选的不补；再写明理由撤下这一份（命令行加 --without-spare）。',
  }),
);

export const casePickedAlready = defineError<{ readonly number: string }>(
  'CASE_PICKED_ALREADY',
  ({ number }) => ({
    what: `案卷“${number}”已经在本次评查的案卷里，或者已撤换。`,
    kept: keptUntouched,
    todo: '请选择目录里其他的案卷。',
  }),
);

export const caseTemplateMissing = defineError<{ readonly type: string }>(
  'CASE_TEMPLATE_MISSING',
  ({ type }) => ({
    what: `没有${type}案卷的评查标准。`,
    kept: keptUntouched,
    todo: '请在“案卷评查 · 评查标准”里导入这一类的标准（命令行：case standards import）。',
  }),
);

export const caseTemplateVersionTaken = defineError<{ readonly type: string; readonly version: string }>(
  'CASE_TEMPLATE_VERSION_TAKEN',
  ({ type, version }) => ({
    what: `${type}案卷的评查标准已有版本“${version}”，内容不同。`,
    kept: keptUntouched,
    todo: '用过的标准不能改写：请在表的“设置”里换一个版本号再导入。',
  }),
);

export const reviewersTooFew = defineError<{ readonly short: string; readonly reviewers: number }>(
  'CASE_REVIEWERS_TOO_FEW',
  ({ short, reviewers }) => ({
    what: `评查员不够：现有案卷评查员 ${reviewers} 人，${short}。`,
    kept: keptUntouched,
    todo: '请考核办公室管理员增加其他单位的案卷评查员（谁都不评本单位的案卷），或在评查设置里改为一人评查。',
  }),
);

export const reviewNotFound = defineError('CASE_REVIEW_NOT_FOUND', () => ({
  what: '没有这份评查任务，可能已改由他人评查。',
  kept: keptUntouched,
  todo: '请刷新评查任务，重新选择。',
}));

export const reviewNotYours = defineError<{ readonly person: string; readonly number: string }>(
  'CASE_REVIEW_NOT_YOURS',
  ({ person, number }) => ({
    what: `案卷“${number}”没有分给“${person}”评查。`,
    kept: keptUntouched,
    todo: '请只评查分给自己的案卷；需要改由他人评查的，请考核办公室调整。',
  }),
);

export const reviewLocked = defineError<{ readonly number: string }>('CASE_REVIEW_LOCKED', ({ number }) => ({
  what: `案卷“${number}”的评查已经锁定，不能修改。`,
  kept: keptUntouched,
  todo: '确需修改的，请考核办公室写明理由退回重评。',
}));

export const findingRefused = defineError<{ readonly number: string; readonly message: string }>(
  'CASE_FINDING_REFUSED',
  ({ number, message }) => ({
    what: `案卷“${number}”：${message}。`,
    kept: '原来的评查内容没有改动。',
    todo: '请按评查标准改正后重试；扣分必须对应标准里的条款。',
  }),
);

export const reviewIncomplete = defineError<{ readonly number: string; readonly message: string }>(
  'CASE_REVIEW_INCOMPLETE',
  ({ number, message }) => ({
    what: `案卷“${number}”还不能锁定：${message}。`,
    kept: '已填写的内容都已保存。',
    todo: '请补齐后再锁定。',
  }),
);

export const reviewsUnderWay = defineError('CASE_REVIEWS_UNDER_WAY', () => ({
  what: '已有评查锁定，不能再改评查设置。',
  kept: keptUntouched,
  todo: '评查设置（合格线、分差、评查人数等）请在评查开始之前定好；确需修改的，请先把已锁定的评查退回。',
}));

export const caseResultMissing = defineError<{ readonly number: string }>(
  'CASE_RESULT_MISSING',
  ({ number }) => ({
    what: `案卷“${number}”还没有评查结果。`,
    kept: keptUntouched,
    todo: '请等评查员全部锁定、结果产生后再填写被评单位意见。',
  }),
);

export const caseNotFound = defineError<{ readonly unit: string; readonly number: string }>(
  'CASE_NOT_FOUND',
  ({ unit, number }) => ({
    what: `“${unit}”没有案号为“${number}”的案卷（或者有几份，要写明类别）。`,
    kept: keptUntouched,
    todo: '请核对单位编码和案号；同一案号有几类的，请加 --type。',
  }),
);
