import { App, Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { sizeText } from '@shared/evidence/evidenceType';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import { PACKAGE_STATE_NAMES } from '@shared/exchange/packageWords';
import type { LedgerRow, PackageChangeRow } from '@shared/ipc/practice/exchange';
import { LEAST_REASON } from '@shared/year/transitions';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { FactList } from '../reviews/FactList';
import { ReasonDialog } from '../reviews/ReasonDialog';
import { countsText, OUTCOME_NAMES, placeText } from '@shared/exchange/mergeWords';
import { Panel } from './BesidePanel';
import type { Take } from './mergeDraft';
import { TakeChoice } from './TakeChoice';
import { useDecisions } from './useDecisions';
import { useIncoming } from './useIncoming';
import '../reviews/reviews.css';

const NO_CHANGES: readonly PackageChangeRow[] = [];

/** One package of the ledger: what it says of itself, what it changed, and the way back. */
export function LedgerPanel({
  row,
  onClose,
  onChanged,
}: {
  readonly row: LedgerRow;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { workspace } = useWorkspace();
  const received = row.direction === 'in';
  const changes = useCall('exchange:changes', received ? { packageId: row.id } : null);
  const decide = useAction('exchange:decide');
  const [taken, setTaken] = useDecisions(row.id);
  const [asking, setAsking] = useState<'rollBack' | 'decide' | 'refuse' | null>(null);
  const rows = changes.data ?? NO_CHANGES;
  const [shownCell, setShownCell] = useState<string | null>(null);
  const shown = rows.find(({ cell }) => cell === shownCell);
  const open = rows.filter((change) => change.open);
  const anyOpen = open.length > 0;
  const writes = !workspace.readOnly;
  const decides = writes && anyOpen;
  const columns = useMemo(() => changeColumns(decides, taken, setTaken), [decides, taken, setTaken]);
  const decisions = open.flatMap(({ cell }) => {
    const take = taken.get(cell);
    return take ? [{ cell, take }] : [];
  });
  const takeAll = (take: Take) => setTaken(new Map(open.map(({ cell }) => [cell, take] as const)));
  return (
    <Panel label="数据包详情">
      <div className="panel-head">
        <h2>{PACKAGE_KIND_NAMES[row.kind]}</h2>
        <span className="muted">{PACKAGE_STATE_NAMES[row.state]}</span>
        <span className="spacer" />
        {writes && row.state === 'merged' && received && (
          <Button size="small" danger onClick={() => setAsking('rollBack')}>
            撤回合并
          </Button>
        )}
        {writes && row.state === 'held' && (
          <>
            <TakeHeld row={row} />
            <Button size="small" onClick={() => setAsking('refuse')}>
              不予合并
            </Button>
          </>
        )}
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <FactList facts={factsOf(row)} />
      <ErrorNotice error={changes.error} onRetry={changes.reload} />
      {received && (
        <>
          <div className="panel-head">
            <h3>改了什么</h3>
            <span className="muted">{countsText(row.counts)}</span>
            <span className="spacer" />
            {writes && open.length > 1 && (
              <>
                <Button size="small" onClick={() => takeAll('theirs')}>
                  冲突都用来件
                </Button>
                <Button size="small" onClick={() => takeAll('ours')}>
                  冲突都用本地
                </Button>
              </>
            )}
            {writes && decisions.length > 0 && (
              <Button type="primary" size="small" onClick={() => setAsking('decide')}>
                决定 {decisions.length} 处冲突
              </Button>
            )}
          </div>
          <DataTable
            id="exchange.changes"
            label="数据包的改动"
            rows={rows}
            columns={columns}
            rowKey={(change) => change.cell}
            loading={changes.data === undefined && changes.error === undefined}
            height={280}
            selectedKey={shown?.cell}
            onOpen={(change) => setShownCell(change.cell)}
            searchable={rows.length > 10}
            empty={<p className="muted">这个包没有改动任何内容。</p>}
          />
          {shown && (
            <FactList
              facts={[
                ['位置', placeText(shown)],
                ['合并前', shown.before || '（空）'],
                ['合并后', shown.after || '（空）'],
                ['来件', shown.open ? whatCame(shown) : shown.theirs],
              ]}
            />
          )}
        </>
      )}
      {asking === 'rollBack' && (
        <RollBackDialog row={row} onClose={() => setAsking(null)} onDone={onChanged} />
      )}
      {asking === 'refuse' && <RefuseDialog row={row} onClose={() => setAsking(null)} onDone={onChanged} />}
      {asking === 'decide' && (
        <ReasonDialog
          title={`决定 ${decisions.length} 处冲突`}
          text="选定的一方成为现在的内容，另一方的内容仍保留在版本里，可以在这里看到。"
          label="决定的理由"
          okText="决定"
          maxLength={2000}
          busy={decide.busy}
          error={decide.error}
          onClose={() => setAsking(null)}
          onSubmit={async (reason) => {
            const next = await decide.run({ packageId: row.id, decisions, reason });
            if (!next) return;
            changes.setData(next);
            setTaken(new Map());
            setAsking(null);
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}

/** Reads a package that waits once more, to be merged with a reason. */
function TakeHeld({ row }: { readonly row: LedgerRow }) {
  const { list } = useIncoming();
  const navigate = useNavigate();
  const held = useAction('exchange:held');
  const take = async () => {
    const file = await held.run({ packageId: row.id });
    if (!file) return;
    list.add([file]);
    navigate({ screen: 'exchange', tab: 'in' });
  };
  return (
    <>
      <Button size="small" type="primary" loading={held.busy} onClick={() => void take()}>
        重新处理
      </Button>
      <ErrorNotice error={held.error} onClose={held.clearError} />
    </>
  );
}

function factsOf(row: LedgerRow): readonly (readonly [string, string])[] {
  return [
    [row.direction === 'out' ? '发给' : '来自', row.party.name],
    ['文件', `${row.fileName}（${sizeText(row.bytes)}）`],
    ['写包', `${row.author} ${chineseTime(row.createdAt)}`],
    [row.direction === 'out' ? '登记' : '收到', `${row.person} ${chineseTime(row.at)}`],
    ['内容', row.summary],
    ['说明', row.reason],
    ['编号', row.uid],
  ];
}

function RollBackDialog({
  row,
  onClose,
  onDone,
}: {
  readonly row: LedgerRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { modal } = App.useApp();
  const rollBack = useAction('exchange:rollBack');
  return (
    <ReasonDialog
      title={`撤回合并 · ${PACKAGE_KIND_NAMES[row.kind]}（${row.party.name}）`}
      text="合并前的内容恢复原样；合并以后有人改过的地方保持现在的样子，并逐一列出。撤回后这个包可以重新合并。"
      label="撤回理由"
      okText="撤回合并"
      danger
      least={LEAST_REASON}
      maxLength={2000}
      busy={rollBack.busy}
      error={rollBack.error}
      onClose={onClose}
      onSubmit={async (reason) => {
        const done = await rollBack.run({ packageId: row.id, reason });
        if (!done) return;
        onClose();
        onDone();
        modal.info({
          title: `已撤回 ${done.undone} 处`,
          content: keptText(done.kept),
          okText: '知道了',
        });
      }}
    />
  );
}

function RefuseDialog({
  row,
  onClose,
  onDone,
}: {
  readonly row: LedgerRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const refuse = useAction('exchange:refuse');
  return (
    <ReasonDialog
      title={`不予合并 · ${PACKAGE_KIND_NAMES[row.kind]}（${row.party.name}）`}
      text="这个包不再等待，也不会自动合并；原件仍在收件箱里。以后再收到同一个包，可以重新处理。"
      label="不予合并的理由"
      okText="不予合并"
      least={LEAST_REASON}
      maxLength={2000}
      busy={refuse.busy}
      error={refuse.error}
      onClose={onClose}
      onSubmit={async (reason) => {
        const done = await refuse.run({ packageId: row.id, reason });
        if (done === undefined) return;
        onClose();
        onDone();
      }}
    />
  );
}

function keptText(kept: readonly string[]): ReactNode {
  if (kept.length === 0) return '合并带来的改动都已恢复原样。';
  return (
    <>
      <p>以下 {kept.length} 处在合并以后有人改过，保持现在的样子：</p>
      <ul className="exchange-kept">
        {kept.map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
    </>
  );
}

function changeColumns(
  decides: boolean,
  taken: ReadonlyMap<string, Take>,
  onTake: (taken: ReadonlyMap<string, Take>) => void,
): readonly DataColumn<PackageChangeRow>[] {
  // With two columns more for a decision all of them still fit beside the list at 1366 pixels.
  const [place, value] = decides ? [140, 92] : [180, 110];
  return [
    {
      key: 'place',
      title: '位置',
      width: place,
      text: (row) => placeText(row),
    },
    {
      key: 'outcome',
      title: '结果',
      width: 72,
      text: (row) => (row.open ? '待决定' : OUTCOME_NAMES[row.outcome]),
    },
    { key: 'before', title: '合并前', width: value, text: (row) => row.before || '（空）' },
    { key: 'after', title: '合并后', text: (row) => row.after || '（空）', width: value },
    ...(decides ? openColumns(taken, onTake) : []),
  ];
}

/** What the package said; `theirs` is left empty where it is what stands. */
function whatCame({ theirs, after }: PackageChangeRow): string {
  return theirs || after || '（空）';
}

/** Only where something waits for a decision. */
function openColumns(
  taken: ReadonlyMap<string, Take>,
  onTake: (taken: ReadonlyMap<string, Take>) => void,
): readonly DataColumn<PackageChangeRow>[] {
  return [
    { key: 'theirs', title: '来件', width: 92, text: (row) => (row.open ? whatCame(row) : '') },
    {
      key: 'take',
      title: '决定',
      width: 96,
      sortable: false,
      text: () => '',
      render: (row) =>
        row.open && (
          <TakeChoice
            label={`${placeText(row)}的决定`}
            value={taken.get(row.cell)}
            onChange={(take) => onTake(new Map(taken).set(row.cell, take))}
          />
        ),
    },
  ];
}
