import type { ApprovedResultView } from '@shared/ipc/practice/result';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { chineseTime } from '../../shell/words';
import { shortDigest } from './standingText';

const COLUMNS: readonly DataColumn<ApprovedResultView>[] = [
  {
    key: 'number',
    title: '编号',
    width: 62,
    text: ({ number }) => `第${number}号`,
    sortBy: ({ number }) => number,
  },
  { key: 'kind', title: '类型', width: 56, text: ({ kind }) => (kind === 'approval' ? '审定' : '更正') },
  { key: 'at', title: '时间', width: 142, text: ({ at }) => chineseTime(at), sortBy: ({ at }) => at },
  { key: 'person', title: '审定人', text: ({ person }) => person },
];

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
    <section className="panel" aria-label="历次结果">
      <div className="panel-head">
        <h2>历次结果</h2>
      </div>
      <DataTable
        id="approved.results"
        label="历次结果"
        rows={results}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        selectedKey={shownId}
        onOpen={({ id }) => onShow(id)}
        height={132}
        searchable={false}
      />
      {shown && <Facts result={shown} />}
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
        <span className="muted"> 程序 {result.appVersion}</span>
      </dd>
    </dl>
  );
}
