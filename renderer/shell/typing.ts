/** Sends what was typed, also after its screen was left. */
export interface TypingSession {
  /** Nothing more may be sent: ids of one workspace mean nothing in another, and nobody writes in another's name. */
  readonly close: () => void;
}

const holders = new Set<{ readonly end: () => void }>();

/** Keeps the typing session of one kind of screen while a workspace is open and one person works in it. */
export class TypingHolder<S extends TypingSession> {
  private current: { readonly folder: string; readonly session: S } | null = null;

  constructor(private readonly begin: () => S) {
    holders.add(this);
  }

  /** @param folder of the open workspace. */
  in(folder: string): S {
    if (this.current?.folder !== folder) {
      this.end();
      this.current = { folder, session: this.begin() };
    }
    return this.current.session;
  }

  readonly end = (): void => {
    this.current?.session.close();
    this.current = null;
  };
}

/** Ends every typing session; the next screen begins a new one. */
export function endTyping(): void {
  for (const holder of holders) holder.end();
}

/** Whose typing goes on: the workspace's folder, and the last person known there ('' before the first). */
export interface Seat {
  readonly folder: string | undefined;
  readonly person: string;
}

export const NO_SEAT: Seat = { folder: undefined, person: '' };

/** The seat after main told what is open. While nobody is signed in, the last person's typing goes on. */
export function seatAfter(
  seat: Seat,
  workspace: { readonly folder: string; readonly account: { readonly name: string } | null } | null,
): { readonly seat: Seat; readonly ends: boolean } {
  const folder = workspace?.folder;
  const person = workspace?.account?.name ?? '';
  if (folder !== seat.folder) return { seat: { folder, person }, ends: true };
  if (person === '' || person === seat.person) return { seat, ends: false };
  return { seat: { folder, person }, ends: seat.person !== '' };
}
