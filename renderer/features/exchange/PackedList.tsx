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
  const view = useCall('exchange:packed', { jobId });
  useEffect(() => {
    if (view.data) onPacked(view.data.packed);
  }, [view.data, onPacked]);
  const { packed = [], skipped = [], left = [] } = view.data ?? {};
  return (
    <>
      <ErrorNotice error={view.error} onRetry={view.reload} />
      {packed.length + left.length > 1 && (
        <p role="status">
          写出 {packed.length} 个，都登记在收发台账里
          {left.length > 0 && <span className="text-warning">；还有 {left.length} 个没有写</span>}
        </p>
      )}
      <ul aria-label="写出的数据包" className="exchange-kept">
        {packed.map((each) => (
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
      <Names title="没有内容可写，已跳过" names={skipped.map(({ unitName }) => unitName)} />
      <Names title="没有写" names={packed.length > 0 ? left : []} />
    </>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details>
      <summary>
        {title} {names.length} 个单位
      </summary>
      <p className="muted">{names.join('、')}</p>
    </details>
  );
}
