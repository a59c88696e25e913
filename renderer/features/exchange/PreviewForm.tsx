import { Alert, Button, Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import type { PackagePreview, PreviewRow } from '@shared/ipc/practice/exchange';
import { LEAST_REASON } from '@shared/year/transitions';
import { FactList } from '../reviews/FactList';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { Mark, type MarkTone } from '../../components/Mark';
import { ReasonField } from '../../components/ReasonField';
import { KEY_STANDINGS, mergeText, OUTCOME_NAMES, placeText, sentence } from '@shared/exchange/mergeWords';
import { asksKey, isCompared, type MergeDraft, type Take } from './mergeDraft';
import { TakeChoice } from './TakeChoice';

/** The dry run of a package, a decision for each row where one wants it, and what has to be confirmed before. */
export function PreviewForm({
  preview,
  draft,
  busy,
  onSettle,
  onMerge,
}: {
  readonly preview: PackagePreview;
  readonly draft: MergeDraft;
  /** It is being merged, or will be as soon as something else has ended. */
  readonly busy: boolean;
  readonly onSettle: (change: Partial<MergeDraft>) => void;
  readonly onMerge: () => void;
}) {
  const { key, held, brake, rows, counts } = preview;
  const { taken, lowering, reason } = draft;
  const [shownKey, setShownKey] = useState<string | null>(null);
  // The table has room for the beginnings of values only: a conflict is shown in full without a click.
  const shown =
    rows.find((row) => keyOf(row) === shownKey) ?? rows.find(({ outcome }) => outcome === 'conflict');
  const columns = useMemo(
    () => previewColumns(taken, busy, (next) => onSettle({ taken: next })),
    [taken, busy, onSettle],
  );
  const compared = isCompared(preview, draft);
  const asksReason = held !== '' || brake !== null;
  const conflicts = rows.filter(({ outcome, cell }) => outcome === 'conflict' && cell !== '');
  const undecided = conflicts.filter(({ cell }) => !taken.has(cell)).length;
  const missing = missingOf(preview, draft);
  const takeAll = (take: Take) =>
    onSettle({ taken: new Map([...taken, ...conflicts.map(({ cell }) => [cell, take] as const)]) });
  return (
    <>
      {asksKey(preview) && (
        <Alert
          type="warning"
          showIcon
          title={KEY_STANDINGS[key.standing]}
          description={
            <>
              <p>
                请用电话或当面和对方核对密钥指纹：<code className="exchange-print">{key.fingerprint}</code>
                。对方的指纹在“数据交换 · 发出”里。
              </p>
              <Checkbox
                checked={compared}
                disabled={busy}
                onChange={(event) => onSettle({ compared: event.target.checked ? key.fingerprint : '' })}
              >
                已和对方核对，指纹一致
              </Checkbox>
            </>
          }
        />
      )}
      {key.standing === 'proof' && (
        <Alert
          type="info"
          showIcon
          title="第一次收到对方的数据包"
          description={
            <>
              密钥指纹 <code className="exchange-print">{key.fingerprint}</code>
              ，已由对方手里的任务包或评分包证明。合并即确认这个密钥，以后不再问。
            </>
          }
        />
      )}
      {held !== '' && (
        <Alert
          type="warning"
          showIcon
          title="这个包要先挂起"
          description={`${sentence(held)}写明理由，可以现在合并。`}
        />
      )}
      {brake && (
        <Alert
          type="warning"
          showIcon
          title={`${brake.cells} 处内容里有 ${brake.lowered} 处会被降低或清空（${brake.percent}%，超过 ${brake.limit}%）`}
          description={
            <Checkbox
              checked={lowering}
              disabled={busy}
              onChange={(event) => onSettle({ lowering: event.target.checked })}
            >
              确认要降低或清空这 {brake.lowered} 处
            </Checkbox>
          }
        />
      )}
      {asksReason && (
        <div className="exchange-fields">
          <ReasonField label="合并的理由" value={reason} onChange={(text) => onSettle({ reason: text })} />
        </div>
      )}
      <div className="panel-head">
        <h3>会改动什么</h3>
        <span className="muted">{mergeText(counts, rows)}</span>
        <span className="spacer" />
        {conflicts.length > 1 && (
          <>
            <Button size="small" disabled={busy} onClick={() => takeAll('theirs')}>
              冲突都用来件
            </Button>
            <Button size="small" disabled={busy} onClick={() => takeAll('ours')}>
              冲突都用本地
            </Button>
          </>
        )}
        {missing !== '' && <span className="muted">{missing}</span>}
        <Button type="primary" disabled={missing !== ''} loading={busy} onClick={onMerge}>
          合并
        </Button>
      </div>
      {undecided > 0 && (
        <p className="muted">
          {undecided} 处冲突还没有决定：合并后两边的内容都保留，先按规则取一方，以后在收发台账里决定。
        </p>
      )}
      <DataTable
        id="exchange.preview"
        label="合并预览"
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        height={260}
        selectedKey={shown && keyOf(shown)}
        onOpen={(row) => setShownKey(keyOf(row))}
        exportName="合并预览"
        searchable={rows.length > 10}
        empty={<p className="muted">内容和本库完全相同。</p>}
      />
      {shown && <FactList facts={valuesOf(shown)} />}
    </>
  );
}

/** What has to be settled before it can be merged; '' where nothing has. */
function missingOf(preview: PackagePreview, draft: MergeDraft): string {
  const { held, brake } = preview;
  if (asksKey(preview) && !isCompared(preview, draft)) return '请先核对密钥指纹';
  if (brake && !draft.lowering) return '请先确认要降低或清空';
  const needsReason = held !== '' || brake !== null;
  return needsReason && [...draft.reason.trim()].length < LEAST_REASON ? '请写明合并的理由' : '';
}

const keyOf = (row: PreviewRow): string => row.cell || `${row.unitCode} ${row.itemCode} ${row.what}`;

/** Both sides of a row in full; the table has room for their beginnings. */
function valuesOf(row: PreviewRow): readonly (readonly [string, string])[] {
  const by = (value: string, person: string) => [value || '（空）', person].filter(Boolean).join(' — ');
  return [
    ['位置', placeText(row)],
    ['共同的原值', row.base],
    ['本地', by(row.ours, row.oursBy)],
    ['来件', row.outcome === 'refused' ? '' : by(row.theirs, row.theirsBy)],
    ['不收的原因', row.why],
  ];
}

const TONES: Readonly<Record<PreviewRow['outcome'], MarkTone>> = {
  new: 'green',
  changed: 'blue',
  conflict: 'amber',
  same: 'muted',
  refused: 'red',
};

function previewColumns(
  taken: ReadonlyMap<string, Take>,
  busy: boolean,
  onTake: (taken: ReadonlyMap<string, Take>) => void,
): readonly DataColumn<PreviewRow>[] {
  return [
    {
      key: 'outcome',
      title: '结果',
      width: 86,
      text: (row) => OUTCOME_NAMES[row.outcome],
      filters: ['new', 'changed', 'conflict', 'refused'].map((each) => OUTCOME_NAMES[each as 'new']),
      render: (row) => (
        <span title={row.lowers ? '会降低或清空现在的内容' : undefined}>
          <Mark tone={TONES[row.outcome]}>
            {OUTCOME_NAMES[row.outcome]}
            {row.lowers ? '↓' : ''}
          </Mark>
        </span>
      ),
    },
    {
      key: 'place',
      title: '位置',
      width: 176,
      text: placeText,
    },
    { key: 'base', title: '共同的原值', width: 100, text: (row) => row.base },
    {
      key: 'ours',
      title: '本地',
      width: 120,
      text: (row) => [row.ours || '（空）', row.oursBy].filter(Boolean).join(' — '),
    },
    {
      key: 'theirs',
      title: '来件',
      text: (row) =>
        row.outcome === 'refused'
          ? `不收：${row.why}`
          : [row.theirs || '（空）', row.theirsBy].filter(Boolean).join(' — '),
    },
    {
      key: 'take',
      title: '决定',
      width: 112,
      sortable: false,
      text: (row) => takenText(taken.get(row.cell)),
      render: (row) =>
        row.cell !== '' &&
        row.outcome !== 'refused' &&
        row.outcome !== 'same' && (
          <TakeChoice
            label={`${placeText(row)}的决定`}
            value={taken.get(row.cell) ?? (row.outcome === 'conflict' ? undefined : 'theirs')}
            disabled={busy}
            onChange={(take) => onTake(new Map(taken).set(row.cell, take))}
          />
        ),
    },
  ];
}

function takenText(take: Take | undefined): string {
  if (take === undefined) return '';
  return take === 'ours' ? '本地' : '来件';
}
