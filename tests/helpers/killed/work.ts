import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { figuresOf } from '@electron/database/scoreRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { backupWorkspace } from '@electron/services/backup/backupWorkspace';
import { restoreWorkspace } from '@electron/services/backup/restoreWorkspace';
import { snapshotDatabase } from '@electron/services/backup/snapshotDatabase';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { exportReport } from '@electron/services/reports/exportReport';
import { importScores } from '@electron/services/scores/importScores';
import { recordScore } from '@electron/services/scores/recordScore';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { aPdf } from '../evidenceFiles';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../smallSystem';
import type { Said } from './said';

// A program that works without end until it is killed. It says what it is about to do and what was acknowledged, each in
// one write to a pipe, which survives the kill.
const [folder = '', scratch = '', mark = ''] = process.argv.slice(2);

function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

/** Runs one piece of work between its two lines. */
async function saying(what: Said['what'], value: string, work: () => Promise<unknown>): Promise<void> {
  say({ when: 'before', what, value });
  await work();
  say({ when: 'after', what, value });
}

async function workOn(): Promise<never> {
  const workspace = await openWorkspace(folder, { mustWrite: true });
  const assessment = await loadAssessment(workspace);
  const [unit] = assessment.units;
  const [typed, ...imported] = assessment.items;
  if (!unit || !typed) throw new Error('the workspace is empty');
  const entryOf = (reason: string) => ({ inputs: [{ 得分: '1' }], points: '', notApplicable: false, reason });
  say({ when: 'before', what: 'opened', value: '' });

  const jobs: Readonly<Record<Exclude<Said['what'], 'opened'>, (value: string) => Promise<unknown>>> = {
    score: (value) =>
      recordScore(workspace, { unitId: unit.id, itemId: typed.id, entry: entryOf(value), editId: mark }),
    import: (value) =>
      importScores(workspace, {
        systemId: assessment.cycle.systemId,
        scores: assessment.units.flatMap(({ id: unitId }) =>
          imported.map((item) => {
            const entry = entryOf(value);
            const figures = figuresOf(evaluateItem(item, entry, assessment.cycle.year));
            return { unitId, itemId: item.id, entry, figures, scorer: '张三' };
          }),
        ),
      }),
    evidence: async (value) => {
      const path = join(scratch, `${value}.pdf`);
      await writeFile(path, Buffer.concat([aPdf(value), Buffer.alloc(400_000, 0x20)]));
      await addEvidence(workspace, { unitId: unit.id, itemId: typed.id, paths: [path] });
    },
    export: () => exportReport(workspace, 'all', join(scratch, '报表.xlsx')),
    backup: () => backupWorkspace(workspace, join(scratch, '备份.zip')),
    snapshot: () => snapshotDatabase(workspace.reader, workspacePaths(folder), 'daily', new Date()),
    restore: (value) => restoreWorkspace(join(scratch, '原备份.zip'), join(scratch, `还原-${value}`)),
    create: async (value) => {
      const units = [aUnit('A01')];
      const made = { year: 2020, system: aSmallSystem(), groups: SMALL_GROUPS, units };
      await (await createWorkspace({ folder: join(scratch, `新库-${value}`), ...made })).close();
    },
  };
  const kinds = Object.keys(jobs) as (keyof typeof jobs)[];
  for (let turn = 0; ; turn += 1) {
    // Scores in between, so that a kill meets them as often as everything else together.
    const kind = turn % 2 === 0 ? 'score' : kinds[(turn * 7 + mark.length + Number(mark)) % kinds.length];
    const value = `${mark}-${turn}`;
    if (kind) await saying(kind, value, () => jobs[kind](value));
  }
}

void workOn();
