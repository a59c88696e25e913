import type { Kysely } from 'kysely';
import type { Actor } from '../../../shared/domain/role';
import type { Seat } from '../../../shared/ipc/views';
import type { Schema } from '../../database/schema';

/** An open workspace (考评库): what every service takes first. It knows no window. */
export interface Workspace {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly name: string;
  readonly seat: Seat;
  readonly readOnly: boolean;
  /** Why it is read-only, in Chinese; '' otherwise. */
  readonly readOnlyReason: string;
  /** The one writer (a read-only connection where the workspace is read-only). */
  readonly db: Kysely<Schema>;
  /** A second, read-only connection for long reads, so that they never hold a keystroke up. */
  readonly reader: Kysely<Schema>;
  /** Who is signed in, with what they may do; nobody (no roles) until then. Recorded with every change. */
  readonly actor: Actor;
  /** Their name; '' for nobody. */
  readonly person: string;
  /** Another person takes over, or nobody: the window locks. */
  signIn(actor: Actor): void;
  readonly clock: () => Date;
  close(): Promise<void>;
}
