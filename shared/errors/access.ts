import { ACTION_NAMES, ROLE_NAMES, rolesFor, type Action } from '../domain/role';
import { defineError, keptUntouched } from './appError';

export const notPermitted = defineError<{ readonly person: string; readonly action: Action }>(
  'NOT_PERMITTED',
  ({ person, action }) => ({
    what: `“${person || '未登录'}”没有“${ACTION_NAMES[action]}”的权限。`,
    kept: keptUntouched,
    todo: `请由有权限的人办理（${rolesFor(action)
      .map((role) => ROLE_NAMES[role])
      .join('、')}），或请考核办公室管理员在“系统管理 · 人员”里调整角色。`,
  }),
);

export const conflictOfInterest = defineError<{
  readonly person: string;
  readonly unit: string;
  /** What was refused, as in “评分”. */
  readonly what: string;
}>('CONFLICT_OF_INTEREST', ({ person, unit, what }) => ({
  what: `“${person}”属于“${unit}”，不能对本单位${what}。`,
  kept: keptUntouched,
  todo: '请由其他单位的人员办理（回避原则：谁都不评自己所在的单位）。',
}));

export const notYourUnit = defineError<{ readonly person: string; readonly unit: string }>(
  'NOT_YOUR_UNIT',
  ({ person, unit }) => ({
    what: `“${person}”只能办理本单位的事项，不能办理“${unit}”的。`,
    kept: keptUntouched,
    todo: '请选择本单位；需要代办的，请由考核办公室办理。',
  }),
);

export const itemNotAssigned = defineError<{ readonly person: string; readonly code: string }>(
  'ITEM_NOT_ASSIGNED',
  ({ person, code }) => ({
    what: `指标 ${code} 没有分配给“${person}”评分。`,
    kept: keptUntouched,
    todo: '请只评分配给自己的指标；需要增加的，请考核办公室在“系统管理 · 评分分工”里分配。',
  }),
);

export const notSignedIn = defineError('NOT_SIGNED_IN', () => ({
  what: '还没有登录，或者已经锁定。',
  kept: '已保存的内容都在。',
  todo: '请先登录。命令行请用 --as 写明姓名，口令放在环境变量 FAHENG_PASSWORD 里。',
}));

export const cycleStateForbids = defineError<{
  readonly state: string;
  /** What was refused, as in “修改评分”. */
  readonly what: string;
  readonly todo?: string;
}>('CYCLE_STATE_FORBIDS', ({ state, what, todo }) => ({
  what: `本年度处于“${state}”阶段，不能${what}。`,
  kept: keptUntouched,
  todo:
    todo ??
    '还没有到的阶段，请到了再办；已经过了的，确需办理时，请考核办公室写明理由，把年度退回到相应阶段。',
}));

export const scoresNotOpen = defineError<{ readonly person: string; readonly what: string }>(
  'SCORES_NOT_OPEN',
  ({ person, what }) => ({
    what: `“${person}”现在不能查看${what}。`,
    kept: keptUntouched,
    todo: '单位人员在“反馈申诉”阶段起能看到本单位的得分；评分员在此之前只看到分配给自己的指标，看不到合计和排名。',
  }),
);

export const scorerIsAnother = defineError<{ readonly person: string; readonly scorer: string }>(
  'SCORER_IS_ANOTHER',
  ({ person, scorer }) => ({
    what: `评分人写的是“${scorer}”，登录的是“${person}”：不能用别人的名义评分。`,
    kept: keptUntouched,
    todo: '请写自己的姓名；代别人录入纸质评分的，由考核办公室办理。',
  }),
);
