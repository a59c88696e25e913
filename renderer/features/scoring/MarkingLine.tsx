import type { ItemView, ScoreAccess } from '@shared/ipc/views';
import { markText, settledText, settingText } from './markingText';

/** Beside an item that several people score: how, who is how far, and what came of it. */
export function MarkingLine({ item, row }: { readonly item: ItemView; readonly row: ScoreAccess }) {
  const { marking } = row;
  if (!marking) return null;
  const settled = settledText(marking, item.section === 'veto');
  return (
    <p className="marking-line" role="note" aria-label="多人评分">
      <span className="marking-tag">多人评分</span>
      <span className="muted">{settingText(marking)}</span>
      {marking.scorers.map((mark) => (
        <span key={mark.accountId} className={mark.lockedAt === null ? 'muted' : undefined}>
          {markText(mark)}
        </span>
      ))}
      {settled && <strong>{settled}</strong>}
    </p>
  );
}
