import { mayDo } from '@shared/domain/role';
import type { VerifyFinding, VerifyResult } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { readSnapshot } from '../workspace/readSnapshot';
import type { Workspace } from '../workspace/workspace';
import { verifyDatabase } from './verifyDatabase';
import { verifyEvidence } from './verifyEvidence';
import { verifyScores } from './verifyScores';
import { verifyTrail } from './verifyTrail';
import { WORKSPACE_CHECKS } from './workspaceChecks';

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** Findings named at most: a workspace with more is past reading them one by one. */
export const MAX_FINDINGS = 500;

/**
 * Checks a whole workspace and names everything that is wrong: the database file and its guards, the audit trail and what
 * it pins, every stored score against the engine, every total, what `WORKSPACE_CHECKS` lists, every evidence file against its hash. Changes
 * nothing.
 */
export async function verifyWorkspace(
  workspace: Workspace,
  options: VerifyOptions = {},
): Promise<VerifyResult> {
  if (!mayDo(workspace.actor, 'keepWorkspace')) assertMay(workspace, 'readAll');
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
  step(20, '核对审计记录');
  // Of one moment: what is written meanwhile is on the trail before or after, never half.
  const trail = await readSnapshot(workspace, ({ reader }) => verifyTrail(reader, options.signal));
  findings.push(...trail.findings);
  // Where a column holds what its table forbids, nothing that follows from it can be computed.
  const computed = database.sound
    ? await verifyComputed(workspace, findings, step, options.signal)
    : { scores: 0, units: 0 };
  const evidence = await verifyEvidence(workspace, options.signal, (done, total) =>
    step(60 + Math.floor((40 * done) / Math.max(1, total)), '核对佐证材料'),
  );
  findings.push(...evidence.findings);
  return result(findings, computed.scores, evidence.checked, computed.units);
}

/** What follows from what is stored: scores, totals and all that features check, of one moment. */
async function verifyComputed(
  workspace: Workspace,
  findings: VerifyFinding[],
  step: (done: number, label: string) => void,
  signal?: AbortSignal,
): Promise<{ readonly scores: number; readonly units: number }> {
  step(35, '重算得分和总分');
  try {
    return await readSnapshot(workspace, async (snapshot) => {
      const assessment = await loadAssessment(snapshot);
      const { checked, findings: wrong } = await verifyScores(snapshot, assessment, signal);
      findings.push(...wrong);
      for (const [index, { name, verify }] of WORKSPACE_CHECKS.entries()) {
        step(45 + Math.floor((15 * index) / WORKSPACE_CHECKS.length), name);
        findings.push(...(await verify(snapshot, assessment, signal)));
      }
      return { scores: checked, units: assessment.units.length };
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    // Data of another shape than the program writes: only a hand in the database makes it, and it must be named.
    const detail = cause instanceof Error ? cause.message : String(cause);
    findings.push({ kind: 'database', message: `有数据读不出来，无法重算（${detail}）`, place: 'faheng.db' });
    return { scores: 0, units: 0 };
  }
}

function result(
  findings: readonly VerifyFinding[],
  scores: number,
  evidenceFiles: number,
  units: number,
): VerifyResult {
  return { findings: findings.slice(0, MAX_FINDINGS), checked: { scores, evidenceFiles, units } };
}
