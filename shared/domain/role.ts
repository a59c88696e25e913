import { isSameName } from './sameName';

/** Roles of the practice page §4. One person may hold several. */
export type Role =
  | 'officeAdmin'
  | 'leadScorer'
  | 'fileReviewer'
  | 'siteChecker'
  | 'unitFiller'
  | 'unitLeader'
  | 'approver'
  | 'auditor';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  officeAdmin: '考核办公室管理员',
  leadScorer: '评分员',
  fileReviewer: '案卷评查员',
  siteChecker: '实地核查组员',
  unitFiller: '单位填报人',
  unitLeader: '单位审核人',
  approver: '审定领导',
  auditor: '只读（纪检）',
};

export const ROLES = Object.keys(ROLE_NAMES) as readonly Role[];

/** Who acts: an account as it stands at that moment. */
export interface Actor {
  /** 0 where nobody is signed in, and for work the program does by itself. */
  readonly accountId: number;
  readonly uid: string;
  readonly name: string;
  /** Code of the unit the person belongs to; '' for none. */
  readonly unitCode: string;
  readonly roles: readonly Role[];
  /** Scores every item, not only assigned ones. */
  readonly allItems: boolean;
  /** Works at a unit's or an assessor's own seat: the workspace is theirs to back up and check. */
  readonly keepsSeat?: boolean;
}

/** Nobody is signed in. */
export const NOBODY: Actor = { accountId: 0, uid: '', name: '', unitCode: '', roles: [], allItems: false };

/** What may be done in the program, each kind asked for in one place: `mayDo`. */
export type Action =
  | 'manageCycle'
  | 'approveResult'
  | 'manageSystem'
  | 'manageUnits'
  | 'managePeople'
  | 'score'
  | 'settle'
  | 'adjust'
  | 'planSiteCheck'
  | 'checkSite'
  | 'reviewCaseFile'
  | 'manageCaseFiles'
  | 'selfEvaluate'
  | 'submit'
  | 'acceptSubmission'
  | 'requestNotApplicable'
  | 'decideNotApplicable'
  | 'fileAppeal'
  | 'decideAppeal'
  | 'manageProblems'
  | 'rectify'
  | 'closeProblem'
  | 'addEvidence'
  | 'judgeEvidence'
  | 'readAll'
  | 'readTrail'
  | 'keepWorkspace';

export const ACTION_NAMES: Readonly<Record<Action, string>> = {
  manageCycle: '推进考评年度',
  approveResult: '审定结果',
  manageSystem: '维护指标体系和综合考核方案',
  manageUnits: '维护被考评单位',
  managePeople: '管理人员',
  score: '评分',
  settle: '认定分歧',
  adjust: '调整得分',
  planSiteCheck: '安排实地核查',
  checkSite: '记录实地核查',
  reviewCaseFile: '评查案卷',
  manageCaseFiles: '组织案卷评查',
  selfEvaluate: '填报自评',
  submit: '提交自评',
  acceptSubmission: '接收或退回自评',
  requestNotApplicable: '申请缺项',
  decideNotApplicable: '审批缺项',
  fileAppeal: '提出申诉',
  decideAppeal: '复核申诉',
  manageProblems: '登记问题和约谈',
  rectify: '填报整改',
  closeProblem: '批准销号',
  addEvidence: '添加佐证材料',
  judgeEvidence: '审核佐证材料',
  readAll: '查看全部单位',
  readTrail: '查看审计记录',
  keepWorkspace: '备份、恢复和校验',
};

export const ACTIONS = Object.keys(ACTION_NAMES) as readonly Action[];

const MAY: Readonly<Record<Role, readonly Action[]>> = {
  officeAdmin: [
    'manageCycle',
    'manageSystem',
    'manageUnits',
    'managePeople',
    'score',
    'settle',
    'adjust',
    'planSiteCheck',
    'checkSite',
    'manageCaseFiles',
    // On a unit's behalf, from paper.
    'selfEvaluate',
    'submit',
    'acceptSubmission',
    'requestNotApplicable',
    'decideNotApplicable',
    'fileAppeal',
    'decideAppeal',
    'manageProblems',
    'rectify',
    'closeProblem',
    'addEvidence',
    'judgeEvidence',
    'readAll',
    'readTrail',
    'keepWorkspace',
  ],
  leadScorer: ['score', 'judgeEvidence'],
  fileReviewer: ['reviewCaseFile'],
  siteChecker: ['checkSite', 'adjust'],
  unitFiller: ['selfEvaluate', 'requestNotApplicable', 'rectify', 'addEvidence'],
  unitLeader: ['selfEvaluate', 'submit', 'requestNotApplicable', 'fileAppeal', 'rectify', 'addEvidence'],
  approver: ['approveResult', 'decideAppeal', 'readAll'],
  auditor: ['readAll', 'readTrail'],
};

/** Whether any of the actor's roles allows it. What concerns one unit is asked further: `isOwnUnitOnly`, `hasConflict`. */
export function mayDo(actor: Pick<Actor, 'roles' | 'keepsSeat'>, action: Action): boolean {
  if (action === 'keepWorkspace' && actor.keepsSeat === true) return true;
  return actor.roles.some((role) => MAY[role].includes(action));
}

/** Roles that allow it, for the message of a refusal. */
export function rolesFor(action: Action): readonly Role[] {
  return ROLES.filter((role) => MAY[role].includes(action));
}

const UNIT_ROLES: readonly Role[] = ['unitFiller', 'unitLeader'];

/** Whether a role is held for one unit, the person's own. */
export function isUnitRole(role: Role): boolean {
  return UNIT_ROLES.includes(role);
}

/** Whether the actor acts only for the own unit: holds roles of a unit and none of the assessment. */
export function isOwnUnitOnly(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.length > 0 && actor.roles.every(isUnitRole);
}

/**
 * Whether the actor may do it for any unit: a role of the assessment allows it, not only one of the own unit. Somebody
 * who scores for everybody and fills in for the own unit still fills in for no other.
 */
export function mayForEveryUnit(actor: Pick<Actor, 'roles'>, action: Action): boolean {
  return actor.roles.some((role) => !isUnitRole(role) && MAY[role].includes(action));
}

/** Everything the actor may do, in the order of `ACTION_NAMES`: what a screen offers. */
export function actionsOf(actor: Pick<Actor, 'roles' | 'keepsSeat'>): readonly Action[] {
  return ACTIONS.filter((action) => mayDo(actor, action));
}

/** A unit as conflict of interest asks for it. */
export type ConflictUnit = { readonly code: string; readonly name: string; readonly shortName: string };

/** Nobody scores, reviews or decides about the unit they belong to. Product rule 3, practice page §4. */
export function hasConflict(actor: Pick<Actor, 'unitCode'>, unit: Pick<ConflictUnit, 'code'>): boolean {
  return actor.unitCode !== '' && actor.unitCode === unit.code;
}

/** Whether a scorer named in a table is the unit itself: 区司法局 must not score 区司法局. */
export function namesUnit(scorer: string, unit: ConflictUnit): boolean {
  if (scorer.trim() === '') return false;
  return isSameName(scorer, unit.name) || (unit.shortName !== '' && isSameName(scorer, unit.shortName));
}

/** The office where nobody has set up accounts: everything an office does, whoever sits there. */
export const OFFICE_ROLES: readonly Role[] = [
  'officeAdmin',
  'leadScorer',
  'fileReviewer',
  'siteChecker',
  'approver',
];
