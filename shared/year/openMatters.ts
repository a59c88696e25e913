import type { CycleState } from '../domain/cycleState';

/**
 * What an open matter means for the next stage. `blocks`: settle it first; `reason`: going on needs a confirmation and
 * a reason; `note`: good to know.
 */
export type MatterSeverity = 'blocks' | 'reason' | 'note';

export type MatterKey =
  | 'systemNotPublished'
  | 'noUnits'
  | 'unitsWithoutItems'
  | 'groupsWithoutScheme'
  | 'noDeadline'
  | 'notHandedIn'
  | 'notAccepted'
  | 'unscored'
  | 'unsettled'
  | 'openSiteChecks'
  | 'openCaseReviews'
  | 'pendingNotApplicable'
  | 'openAppeals'
  | 'appealWindowOpen'
  | 'approvedBefore'
  | 'openCorrections'
  | 'openProblems';

/** One line of the check before a stage ends. */
export interface OpenMatter {
  readonly key: MatterKey;
  readonly severity: MatterSeverity;
  readonly count: number;
  readonly text: string;
  /** The first few places, as a person reads them. */
  readonly examples: readonly string[];
}

/** How many places a line names. */
export const EXAMPLES = 8;

interface Places {
  readonly count: number;
  readonly examples: readonly string[];
}

/** What is open in a year, counted where the data is. */
export interface YearFacts {
  readonly systemPublished: boolean;
  readonly units: number;
  readonly unitsWithoutItems: Places;
  readonly groupsWithoutScheme: Places;
  /** Deadline of the stage the year would enter; '' for none. */
  readonly nextDueOn: string;
  /** Until when units may appeal; '' before 反馈申诉. */
  readonly appealsUntil: string;
  readonly today: string;
  readonly notHandedIn: Places;
  /** Handed in and neither accepted nor returned. */
  readonly notAccepted: Places;
  /** Base items without a score; examples are units. */
  readonly unscored: Places;
  /** Items scored by several that are not decided. */
  readonly unsettled: Places;
  readonly openSiteChecks: Places;
  /** Files drawn whose review has no result yet; none where they are no part of the final score. */
  readonly openCaseReviews: Places;
  readonly pendingNotApplicable: Places;
  readonly openAppeals: Places;
  /** Proposed corrections nobody has decided. */
  readonly openCorrections: Places;
  readonly openProblems: Places;
  /** Results of this year approved before; they stay. */
  readonly approvedResults: number;
}

type Rule = (facts: YearFacts) => OpenMatter | null;

/**
 * What is still open before the year enters a stage, most urgent first. Empty: nothing stands in the way. Moving back
 * asks nothing. Practice page §5.2 and §7.6.
 */
export function openMatters(to: CycleState, facts: YearFacts): readonly OpenMatter[] {
  const found = RULES[to].flatMap((rule) => rule(facts) ?? []);
  return found.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

const ORDER: readonly MatterSeverity[] = ['blocks', 'reason', 'note'];

/** The heaviest of several matters; null for none. */
export function heaviest(matters: readonly OpenMatter[]): MatterSeverity | null {
  return ORDER.find((severity) => matters.some((matter) => matter.severity === severity)) ?? null;
}

function places(
  key: MatterKey,
  severity: MatterSeverity,
  pick: (facts: YearFacts) => Places,
  text: (count: number) => string,
): Rule {
  return (facts) => {
    const { count, examples } = pick(facts);
    return count === 0 ? null : { key, severity, count, text: text(count), examples };
  };
}

const plain = (key: MatterKey, severity: MatterSeverity, text: string): OpenMatter => ({
  key,
  severity,
  count: 1,
  text,
  examples: [],
});

const systemPublished: Rule = ({ systemPublished: published }) =>
  published ? null : plain('systemNotPublished', 'blocks', '指标体系还是草稿，先发布指标体系');

const someUnits: Rule = ({ units }) =>
  units > 0 ? null : plain('noUnits', 'blocks', '还没有被考评单位，先导入或添加单位');

const deadlineSet: Rule = ({ nextDueOn }) =>
  nextDueOn === '' ? plain('noDeadline', 'note', '下一阶段没有设截止日期，催办时没有期限可依') : null;

const windowOver: Rule = ({ appealsUntil, today }) =>
  appealsUntil !== '' && appealsUntil >= today
    ? plain('appealWindowOpen', 'reason', '申诉期限还没有过，单位还可以申诉')
    : null;

const approvedBefore: Rule = ({ approvedResults }) =>
  approvedResults > 0
    ? plain(
        'approvedBefore',
        'reason',
        `已有 ${approvedResults} 份审定结果，再次审定会形成新的一份，原来的留存；请写明再次审定的理由`,
      )
    : null;

const notHandedIn = (severity: MatterSeverity): Rule =>
  places(
    'notHandedIn',
    severity,
    (facts) => facts.notHandedIn,
    (count) => `${count} 个单位还没有提交自评`,
  );

const notAccepted = (severity: MatterSeverity): Rule =>
  places(
    'notAccepted',
    severity,
    (facts) => facts.notAccepted,
    (count) => `${count} 个单位的自评还没有接收`,
  );

const unscored = places(
  'unscored',
  'reason',
  (facts) => facts.unscored,
  (count) => `还有 ${count} 项没有评分（没评不等于零分，结果只能暂计）`,
);

const RULES: Readonly<Record<CycleState, readonly Rule[]>> = {
  draft: [],
  published: [
    systemPublished,
    someUnits,
    places(
      'unitsWithoutItems',
      'reason',
      (facts) => facts.unitsWithoutItems,
      (count) => `${count} 个单位没有任何适用的基本指标，算不出得分`,
    ),
    places(
      'groupsWithoutScheme',
      'note',
      (facts) => facts.groupsWithoutScheme,
      (count) => `${count} 个单位类别还没有综合考核方案`,
    ),
    deadlineSet,
  ],
  selfEvaluating: [deadlineSet],
  reviewing: [notHandedIn('reason'), notAccepted('note'), deadlineSet],
  feedback: [
    unscored,
    places(
      'unsettled',
      'reason',
      (facts) => facts.unsettled,
      (count) => `多人评分还有 ${count} 项没有认定`,
    ),
    places(
      'openSiteChecks',
      'reason',
      (facts) => facts.openSiteChecks,
      (count) => `实地核查还有 ${count} 项没有记录结果`,
    ),
    places(
      'openCaseReviews',
      'reason',
      (facts) => facts.openCaseReviews,
      (count) => `案卷评查还有 ${count} 份没有结果，案卷评查计入最终得分`,
    ),
    places(
      'pendingNotApplicable',
      'reason',
      (facts) => facts.pendingNotApplicable,
      (count) => `缺项申请还有 ${count} 项没有审批`,
    ),
    notHandedIn('note'),
    notAccepted('note'),
    deadlineSet,
  ],
  approved: [
    places(
      'openAppeals',
      'blocks',
      (facts) => facts.openAppeals,
      (count) => `还有 ${count} 件申诉没有作出决定`,
    ),
    unscored,
    approvedBefore,
    windowOver,
  ],
  archived: [
    places(
      'openCorrections',
      'blocks',
      (facts) => facts.openCorrections,
      (count) => `还有 ${count} 件更正没有作出决定，归档后不能再办理`,
    ),
    places(
      'openProblems',
      'note',
      (facts) => facts.openProblems,
      (count) => `还有 ${count} 个问题没有销号，归档后继续整改`,
    ),
  ],
};
