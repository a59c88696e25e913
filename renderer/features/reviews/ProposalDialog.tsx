import { Button, Checkbox, Input, InputNumber, Modal } from 'antd';
import { useId, useMemo, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { ProposedCheckItem, SiteCheckView } from '@shared/ipc/practice/review';
import { DOUBT_NAMES } from '@shared/review/siteCheckDoubt';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { GroupSelect } from './GroupSelect';
import { CheckPlanFields, NO_PLAN } from './CheckPlanFields';

const NO_ITEMS: readonly ProposedCheckItem[] = [];
const keyOf = ({ unitId, itemId }: ProposedCheckItem): string => `${unitId}:${itemId}`;
const doubtText = ({ doubts }: ProposedCheckItem): string => doubts.map(({ text }) => text).join('；');

/** At least one place of a visit is for what is doubtful. */
const mostControls = (perUnit: number): number => Math.min(50, Math.max(0, perUnit - 1));

/** What the program would go and see, to choose from: doubtful items, and some drawn by lot. */
export function ProposalDialog({
  onClose,
  onAdded,
}: {
  readonly onClose: () => void;
  readonly onAdded: (rows: readonly SiteCheckView[]) => void;
}) {
  const id = useId();
  const units = useCall('units:list', {});
  const propose = useAction('site:propose');
  const add = useAction('site:add');
  const [groupId, setGroupId] = useState<number>();
  const [perUnit, setPerUnit] = useState(10);
  const [controls, setControls] = useState(1);
  const [seed, setSeed] = useState('');
  const [items, setItems] = useState<readonly ProposedCheckItem[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [plan, setPlan] = useState(NO_PLAN);
  const picked = (items ?? NO_ITEMS).filter((item) => !item.listed && !left.has(keyOf(item)));
  const columns = useColumns(left, setLeft);
  const ask = async () => {
    const own = (units.data ?? []).filter((unit) => unit.groupId === groupId);
    const proposal = await propose.run({
      ...(groupId === undefined ? {} : { unitIds: own.map((unit) => unit.id) }),
      ...(seed.trim() === '' ? {} : { seed: seed.trim() }),
      perUnit,
      controls,
    });
    if (!proposal) return;
    setItems(proposal.items);
    setSeed(proposal.seed);
    setLeft(new Set());
  };
  const run = async () => {
    const rows = await add.run({
      ...plan,
      items: picked.map((item) => ({ unitId: item.unitId, itemId: item.itemId, doubt: doubtText(item) })),
    });
    if (rows) onAdded(rows);
  };
  return (
    <Modal open title="实地核查建议清单" onCancel={onClose} footer={null} width={1080} style={{ top: 24 }}>
      <ErrorNotice error={propose.error ?? units.error} onClose={propose.clearError} />
      <ErrorNotice error={add.error} onClose={add.clearError} />
      <div className="review-row">
        <GroupSelect value={groupId} onChange={setGroupId} />
        <label htmlFor={`${id}-per`}>
          每单位最多
          <InputNumber
            id={`${id}-per`}
            aria-label="每单位最多"
            min={1}
            max={200}
            precision={0}
            controls={false}
            value={perUnit}
            onChange={(value) => {
              setPerUnit(value ?? 10);
              setControls((drawn) => Math.min(drawn, mostControls(value ?? 10)));
            }}
          />
        </label>
        <label htmlFor={`${id}-controls`}>
          其中随机抽查
          <InputNumber
            id={`${id}-controls`}
            aria-label="其中随机抽查"
            min={0}
            max={mostControls(perUnit)}
            precision={0}
            controls={false}
            value={controls}
            onChange={(value) => setControls(value ?? 0)}
          />
        </label>
        <label htmlFor={`${id}-seed`}>
          种子（不填自动生成）
          <Input
            id={`${id}-seed`}
            aria-label="种子"
            style={{ width: 160 }}
            maxLength={100}
            value={seed}
            onChange={(event) => setSeed(event.target.value)}
          />
        </label>
        <Button loading={propose.busy} onClick={() => void ask()}>
          生成建议
        </Button>
      </div>
      <p className="muted">
        疑点来自满分无佐证、佐证未采信或待核、自评与审核相差三成以上、评分人分差、上年扣分和未销号的问题；同一种子抽出同样的指标。
      </p>
      <DataTable
        id="reviews.proposal"
        label="建议核查的指标"
        rows={items ?? NO_ITEMS}
        columns={columns}
        rowKey={keyOf}
        loading={propose.busy}
        height={300}
        exportName="实地核查建议清单"
        empty={
          <EmptyState
            title={items === null ? '还没有生成' : '没有值得核查的指标'}
            text={items === null ? '选好范围后点“生成建议”。' : '选中的单位还没有评分，或没有疑点也不抽查。'}
          />
        }
      />
      <CheckPlanFields plan={plan} onChange={setPlan} />
      <div className="review-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          disabled={picked.length === 0 || plan.team.trim() === ''}
          loading={add.busy}
          onClick={() => void run()}
        >
          列入清单（{picked.length}）
        </Button>
      </div>
    </Modal>
  );
}

function useColumns(
  left: ReadonlySet<string>,
  setLeft: (left: ReadonlySet<string>) => void,
): readonly DataColumn<ProposedCheckItem>[] {
  return useMemo(() => {
    const toggle = (key: string) => {
      const next = new Set(left);
      if (!next.delete(key)) next.add(key);
      setLeft(next);
    };
    return [
      {
        key: 'choose',
        title: '选择',
        width: 56,
        sortable: false,
        text: () => '',
        render: (row) => (
          <Checkbox
            aria-label={`选择${row.unitName} ${row.itemCode}`}
            disabled={row.listed}
            checked={!row.listed && !left.has(keyOf(row))}
            onChange={() => toggle(keyOf(row))}
          />
        ),
      },
      { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
      { key: 'item', title: '指标', width: 240, text: (row) => `${row.itemCode} ${row.itemName}` },
      {
        key: 'points',
        title: '最终分',
        width: 76,
        numeric: true,
        text: (row) => formatPoints(row.finalPoints),
        sortBy: (row) => row.finalPoints,
      },
      {
        key: 'kind',
        title: '类型',
        width: 150,
        text: (row) => (row.doubts[0] ? DOUBT_NAMES[row.doubts[0].kind] : ''),
        filters: Object.values(DOUBT_NAMES),
      },
      {
        key: 'doubt',
        title: '疑点',
        text: (row) => (row.listed ? `（已在清单上）${doubtText(row)}` : doubtText(row)),
      },
    ];
  }, [left, setLeft]);
}
