import type { Channel, PushEvents, Request, Response } from './contract';
import type { Result } from './result';
import type { ChosenFile } from './views';

/** What the preload puts on `window.faheng`: the renderer's only door. `DroppedFile` is the DOM's File, unknown here. */
export interface FahengBridge<DroppedFile> {
  invoke<C extends Channel>(channel: C, request: Request<C>): Promise<Result<Response<C>>>;
  /** Listens to a push event; call the answer to stop. */
  on<E extends keyof PushEvents>(event: E, listener: (payload: PushEvents[E]) => void): () => void;
  /** Turns dropped or pasted files into tokens. Paths are read in the preload and never reach the page. */
  registerDroppedFiles(files: DroppedFile[]): Promise<readonly ChosenFile[]>;
}
