import type { ApprovedResultView } from '@shared/ipc/practice/result';
import { chineseTime } from '../../shell/words';
import { shortDigest } from './standingText';

/** The results of a year, latest first, and all there is to say of the chosen one. */
export function ResultList({
  results,
  shownId,
  onShow,
}: {
  readonly results: readonly ApprovedResultView[];
  readonly shownId: number;
  readonly onShow: (resultId: number) => void;
}) {
  const shown = results.find(({ id }) => id === shownId);
  return (
    <section className="panel result-list" aria-label="历次结果">
      <div className="panel-head">
        <h2>历次结果</h2>
      </div>
      <div className="result-list-body">
        <ul aria-label="历次结果列表">
          {results.map((result) => (
            <li key={result.id}>
              <button
                type="button"
                className={`result-button ${result.id === shownId ? 'row-selected' : ''}`}
                aria-pressed={result.id === shownId}
                onClick={() => onShow(result.id)}
              >
                <strong>第{result.number}号</strong> {result.kind === 'approval' ? '审定' : '更正'}
                <span className="muted">
                  {chineseTime(result.at)} {result.person}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {shown && <Facts result={shown} />}
      </div>
    </section>
  );
}

function Facts({ result }: { readonly result: ApprovedResultView }) {
  return (
    <dl className="approved-facts">
      <dt>理由</dt>
      <dd>{result.reason || '无'}</dd>
      {result.basis !== '' && (
        <>
          <dt>依据</dt>
          <dd>{result.basis}</dd>
        </>
      )}
      {result.open.length > 0 && (
        <>
          <dt>尚未办完</dt>
          <dd>{result.open.join('；')}</dd>
        </>
      )}
      <dt>摘要</dt>
      <dd>
        <code title={result.digest}>{shortDigest(result.digest)}</code>
        <span className="muted">
          {' '}
          {result.units} 个单位 · 程序 {result.appVersion}
        </span>
      </dd>
    </dl>
  );
}
