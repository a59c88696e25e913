import { Button, Checkbox } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { CHECK_KINDS, checkOf, mayDismiss, type CheckKind } from '@shared/insight/checkKinds';
import type { CheckCount, FindingView } from '@shared/ipc/practice/insight';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate, usePlace, type Place } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { useHasScreen } from '../../shell/useHasScreen';
import { chineseTime } from '../../shell/words';
import { useMay, useWorkspace } from '../../shell/workspace';
import { GroupSelect } from './GroupSelect';
import { ReasonDialog } from './ReasonDialog';
import './reviews.css';
import './insight.css';

const NO_FINDINGS: readonly FindingView[] = [];
const NO_COUNTS: readonly CheckCount[] = [];
const keyOf = (finding: FindingView): string =>
  `${finding.unitId} ${finding.itemId ?? finding.partCode ?? ''} ${finding.subject}`;

/** Where a finding is put right, or at least looked at by those who do not settle or fill in. */
function placeOf(
  { kind, unitId, itemId, partCode }: FindingView,
  sees: { readonly differences: boolean; readonly selfEvaluation: boolean },
): Place {
  if (kind === 'spread' && sees.differences) return { screen: 'reviews', tab: 'differences' };
  if (kind === 'selfAbovePoints' && sees.selfEvaluation) {
    return { screen: 'selfEvaluation', unitId, itemId: itemId ?? undefined };
  }
  if (kind === 'sameReasonDifferentPoints') {
    return { screen: 'reviews', tab: 'consistency', itemId: itemId ?? undefined };
  }
  return { screen: 'scoring', view: 'unit', unitId, itemId: itemId ?? undefined, partCode };
}

/** 复核申诉 · 体检: what was forgotten or contradicts itself, kind by kind, each one click from its place. */
export default function ChecksTab() {
  const place = usePlace();
  const navigate = useNavigate();
  const [groupId, setGroupId] = useState<number>();
  const [dismissed, setDismissed] = useState(false);
  const counts = useCall('checks:counts', groupId === undefined ? {} : { groupId });
  const rows = counts.data ?? NO_COUNTS;
  const asked = CHECK_KINDS.find((kind) => kind === place.check);
  // Where the screen opens is settled once: setting the last finding of a kind aside must not leave it.
  const [start, setStart] = useState<CheckKind | null>(null);
  if (start === null && counts.data) {
    setStart(counts.data.find(({ count }) => count > 0)?.kind ?? CHECK_KINDS[0]);
  }
  const kind = asked ?? start;
  const choose = (next: CheckKind) => navigate({ screen: 'reviews', tab: 'checks', check: next });
  return (
    <div className="checks">
      <nav aria-label="体检项目" className="panel check-kinds">
        <ErrorNotice error={counts.error} onRetry={counts.reload} />
        <ul>
          {CHECK_KINDS.map((each) => (
            <li key={each}>
              <KindButton
                kind={each}
                count={rows.find((row) => row.kind === each)}
                current={each === kind}
                onChoose={choose}
              />
            </li>
          ))}
        </ul>
      </nav>
      {kind && (
        <Findings
          key={kind}
          kind={kind}
          groupId={groupId}
          onGroup={setGroupId}
          dismissed={dismissed}
          onDismissed={setDismissed}
          onChanged={counts.reload}
        />
      )}
    </div>
  );
}

function KindButton({
  kind,
  count,
  current,
  onChoose,
}: {
  readonly kind: CheckKind;
  readonly count: CheckCount | undefined;
  readonly current: boolean;
  readonly onChoose: (kind: CheckKind) => void;
}) {
  const { name } = checkOf(kind);
  const open = count?.count ?? 0;
  return (
    <button
      type="button"
      className={`check-kind ${count && open === 0 ? 'check-none' : ''}`}
      aria-current={current}
      aria-label={count ? `${name} ${open} 处` : name}
      onClick={() => onChoose(kind)}
    >
      <span>{name}</span>
      <span className="numeric">{count ? open : '…'}</span>
    </button>
  );
}

