import { Button } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CorrectionView } from '@shared/ipc/practice/result';
import { chineseDate } from '../../shell/words';
import { DecideCorrectionDialog } from './DecideCorrectionDialog';

const STATES: Readonly<Record<CorrectionView['state'], string>> = {
  proposed: '等待审定',
  confirmed: '已更正',
  refused: '不予更正',
};

/** Corrections of a year, those that wait first. */
export function Corrections({
  corrections,
  decides,
  onDecided,
}: {
  readonly corrections: readonly CorrectionView[];
  readonly decides: boolean;
  readonly onDecided: () => void;
}) {
  const [open, setOpen] = useState<CorrectionView | null>(null);
  return (
    <section className="panel corrections" aria-label="更正">
      <div className="panel-head">
        <h2>更正</h2>
      </div>
      <ul aria-label="更正列表">
        {corrections.map((correction) => (
          <li key={correction.id}>
            <div className="correction-head">
              <strong>
                {correction.unitName} · {correction.itemCode}
              </strong>
              <span className={`correction-state correction-${correction.state}`}>
                {STATES[correction.state]}
                {correction.resultNumber !== null && `（第${correction.resultNumber}号）`}
              </span>
            </div>
            <div>
              <span className="points">
                {formatPoints(correction.fromPoints)} → {formatPoints(correction.toPoints)}
              </span>{' '}
              {correction.reason}
            </div>
            <div className="muted">
              {correction.proposedBy} {chineseDate(correction.proposedAt)} 提出
              {correction.decidedBy !== '' &&
                `；${correction.decidedBy} ${chineseDate(correction.decidedAt)} 审定`}
              {correction.opinion !== '' && `：${correction.opinion}`}
            </div>
            {correction.state === 'proposed' && decides && (
              <Button size="small" onClick={() => setOpen(correction)}>
                审定更正
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <DecideCorrectionDialog
          correction={open}
          onClose={() => setOpen(null)}
          onDecided={() => {
            setOpen(null);
            onDecided();
          }}
        />
      )}
    </section>
  );
}
