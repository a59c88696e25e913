import type { NewWorkspace } from '../workspace/createWorkspace';
import { demoTime, fillDemo } from './fillDemo';

/**
 * How a new workspace is filled as the demo: all of it is dated the middle of January of the year after, from its
 * making on, so that its trail runs forward in time; what people do in it afterwards has the time it is done.
 *
 * @param year of its cycle.
 */
export function demoFilling(year: number): Required<Pick<NewWorkspace, 'clock' | 'fill'>> {
  const today = new Date();
  let isFilled = false;
  return {
    clock: () => (isFilled ? new Date() : new Date(demoTime(year))),
    fill: async (workspace) => {
      await fillDemo(workspace, today);
      isFilled = true;
    },
  };
}
