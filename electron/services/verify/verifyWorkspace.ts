import type { VerifyFinding, VerifyResult } from '@shared/ipc/views';
import { loadAssessment } from '../assessment/assessment';
import { readSnapshot } from '../workspace/readSnapshot';
import type { Workspace } from '../workspace/workspace';
import { verifyDatabase } from './verifyDatabase';
import { verifyEvidence } from './verifyEvidence';
import { verifyScores } from './verifyScores';
import { WORKSPACE_CHECKS } from './workspaceChecks';

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** Findings named at most: a workspace with more is past reading them one by one. */
export const MAX_FINDINGS = 500;

/**
 * Checks a whole workspace and names everything that is wrong: the database file and its guards, every stored score
 * against the engine, every total, what `WORKSPACE_CHECKS` lists, every evidence file against its hash. Changes
 * nothing.
 */
export async function verifyWorkspace(
  workspace: Workspace,
  options: VerifyOptions = {},
): Promise<VerifyResult> {
  const findings: VerifyFinding[] = [];
  const step = (done: number, label: string): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.(done, 100, label);
  };
  step(0, '检查数据库');
  const database = await verifyDatabase(workspace.reader);
  findings.push(...database.findings);
  // A database that cannot be read whole would only repeat its first finding in other words.
  if (!database.readable) return result(findings, 0, 0, 0);
  step(20, '重算得分和总分');
  const scores = await readSnapshot(workspace, async (snapshot) => {
    const assessment = await loadAssessment(snapshot);
    const { checked, findings: wrong } = await verifyScores(snapshot, assessment, options.signal);
    findings.push(...wrong);
    for (const [index, { name, verify }] of WORKSPACE_CHECKS.entries()) {
      step(40 + Math.floor((20 * index) / WORKSPACE_CHECKS.length), name);
      findings.push(...(await verify(snapshot, assessment, options.signal)));
    }
    return { checked, units: assessment.units.length };
  });
  const evidence = await verifyEvidence(workspace, options.signal, (done, total) =>
    step(60 + Math.floor((40 * done) / Math.max(1, total)), '核对佐证材料'),
  );
  findings.push(...evidence.findings);
  return result(findings, scores.checked, evidence.checked, scores.units);
}

function result(
  findings: readonly VerifyFinding[],
  scores: number,
  evidenceFiles: number,
  units: number,
): VerifyResult {
  return { findings: findings.slice(0, MAX_FINDINGS), checked: { scores, evidenceFiles, units } };
}
