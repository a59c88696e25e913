import { call } from '../../api';
import { TypingHolder } from '../../shell/typing';
import { DraftSession } from '../scoring/draftSession';
import type { SelfEntry } from './selfState';

/** Typing in 自评填报 while one workspace is open. Like ScoringSession, it outlives the screen. */
export class SelfSession extends DraftSession<{ savedAt: string }, SelfEntry> {
  /** What is typed without leaving the item is one edit on the trail. */
  private visit = { place: '', id: '' };

  constructor() {
    super({
      keyOf: (unitId, itemId) => `self:${unitId}:${itemId}`,
      send: ({ unitId, itemId, entry, editId }) => call('self:record', { unitId, itemId, ...entry, editId }),
    });
  }

  type(unitId: number, itemId: number, entry: SelfEntry): void {
    const place = `${unitId}:${itemId}`;
    if (this.visit.place !== place) this.visit = { place, id: crypto.randomUUID() };
    this.put({ unitId, itemId, entry, editId: this.visit.id });
  }
}

/** What was typed into the self-evaluations of the open workspace. */
export const selfTyping = new TypingHolder(() => new SelfSession());
