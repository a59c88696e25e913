import { describe, expect, it } from 'vitest';
import { mayDo, ROLES, type Action, type Role } from '@shared/domain/role';
import { AppError } from '@shared/errors/appError';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { applyOtherScores } from '@electron/services/scheme/importOtherScores';
import { recordOtherScores } from '@electron/services/scheme/recordOtherScores';
import { removeScheme } from '@electron/services/scheme/removeScheme';
import { saveScheme } from '@electron/services/scheme/saveScheme';
import { importIndicatorSystem } from '@electron/services/indicators/importIndicatorSystem';
import { newSystemVersion } from '@electron/services/indicators/newSystemVersion';
import { publishSystem } from '@electron/services/indicators/publishSystem';
import { removeItem } from '@electron/services/indicators/removeItem';
import { saveItem } from '@electron/services/indicators/saveItem';
import { saveSystemSettings } from '@electron/services/indicators/saveSystemSettings';
import { useSystem } from '@electron/services/indicators/useSystem';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { importUnits } from '@electron/services/units/importUnits';
import { removeUnit } from '@electron/services/units/removeUnit';
import { saveUnit } from '@electron/services/units/saveUnit';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { testWorkspace } from '../../helpers/testWorkspace';

interface Deed {
  readonly name: string;
  readonly action: Action;
  readonly run: (
    workspace: Workspace,
    at: { unitId: number; itemId: number; groupId: number },
  ) => Promise<unknown>;
}

const system = aSmallSystem();
const item = system.items[0]!;
const DEEDS: readonly Deed[] = [
  { name: 'importUnits', action: 'manageUnits', run: (w) => importUnits(w, [aUnit('A09')]) },
  { name: 'saveUnit', action: 'manageUnits', run: (w) => saveUnit(w, { unitId: null, unit: aUnit('A08') }) },
  { name: 'removeUnit', action: 'manageUnits', run: (w, { unitId }) => removeUnit(w, { unitId }) },
  {
    name: 'importIndicatorSystem',
    action: 'manageSystem',
    run: (w) => importIndicatorSystem(w, { ...system, version: 'z' }, { use: 'draft' }),
  },
  {
    name: 'newSystemVersion',
    action: 'manageSystem',
    run: (w) => newSystemVersion(w, { basedOn: 1, version: 'y' }),
  },
  { name: 'publishSystem', action: 'manageSystem', run: (w) => publishSystem(w, { systemId: 2 }) },
  { name: 'useSystem', action: 'manageSystem', run: (w) => useSystem(w, { systemId: 2 }) },
  { name: 'saveItem', action: 'manageSystem', run: (w) => saveItem(w, { systemId: 2, itemId: null, item }) },
  { name: 'removeItem', action: 'manageSystem', run: (w) => removeItem(w, { systemId: 2, itemId: 1 }) },
  {
    name: 'saveSystemSettings',
    action: 'manageSystem',
    run: (w) => saveSystemSettings(w, { systemId: 2, title: 'x', version: 'x', settings: system.settings }),
  },
  {
    name: 'saveScheme',
    action: 'manageSystem',
    run: (w, { groupId }) =>
      saveScheme(w, { groupId, components: [{ name: '法治建设', weight: 100, ruleOfLaw: true }] }),
  },
  { name: 'removeScheme', action: 'manageSystem', run: (w, { groupId }) => removeScheme(w, { groupId }) },
  {
    name: 'recordOtherScores',
    action: 'manageSystem',
    run: (w, { unitId }) => recordOtherScores(w, { scores: [{ componentId: 1, unitId, score: '80' }] }),
  },
  {
    name: 'applyOtherScores',
    action: 'manageSystem',
    run: (w) => applyOtherScores(w, { rows: [], problems: [] } as never),
  },
  {
    name: 'recordSelfEvaluation',
    action: 'selfEvaluate',
    run: (w, { unitId, itemId }) => recordSelfEvaluation(w, { unitId, itemId, points: '1', statement: '' }),
  },
];

const REFUSED = ['NOT_PERMITTED', 'NOT_SIGNED_IN', 'NOT_YOUR_UNIT'];

/** Whether a role is let in: what it meets then (no such system, no scheme) is another matter. */
async function isLetIn(workspace: Workspace, deed: Deed, roles: readonly Role[]): Promise<boolean> {
  const { units, items } = await loadAssessment(workspace);
  const [unit] = units;
  const at = { unitId: unit!.id, groupId: unit!.groupId, itemId: items[0]!.id };
  const before = workspace.actor;
  workspace.signIn({ ...before, accountId: 99, roles, unitCode: 'A01', allItems: false });
  try {
    await deed.run(workspace, at);
    return true;
  } catch (cause) {
    if (cause instanceof AppError) return !REFUSED.includes(cause.report.code);
    throw cause;
  } finally {
    workspace.signIn(before);
  }
}

describe.each(DEEDS)('$name', (deed) => {
  it('is done by the roles that may, and by no other', async () => {
    const workspace = await testWorkspace({ system, units: [aUnit('A01'), aUnit('A02')] });
    // What is refused leaves everything as it was, so that the next role finds the same.
    for (const role of ROLES.filter((one) => !mayDo({ roles: [one] }, deed.action))) {
      expect([role, await isLetIn(workspace, deed, [role])]).toEqual([role, false]);
    }
    expect(await isLetIn(workspace, deed, [])).toBe(false);
    for (const role of ROLES.filter((one) => mayDo({ roles: [one] }, deed.action))) {
      const fresh = await testWorkspace({ system, units: [aUnit('A01'), aUnit('A02')] });
      expect([role, await isLetIn(fresh, deed, [role])]).toEqual([role, true]);
    }
  });
});
