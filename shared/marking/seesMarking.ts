/** Who looks at one scorer's marking of one unit and item. */
export interface MarkingLook {
  /** The marking is the viewer's own. */
  readonly own: boolean;
  readonly locked: boolean;
  /** 背靠背. */
  readonly blind: boolean;
  /** The viewer may see every unit (the office, approvers, auditors). */
  readonly readsAll: boolean;
  /** The viewer is one of the scorers of this place. */
  readonly scoresHere: boolean;
  /** … and has locked the own marking. */
  readonly ownLocked: boolean;
}

/**
 * Whether a marking's figure may be shown. A draft is seen by its scorer alone while it is blind, otherwise also by the
 * office; a locked one by the office and its fellow scorers, while blind only by those who have locked their own. Who
 * scores here is held to that even if they belong to the office. Practice page §4, peers.md 1.6.
 */
export function seesMarking(look: MarkingLook): boolean {
  if (look.own) return true;
  if (!look.locked) return !look.blind && look.readsAll && !look.scoresHere;
  if (look.scoresHere) return !look.blind || look.ownLocked;
  return look.readsAll;
}