function Findings({
  kind,
  groupId,
  onGroup,
  dismissed,
  onDismissed,
  onChanged,
}: {
  readonly kind: CheckKind;
  readonly groupId: number | undefined;
  readonly onGroup: (groupId: number | undefined) => void;
  readonly dismissed: boolean;
  readonly onDismissed: (dismissed: boolean) => void;
  readonly onChanged: () => void;
}) {
  const navigate = useNavigate();
  const list = useCall('checks:list', { kind, dismissed, ...(groupId === undefined ? {} : { groupId }) });
  const restore = useAction('checks:restore');
  const [looked, setLooked] = useState<FindingView | null>(null);
  const { name, what, todo } = checkOf(kind);
  const rows = list.data?.findings ?? NO_FINDINGS;
  const scores = useMay()('score');
  const { actions } = useWorkspace().workspace;
  const sees = {
    differences: actions.includes('settle') || actions.includes('readAll'),
    selfEvaluation: useHasScreen()('selfEvaluation'),
  };
  const may = scores && mayDismiss(kind);
  const { reload } = list;
  const changed = useCallback(() => {
    reload();
    onChanged();
  }, [reload, onChanged]);
  const { run: runRestore } = restore;
  const bringBack = useCallback(
    async ({ unitId, itemId, subject }: FindingView) => {
      if ((await runRestore({ kind, unitId, itemId, subject })) !== undefined) changed();
    },
    [runRestore, kind, changed],
  );
  const columns = useMemo(
    () =>
      may ? [...columnsOf(dismissed), wordColumn(dismissed, setLooked, bringBack)] : columnsOf(dismissed),
    [may, dismissed, bringBack],
  );
  return (
    <section aria-label={name} className="screen-fill">
      <ErrorNotice error={list.error ?? restore.error} onRetry={list.reload} />
      <div>
        {what} {todo}
        {list.data?.more && <span className="muted"> 很多，只列出前 {rows.length} 处。</span>}
      </div>
      <DataTable
        id={`reviews.checks.${dismissed ? 'dismissed' : 'open'}`}
        label="体检发现"
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        loading={list.loading && rows.length === 0}
        exportName={`体检-${name}`}
        onOpen={(finding) => navigate(placeOf(finding, sees))}
        toolbar={
          <>
            <GroupSelect value={groupId} onChange={onGroup} />
            <Checkbox checked={dismissed} onChange={(event) => onDismissed(event.target.checked)}>
              只看已核实
            </Checkbox>
          </>
        }
        empty={
          <EmptyState
            title={dismissed ? '没有已核实的' : '没有发现问题'}
            text={
              dismissed
                ? '核实无误的发现可以标为“已核实”并写明情况；得分或材料一变，它会重新出现。'
                : '这一项没有发现漏掉的或互相矛盾的。'
            }
          />
        }
      />
      {looked && (
        <DismissDialog
          finding={looked}
          onClose={() => setLooked(null)}
          onDone={() => {
            setLooked(null);
            changed();
          }}
        />
      )}
    </section>
  );
}

const GROUP: DataColumn<FindingView> = {
  ...{ key: 'group', title: '单位类别', width: 120 },
  text: ({ group }) => group,
};

function columnsOf(dismissed: boolean): readonly DataColumn<FindingView>[] {
  return [
    { key: 'unit', title: '单位', width: 164, text: ({ unitName }) => unitName },
    ...(dismissed ? [] : [GROUP]),
    {
      key: 'item',
      title: '指标',
      width: 210,
      text: ({ itemCode, itemName }) => `${itemCode} ${itemName}`.trim(),
    },
    { key: 'detail', title: '发现', text: ({ detail }) => detail },
    ...(dismissed
      ? [
          {
            key: 'word',
            title: '核实情况',
            width: 230,
            text: ({ dismissed: word }: FindingView) =>
              word ? `${word.reason}（${word.person}，${chineseTime(word.at)}）` : '',
          },
        ]
      : []),
  ];
}

function wordColumn(
  dismissed: boolean,
  onLook: (finding: FindingView) => void,
  onRestore: (finding: FindingView) => Promise<void>,
): DataColumn<FindingView> {
  return {
    key: 'action',
    title: '操作',
    width: 92,
    sortable: false,
    text: () => '',
    render: (finding) => (
      <Button
        type="link"
        size="small"
        onClick={(event) => {
          event.stopPropagation();
          if (dismissed) void onRestore(finding);
          else onLook(finding);
        }}
      >
        {dismissed ? '恢复' : '已核实'}
      </Button>
    ),
  };
}

function DismissDialog({
  finding,
  onClose,
  onDone,
}: {
  readonly finding: FindingView;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { run, busy, error } = useAction('checks:dismiss');
  const { kind, unitId, itemId, subject, state, unitName, itemCode, detail } = finding;
  return (
    <ReasonDialog
      title="已核实"
      text={`${unitName} · ${itemCode}：${detail}。标为已核实后不再提醒；得分或材料一变，它会重新出现。`}
      label="核实情况"
      okText="已核实"
      busy={busy}
      error={error}
      onClose={onClose}
      onSubmit={async (reason) => {
        if ((await run({ kind, unitId, itemId, subject, state, reason })) !== undefined) onDone();
      }}
    />
  );
}
