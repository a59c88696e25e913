import type { ItemView, ScoreAccess } from '@shared/ipc/views';
import { settingText } from '@shared/marking/settingText';
import { markText, settledText } from './markingText';

/**
 * Beside an item that several people score: how, who is how far, and what came of it.
 *
 * @param brief in a table of one item, whose heading says how: only who and what.
 */
export function MarkingLine({
  item,
  row,
  brief = false,
}: {
  readonly item: ItemView;
  readonly row: ScoreAccess;
  readonly brief?: boolean;
}) {
  const { marking } = row;
  if (!marking) return null;
  const settled = settledText(marking, item.section === 'veto');
  return (
    <p className="marking-line" role="note" aria-label="多人评分">
      {!brief && <span className="marking-tag">多人评分</span>}
      {!brief && <span className="muted">{settingText(marking)}</span>}
      {marking.scorers.map((mark) => (
        <span key={mark.accountId} className={mark.lockedAt === null ? 'muted' : undefined}>
          {markText(mark)}
        </span>
      ))}
      {settled && <strong>{settled}</strong>}
    </p>
  );
}
