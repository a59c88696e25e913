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

/** Whose typing goes on: the workspace's folder, its year, and who is signed in ('' for nobody). */
export interface Seat {
  readonly folder: string | undefined;
  readonly cycleId: number;
  readonly person: string;
}

export const NO_SEAT: Seat = { folder: undefined, cycleId: 0, person: '' };

/**
 * The seat after main told what is open. A lock keeps the person; signing out ends what they typed: a write tried again
 * later would be made in the next person's name.
 */
export function seatAfter(
  seat: Seat,
  workspace: {
    readonly folder: string;
    readonly cycle: { readonly id: number };
    readonly account: { readonly name: string } | null;
  } | null,
): { readonly seat: Seat; readonly ends: boolean } {
  const next = {
    folder: workspace?.folder,
    cycleId: workspace?.cycle.id ?? 0,
    person: workspace?.account?.name ?? '',
  };
  const same = next.folder === seat.folder && next.cycleId === seat.cycleId && next.person === seat.person;
  return { seat: next, ends: !same };
}
