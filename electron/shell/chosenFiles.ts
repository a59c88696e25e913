import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { choiceExpired } from '../../shared/errors/shell';
import type { ChosenFile } from '../../shared/ipc/views';

type Purpose = 'read' | 'write' | 'folder';

/** Choices kept at a time; the oldest are forgotten. */
const KEPT = 2_000;

/**
 * Paths a person chose, behind tokens. The renderer is treated as hostile: it can only name files that went through a
 * dialog or a drop, and only for what they were chosen for.
 */
export class ChosenFiles {
  readonly #paths = new Map<string, { path: string; purpose: Purpose }>();
  /** Folders are told apart by it, and by nothing a page could read of them. */
  readonly #secret = randomBytes(16);

  async add(path: string, purpose: Purpose): Promise<ChosenFile> {
    const token = randomUUID();
    this.#paths.set(token, { path, purpose });
    if (this.#paths.size > KEPT) {
      const [oldest] = this.#paths.keys();
      if (oldest !== undefined) this.#paths.delete(oldest);
    }
    const size =
      purpose === 'read'
        ? await stat(path).then(
            (s) => s.size,
            () => 0,
          )
        : 0;
    const place = createHmac('sha256', this.#secret).update(dirname(path)).digest('hex').slice(0, 16);
    return { token, name: basename(path), place, size };
  }

  /** @throws CHOICE_EXPIRED for a token that is unknown or was given for something else. */
  path(token: string, purpose: Purpose): string {
    const chosen = this.#paths.get(token);
    if (chosen?.purpose !== purpose) throw choiceExpired();
    return chosen.path;
  }
}
