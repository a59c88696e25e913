import { useEffect } from 'react';
import { sizeText } from '@shared/evidence/evidenceType';
import type { PackDone } from '@shared/ipc/practice/exchange';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';

/** What a finished job wrote, with what whoever packs should know. */
export function PackedList({
  jobId,
  onPacked,
}: {
  readonly jobId: string;
  readonly onPacked: (packed: readonly PackDone[]) => void;
}) {
  const packed = useCall('exchange:packed', { jobId });
  useEffect(() => {
    if (packed.data) onPacked(packed.data);
  }, [packed.data, onPacked]);
  return (
    <>
      <ErrorNotice error={packed.error} onRetry={packed.reload} />
      <ul aria-label="写出的数据包" className="exchange-kept">
        {(packed.data ?? []).map((each) => (
          <li key={each.uid}>
            {each.files.join('、')}（{sizeText(each.bytes)}）：{each.summary}
            {each.absent > 0 && `；${each.absent} 份材料没有随包`}
            {each.hints.map((hint) => (
              <div key={hint} className="text-warning">
                {hint}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
