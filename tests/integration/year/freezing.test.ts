import { describe, expect, it } from 'vitest';
import { CYCLE_STATES, stageOf } from '@shared/domain/cycleState';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { importIndicatorSystem } from '@electron/services/indicators/importIndicatorSystem';
import { newSystemVersion } from '@electron/services/indicators/newSystemVersion';
import { publishSystem } from '@electron/services/indicators/publishSystem';
import { useSystem as putToUse } from '@electron/services/indicators/useSystem';
import { saveScheme } from '@electron/services/scheme/saveScheme';
import { importUnits } from '@electron/services/units/importUnits';
import { removeUnit } from '@electron/services/units/removeUnit';
import { saveUnit } from '@electron/services/units/saveUnit';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { refusal } from '../../helpers/testWorkspace';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo } from '../../helpers/yearWorkspace';

const LATER = CYCLE_STATES.slice(1);
const CORRECTABLE = LATER.filter((state) => stageOf(state) < stageOf('approved'));
const COMPONENTS = [
  { name: '法治建设', weight: 1000, ruleOfLaw: true },
  { name: '其他', weight: 9000, ruleOfLaw: false },
];

describe.each(LATER)('a year in %s', (state) => {
  it('takes no new unit, loses none, and moves none to another group', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, state);
    const { unitId } = await placeOf(workspace, 'A01');
    const refused = [
      saveUnit(workspace, { unitId: null, unit: aUnit('A03') }),
      saveUnit(workspace, { unitId, unit: aUnit('A01', STANDARD_GROUPS[1]) }),
      saveUnit(workspace, { unitId, unit: aUnit('A09') }),
      saveUnit(workspace, { unitId, unit: aUnit('A01', STANDARD_GROUPS[0], { tags: ['涉企'] }) }),
      removeUnit(workspace, { unitId }),
      importUnits(workspace, [aUnit('A01'), aUnit('A03')]),
    ];
    for (const work of refused) expect((await refusal(work)).code).toBe('CYCLE_STATE_FORBIDS');
    expect((await loadAssessment(workspace)).units.map(({ code }) => code)).toEqual(['A01', 'A02']);
    // A table that changes nothing is not refused.
    await importUnits(workspace, [aUnit('A01')]);
  });

  it('keeps its indicator system', async () => {
    const workspace = await aYear();
    const { cycle } = await loadAssessment(workspace);
    const { summary } = await newSystemVersion(workspace, { basedOn: cycle.systemId, version: '2' });
    await publishSystem(workspace, { systemId: summary.id });
    await moveOnTo(workspace, state);
    const swapped = putToUse(workspace, { systemId: summary.id });
    expect((await refusal(swapped)).code).toBe('CYCLE_STATE_FORBIDS');
    const table = aSmallSystem({ version: '3', title: '新表' });
    const imported = await importIndicatorSystem(workspace, table, { use: 'ifUnscored' });
    expect(imported.used).toBe(false);
    expect((await loadAssessment(workspace)).cycle.systemId).toBe(cycle.systemId);
  });
});

describe('names of units', () => {
  it.each(CORRECTABLE)('may be put right in %s', async (state) => {
    const workspace = await aYear();
    await moveOnTo(workspace, state);
    const { unitId } = await placeOf(workspace, 'A01');
    const unit = aUnit('A01', STANDARD_GROUPS[0], {
      name: '区水利局（改名）',
      shortName: '水利',
      position: 9,
    });
    const list = await saveUnit(workspace, { unitId, unit });
    expect(list.find(({ code }) => code === 'A01')?.name).toBe('区水利局（改名）');
  });

  it('stand once the result is approved', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'approved');
    const { unitId } = await placeOf(workspace, 'A01');
    const unit = aUnit('A01', STANDARD_GROUPS[0], { name: '改名' });
    expect((await refusal(saveUnit(workspace, { unitId, unit }))).code).toBe('CYCLE_STATE_FORBIDS');
  });
});

describe('comprehensive schemes', () => {
  it('may change until the result is approved', async () => {
    const workspace = await aYear();
    const { groups } = await loadAssessment(workspace);
    const scheme = { groupId: groups[0]?.id ?? 0, components: COMPONENTS };
    await moveOnTo(workspace, 'feedback');
    await saveScheme(workspace, scheme);
    await moveOnTo(workspace, 'approved');
    expect((await refusal(saveScheme(workspace, scheme))).code).toBe('CYCLE_STATE_FORBIDS');
  });
});
