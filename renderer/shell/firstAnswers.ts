import type { AppState } from '@shared/ipc/views';
import { askAhead, call } from '../api';
import type { Place } from './navigation';
import { readPlace } from './readPlace';
import { preloadScreen } from './screens';

/** What the first frame is drawn from. All of it missing: main has not answered yet. */
export interface FirstAnswers {
  readonly state?: AppState;
  /** Where this workspace was left. */
  readonly place?: Place;
}

/** So long the first frame waits for the figures of 工作台: drawn once with them it is there sooner than drawn twice. */
const FIGURES_MS = 40;

/** So long a blank window waits for main; then a spinner is drawn and the questions are asked again by those who need them. */
const BLANK_MS = 250;

/**
 * Asks main before anything is drawn, so that it answers while the page still loads, and the first frame is already the
 * screen: each frame in between would cost a tenth of a start.
 */
export function firstAnswers(): Promise<FirstAnswers> {
  let late = false;
  const patience = new Promise<FirstAnswers>((resolve) =>
    setTimeout(() => {
      late = true;
      resolve({});
    }, BLANK_MS),
  );
  // A failure is met by whoever asks again, with its words.
  return Promise.race([ask(() => late).catch(() => ({})), patience]);
}

async function ask(isLate: () => boolean): Promise<FirstAnswers> {
  const asked = call('app:state', {});
  const place = readPlace(await call('ui:get', { key: 'shell.place' }).catch(() => null));
  const loaded = preloadScreen(place.screen);
  const state = await asked;
  if (!state.workspace) return { state };
  // Only what is shown at once may be asked ahead: an answer that waits grows stale.
  const whole = state.workspace.actions.includes('readAll') && !state.workspace.locked;
  const figures =
    place.screen === 'dashboard' && whole && !isLate() ? askAhead('dashboard:get', {}) : undefined;
  await loaded;
  if (figures) await Promise.race([figures, new Promise((resolve) => setTimeout(resolve, FIGURES_MS))]);
  return { state, place };
}
