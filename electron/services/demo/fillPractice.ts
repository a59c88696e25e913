import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { DemoPlaces } from './demoPlaces';
import { fillCaseFiles } from './fillCaseFiles';
import { fillProblems } from './fillProblems';
import { fillReviews } from './fillReviews';
import { fillSurvey } from './fillSurvey';

/**
 * What a district has on the table in the middle of its review: usual reasons, 缺项 requests, an on-site check, case
 * files drawn and in part reviewed, problems, interviews, a survey. All by the services people use; no score and no
 * total changes by it.
 *
 * @param now when it was done. Deadlines of problems count from the workspace's own day: a sample whose problems are
 *   years late would show nothing.
 */
export async function fillPractice(workspace: Workspace, now: string): Promise<void> {
  const places = new DemoPlaces(await loadAssessment(workspace));
  const then: Workspace = { ...workspace, clock: () => new Date(now) };
  await fillReviews(then, places);
  await fillCaseFiles(then);
  await fillSurvey(then, places);
  await fillProblems(then, workspace.clock());
}
