import { importSurvey } from '../survey/importSurvey';
import type { Workspace } from '../workspace/workspace';
import { Chance } from './chance';
import type { DemoPlaces } from './demoPlaces';

/** Towns and streets, which a survey of residents is about. */
const SURVEYED = Array.from({ length: 14 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);

/** 满意度 of one group; one unit has few answers. It counts for nothing until weights are set. */
export async function fillSurvey(workspace: Workspace, places: DemoPlaces): Promise<void> {
  const rows = SURVEYED.map((code, index) => {
    const chance = new Chance(`${code} survey`);
    const few = index === 10;
    const sent = few ? 30 : 150;
    const valid = few ? 19 : chance.whole(118, 147);
    const note = few ? '外出务工人员多，问卷回收少' : '';
    return { unitId: places.unit(code).id, sent, valid, score: chance.whole(8600, 9750), note };
  });
  await importSurvey(workspace, rows);
}
