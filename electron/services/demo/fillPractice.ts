import { mayDo, type Actor } from '@shared/domain/role';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { DemoPlaces } from './demoPlaces';
import { fillCaseFiles } from './fillCaseFiles';
import { fillProblems } from './fillProblems';
import { fillReviews } from './fillReviews';
import { fillSurvey } from './fillSurvey';

/**
 * What a district has on the table in the middle of its review: usual reasons, 缺项 requests, an on-site check, case
 * files drawn and in part reviewed, problems, interviews, a survey. All by the services people use; no score and no
 * total changes by it. Tables, years and people of one's own are filled with scores only: what is written here is about
 * the sample's.
 *
 * @param today deadlines of problems count from it: a sample whose problems are years late would show nothing.
 */
export async function fillPractice(workspace: Workspace, today: Date): Promise<void> {
  const assessment = await loadAssessment(workspace);
  if (!isSample(assessment, workspace.actor)) return;
  const places = new DemoPlaces(assessment);
  await fillReviews(workspace, places);
  await fillCaseFiles(workspace);
  await fillSurvey(workspace, places);
  await fillProblems(workspace, today);
}

const SAMPLE = { system: 'jiangsu-reference-2020', year: 2020, units: 36 } as const;
const NEEDED = ['manageCaseFiles', 'reviewCaseFile', 'checkSite'] as const;

function isSample({ system, cycle, units, unitByCode }: Assessment, actor: Actor): boolean {
  return (
    system.systemKey === SAMPLE.system &&
    cycle.year === SAMPLE.year &&
    units.length === SAMPLE.units &&
    unitByCode.has('A15') &&
    unitByCode.has('C14') &&
    NEEDED.every((action) => mayDo(actor, action))
  );
}
