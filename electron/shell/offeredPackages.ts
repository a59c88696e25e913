import type { ChosenFile } from '../../shared/ipc/views';
import type { ChosenFiles } from './chosenFiles';

/**
 * Packages a person opened from outside the window, by a double click, until the page takes them: it may still load, or
 * nobody may be signed in. The page sees of them what it sees of a file chosen in a dialog.
 */
export class OfferedPackages {
  #waiting: readonly string[] = [];

  /** @param tell lets the page know that there is something to take. */
  constructor(
    private readonly files: ChosenFiles,
    private readonly tell: () => void,
  ) {}

  offer(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#waiting = [...new Set([...this.#waiting, ...paths])];
    this.tell();
  }

  /** Each is handed over once. */
  take(): Promise<readonly ChosenFile[]> {
    const taken = this.#waiting;
    this.#waiting = [];
    return Promise.all(taken.map((path) => this.files.add(path, 'read')));
  }
}
