import { describe, expect, it } from 'vitest';
import type { CycleState } from '@shared/domain/cycleState';
import type { Role } from '@shared/domain/role';
import { setCycleState } from '@electron/database/cycleRepository';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { linkEvidence } from '@electron/services/evidence/linkEvidence';
import { listEvidence } from '@electron/services/evidence/listEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { forgetAssessment } from '@electron/services/assessment/assessment';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { withdrawAppeal } from '@electron/services/review/withdrawAppeal';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aReviewWorkspace, FEEDBACK_DAY, type ReviewWorkspace } from '../../helpers/reviewWorkspace';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

type Who = readonly [name: string, roles: readonly Role[], unitCode?: string];

const OFFICE: Who = ['考评办', ['officeAdmin']];
const LEADER: Who = ['王局', ['unitLeader'], 'A02'];
const FILLER: Who = ['小王', ['unitFiller'], 'A02'];
const DAY = 86_400_000;

interface Year extends ReviewWorkspace {
  /** Evidence of A02 · 1.1.1 from before the feedback. */
  readonly earlier: number;
  /** Adds a file of its own; the code of the refusal, or '' and its id. */
  add(who: Who, itemCode?: string): Promise<{ readonly code: string; readonly id: number }>;
  link(who: Who, evidenceId: number, itemCode?: string): Promise<string>;
  unlink(who: Who, evidenceId: number): Promise<string>;
}

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return '';
  } catch {
    return (await refusal(work)).code;
  }
};

async function aYear(): Promise<Year> {
  const review = await aReviewWorkspace();
  const { workspace, at, as } = review;
  let files = 0;
  const add: Year['add'] = async (who, itemCode = '1.1.1') => {
    as(...who);
    const name = `材料${(files += 1)}.pdf`;
    const paths = [await fileOf(await tempFolder(), name, aPdf(name))];
    const adding = addEvidence(workspace, { ...at('A02', itemCode), paths });
    const code = await codeOf(adding);
    return { code, id: code === '' ? ((await adding).added[0]?.id ?? 0) : 0 };
  };
  const { id: earlier } = await add(OFFICE);
  const { itemId } = at('A02', '1.1.1');
  return {
    ...review,
    earlier,
    add,
    link: (who, evidenceId, itemCode = '1.1.2') => {
      as(...who);
      return codeOf(linkEvidence(workspace, { evidenceId, itemId: at('A02', itemCode).itemId }));
    },
    unlink: (who, evidenceId) => {
      as(...who);
      return codeOf(unlinkEvidence(workspace, { evidenceId, itemId }));
    },
  };
}

async function inFeedback(): Promise<Year> {
  const year = await aYear();
  year.as(...OFFICE);
  await year.enter('feedback');
  return year;
}

const appealOn = ({ at }: Year, evidenceIds: readonly number[]) => ({
  ...at('A02', '1.1.1'),
  ...{ grounds: '台账已补齐', requestedPoints: null, evidenceIds, lateReason: '' },
});

describe('evidence up to the review', () => {
  it.each<CycleState>(['draft', 'published', 'selfEvaluating', 'reviewing'])(
    'comes and goes in %s, while the sheet of the unit is open',
    async (state) => {
      const { workspace, earlier, add, link, unlink } = await aYear();
      await setCycleState(workspace.db, 1, state);
      forgetAssessment(workspace);
      for (const who of [OFFICE, LEADER, FILLER]) expect((await add(who)).code).toBe('');
      expect(await link(FILLER, earlier)).toBe('');
      expect(await unlink(FILLER, earlier)).toBe('');
    },
  );
});

describe('evidence in the feedback', () => {
  it('comes for an appeal only: by whoever files it, not by who fills in', async () => {
    const { workspace, at, earlier, add, link } = await inFeedback();
    expect((await add(FILLER)).code).toBe('EVIDENCE_ONLY_WITH_APPEAL');
    expect(await link(FILLER, earlier)).toBe('EVIDENCE_ONLY_WITH_APPEAL');
    expect(await listEvidence(workspace, at('A02', '1.1.1'))).toHaveLength(1);
    expect((await add(LEADER)).code).toBe('');
    expect((await add(OFFICE)).code).toBe('');
    expect(await link(LEADER, earlier)).toBe('');
  });

  it('does not come to an item nothing can be appealed about', async () => {
    const year = await inFeedback();
    const { workspace, add, as } = year;
    for (const who of [LEADER, OFFICE]) {
      expect((await add(who, 'B1')).code).toBe('EVIDENCE_ONLY_WITH_APPEAL');
    }
    const { id } = await add(LEADER);
    const appeal = await fileAppeal(workspace, appealOn(year, [id]));
    expect((await add(LEADER)).code).toBe('EVIDENCE_ONLY_WITH_APPEAL');
    expect((await add(OFFICE)).code).toBe('EVIDENCE_ONLY_WITH_APPEAL');
    as(...LEADER);
    await withdrawAppeal(workspace, { id: appeal.id, reason: '补充后重新提出' });
    expect((await add(LEADER)).code).toBe('');
  });

  it('comes after the window by the office only', async () => {
    const { add, setClock } = await inFeedback();
    setClock(new Date(FEEDBACK_DAY.getTime() + 8 * DAY));
    expect((await add(LEADER)).code).toBe('APPEAL_LATE');
    expect((await add(OFFICE)).code).toBe('');
  });

  it('is taken off only as long as no appeal rests on it, and never what was there before', async () => {
    const year = await inFeedback();
    const { workspace, earlier, add, unlink } = year;
    const { id: meant } = await add(LEADER);
    const { id: wrong } = await add(LEADER);
    for (const who of [OFFICE, LEADER, FILLER]) {
      expect(await unlink(who, earlier)).toBe('EVIDENCE_ONLY_WITH_APPEAL');
    }
    expect(await unlink(LEADER, wrong)).toBe('');
    await fileAppeal(workspace, appealOn(year, [meant]));
    for (const who of [OFFICE, LEADER]) expect(await unlink(who, meant)).toBe('EVIDENCE_ONLY_WITH_APPEAL');
  });

  it('of a returned sheet comes and goes as before', async () => {
    const { workspace, at, as, enter, add, unlink, earlier } = await aYear();
    const { unitId } = at('A02', '1.1.1');
    as(...OFFICE);
    await submitSelfEvaluation(workspace, { unitId, reason: '凭纸质材料代为提交' });
    await returnSubmission(workspace, { unitId, reason: '请补充材料', items: [], dueOn: '' });
    await enter('feedback');
    expect((await add(FILLER)).code).toBe('');
    expect(await unlink(FILLER, earlier)).toBe('');
  });
});

describe('evidence from the approval on', () => {
  it.each<CycleState>(['approved', 'archived'])('stands as it is in %s, for everybody', async (state) => {
    const { enter, earlier, add, link, unlink } = await aYear();
    await enter(state);
    for (const who of [OFFICE, LEADER, FILLER]) {
      expect((await add(who)).code).toBe('CYCLE_STATE_FORBIDS');
      expect(await link(who, earlier)).toBe('CYCLE_STATE_FORBIDS');
      expect(await unlink(who, earlier)).toBe('CYCLE_STATE_FORBIDS');
    }
  });
});
