import { expect, it } from 'vitest';
import { Turns } from '@electron/services/exchange/merge/turns';

it('others go first now and then while long work goes on', async () => {
  let others = 0;
  const go = (): void => {
    others += 1;
    waiting = setImmediate(go);
  };
  let waiting = setImmediate(go);
  const turns = new Turns();
  for (let step = 0; step < 2000; step += 1) await turns.next();
  clearImmediate(waiting);
  expect(others).toBeGreaterThanOrEqual(7);
});
