import { App, Button, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { stratumOf } from '@shared/caseFiles/draw';
import type { CaseDrawsView, CasePickRow } from '@shared/ipc/practice/caseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useMay } from '../../shell/workspace';
import { ReasonDialog } from '../reviews/ReasonDialog';
import '../reviews/reviews.css';
import './caseFiles.css';
import { CheckDrawDialog } from './CheckDrawDialog';
import { DrawDialog } from './DrawDialog';
import { HandPickDialog } from './HandPickDialog';
import { PICK_ORIGIN_NAMES, PICK_STATE_NAMES } from './caseWords';

const NO_PICKS: readonly CasePickRow[] = [];

/** 案卷评查 · 抽取案卷: draws, their record, spares and hand picks. */
export default function DrawTab() {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const draws = useCall('caseFiles:draws', {});
  const list = useCall('caseFiles:list', {});
  const [dialog, setDialog] = useState<'draw' | 'check' | 'pick' | null>(null);
  const [replacing, setReplacing] = useState<CasePickRow | null>(null);
  const replace = useAction('caseFiles:replacePick');
  const manages = useMay()('manageCaseFiles');
  const view = draws.data;
  const drawn = view !== undefined && view.draws.length > 0;
  const hasList = list.data?.list !== null && list.data !== undefined;

  const spares = useMemo(() => strataWithSpare(view?.picks ?? NO_PICKS), [view]);
  const spareLeft = replacing !== null && spares.has(stratumOf(replacing));
  const takeOver = (next: CaseDrawsView) => {
    draws.setData(next);
    setDialog(null);
    setReplacing(null);
  };
  const submitReplace = async (reason: string) => {
    if (!replacing) return;
    const next = await replace.run({ pickId: replacing.id, reason, withoutSpare: !spareLeft });
    if (!next) return;
    takeOver(next);
    message.success(spareLeft ? '已用备选替换' : '已撤下');
  };
  const columns = useMemo(() => pickColumns(spares, manages ? setReplacing : null), [spares, manages]);
  const drawButton = manages && hasList && (
    <Button type={drawn ? 'default' : 'primary'} disabled={view?.inUse} onClick={() => setDialog('draw')}>
      {drawn ? '重新抽取' : '抽取案卷'}
    </Button>
  );
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>抽取案卷</h2>
        {view && <DrawFacts view={view} />}
        <span className="spacer" />
        {drawn && (
          <>
            <Button onClick={() => setDialog('check')}>核对抽取</Button>
            {manages && <Button onClick={() => setDialog('pick')}>手工选定</Button>}
            <Button onClick={() => navigate({ screen: 'reports' })}>打印抽查记录</Button>
          </>
        )}
        {drawButton}
      </div>
      <ErrorNotice error={draws.error ?? list.error} onRetry={draws.reload} />
      {view?.listChanged && (
        <p className="text-warning">抽取之后又导入了新的案卷目录；评查仍按抽取时的目录，需要时请重新抽取。</p>
      )}
      <DataTable
        id="caseFiles.picks"
        label="抽取的案卷"
        rows={view?.picks ?? NO_PICKS}
        columns={columns}
        rowKey={(row) => row.id}
        loading={draws.loading && !view}
        exportName="抽取的案卷"
        empty={
          <EmptyState
            title="还没有抽取案卷"
            text={
              hasList
                ? '按单位和类别随机抽取：种子、目录指纹和步骤都记录下来，任何人都能照着重复一遍。'
                : '先导入各单位报送的案卷目录，再从中随机抽取。'
            }
            actions={
              hasList ? (
                drawButton
              ) : (
                <Button type="primary" onClick={() => navigate({ screen: 'caseFiles', tab: 'list' })}>
                  去导入案卷目录
                </Button>
              )
            }
          />
        }
      />
      {dialog === 'draw' && list.data && view && (
        <DrawDialog list={list.data} again={drawn} onClose={() => setDialog(null)} onDrawn={takeOver} />
      )}
      {dialog === 'check' && view && <CheckDrawDialog view={view} onClose={() => setDialog(null)} />}
      {dialog === 'pick' && list.data && view && (
        <HandPickDialog list={list.data} view={view} onClose={() => setDialog(null)} onPicked={takeOver} />
      )}
      {replacing && (
        <ReasonDialog
          title={`${spareLeft ? '替换案卷' : '撤下案卷'} · ${replacing.number}`}
          text={
            spareLeft
              ? `将按抽取顺序用“${replacing.unitName}”的下一份${replacing.type}备选案卷替换，原案卷和理由留在抽查记录里。`
              : `“${replacing.unitName}”的${replacing.type}案卷没有备选可用了。撤下以后这一份不再评查，也不计分，理由留在抽查记录里；要补一份的，用“手工选定”。`
          }
          label={`${spareLeft ? '替换' : '撤下'}的理由（涉密、在诉等）`}
          okText={spareLeft ? '替换' : '撤下'}
          danger
          busy={replace.busy}
          error={replace.error}
          onClose={() => setReplacing(null)}
          onSubmit={submitReplace}
        />
      )}
    </div>
  );
}

/** Unit and type of every spare that waits. */
const strataWithSpare = (picks: readonly CasePickRow[]): ReadonlySet<string> =>
  new Set(picks.filter(({ state }) => state === 'waiting').map(stratumOf));

function DrawFacts({ view }: { readonly view: CaseDrawsView }) {
  const draw = view.draws.at(-1);
  if (!draw) return null;
  const count = (state: CasePickRow['state']): number =>
    view.picks.filter((pick) => pick.state === state).length;
  return (
    <span className="muted case-facts" title={`目录指纹：${draw.listSha256}\n抽取方法：${draw.algorithm}`}>
      第 {draw.turn} 次抽取 · 评查 {count('active')} 份，备选 {count('waiting')} 份 · 种子 {draw.seed} ·{' '}
      {chineseTime(draw.at)} {draw.person}
    </span>
  );
}

function pickColumns(
  spares: ReadonlySet<string>,
  onReplace: ((pick: CasePickRow) => void) | null,
): DataColumn<CasePickRow>[] {
  const columns: DataColumn<CasePickRow>[] = [
    { key: 'unit', title: '单位', width: 150, text: (row) => row.unitName },
    { key: 'type', title: '类别', width: 92, text: (row) => row.type },
    { key: 'number', title: '案号', width: 200, text: (row) => row.number },
    { key: 'matter', title: '案由（事项）', text: (row) => row.matter },
    { key: 'procedure', title: '程序', width: 92, text: (row) => row.procedure },
    {
      key: 'place',
      title: '顺序',
      width: 66,
      numeric: true,
      text: (row) => String(row.place),
      sortBy: (row) => row.place,
    },
    {
      key: 'origin',
      title: '方式',
      width: 88,
      text: (row) => PICK_ORIGIN_NAMES[row.origin],
      filters: Object.values(PICK_ORIGIN_NAMES),
    },
    {
      key: 'state',
      title: '状态',
      width: 88,
      text: (row) => PICK_STATE_NAMES[row.state],
      filters: Object.values(PICK_STATE_NAMES),
      render: (row) => (
        <Tag color={row.state === 'active' ? 'processing' : 'default'}>{PICK_STATE_NAMES[row.state]}</Tag>
      ),
    },
    { key: 'note', title: '说明', width: 170, text: (row) => row.note },
  ];
  if (!onReplace) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      title: '操作',
      width: 70,
      sortable: false,
      text: () => '',
      render: (row) => {
        if (row.state !== 'active') return false;
        const verb = spares.has(stratumOf(row)) ? '替换' : '撤下';
        return (
          <Button
            size="small"
            type="link"
            aria-label={`${verb}${row.unitName}${row.number}`}
            onClick={() => onReplace(row)}
          >
            {verb}
          </Button>
        );
      },
    },
  ];
}
