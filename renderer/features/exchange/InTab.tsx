import { Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { ChosenFile } from '@shared/ipc/views';
import { call, toErrorReport } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { FileDrop } from '../../components/FileDrop';
import { Mark, type MarkTone } from '../../components/Mark';
import { onOffered, takeOffered } from '../../shell/offered';
import { useStable } from '../../shell/useStable';
import { useWorkspace } from '../../shell/workspace';
import { mergeText } from '@shared/exchange/mergeWords';
import {
  INCOMING_STATES,
  MOST_INCOMING,
  questionsOf,
  type Incoming,
  type IncomingProgress,
  type IncomingState,
} from './incoming';
import { BesidePanel } from './BesidePanel';
import { IncomingPanel } from './IncomingPanel';
import { CompareKeysDialog, NewKeysDialog } from './KeysDialog';
import { asksKey, isCompared } from './mergeDraft';
import { useIncoming } from './useIncoming';
import './exchange.css';

/** 数据交换 · 收入: packages are read, looked at, and merged one by one or all together. */
export default function InTab() {
  const { workspace, setApp } = useWorkspace();
  const { list, entries, busy, progress } = useIncoming();
  const [openId, setOpenId] = useState<string | null>(null);
  const [error, setError] = useState<unknown>();
  const merged = entries.filter(({ done }) => done !== null).length;
  // A package of the office may have moved the year on.
  useEffect(() => {
    if (merged > 0) void call('app:state', {}).then(setApp, () => undefined);
  }, [merged, setApp]);
  const open = entries.find(({ id }) => id === openId) ?? null;
  const take = (files: readonly ChosenFile[]) => {
    const left = list.add(files);
    setError(left > 0 ? tooMany(left) : undefined);
  };
  const choose = () =>
    call('dialog:files', { purpose: 'package', multiple: true }).then(
      (files) => files.length > 0 && take(files),
      setError,
    );
  const show = (row: Incoming) => {
    setOpenId(row.id);
    void list.refresh(row.id);
  };
  const takeOpened = useStable(() => {
    const files = workspace.readOnly ? [] : takeOffered();
    if (files.length === 0) return;
    take(files);
    const last = list.entries().findLast(({ file }) => file.name === files.at(-1)?.name);
    if (last) show(last);
  });
  useEffect(() => {
    takeOpened();
    return onOffered(takeOpened);
  }, [takeOpened]);
  if (workspace.readOnly) {
    return <EmptyState title="考评库现在只读" text={`${workspace.readOnlyReason}，不能合并数据包。`} />;
  }
  return (
    <FileDrop label="拖入数据包" className="exchange-drop" onFiles={take} onError={setError}>
      <BesidePanel
        className={open ? 'exchange exchange-in-open' : 'exchange'}
        openKey={open?.id ?? null}
        onClose={() => setOpenId(null)}
      >
        <div className="screen-fill">
          <ErrorNotice error={error} onClose={() => setError(undefined)} />
          <DataTable
            id="exchange.in"
            label="要收入的数据包"
            rows={entries}
            columns={open ? BESIDE_PANEL : COLUMNS}
            rowKey={(row) => row.id}
            selectedKey={openId}
            onOpen={show}
            searchable={entries.length > 10}
            toolbar={<Tools {...{ list, entries, busy, progress }} onChoose={() => void choose()} />}
            empty={
              <EmptyState
                title="选择要收入的数据包"
                text={`可以一次选择多个（最多 ${MOST_INCOMING} 个），也可以把文件拖到这里；分卷的选其中任意一卷。先读出来看会改动什么，确认以后才合并。`}
                actions={
                  <Button type="primary" onClick={() => void choose()}>
                    选择数据包
                  </Button>
                }
              />
            }
          />
        </div>
        {open && <IncomingPanel key={open.id} list={list} entry={open} onClose={() => setOpenId(null)} />}
      </BesidePanel>
    </FileDrop>
  );
}

function Tools({
  list,
  entries,
  busy,
  progress,
  onChoose,
}: ReturnType<typeof useIncoming> & { readonly onChoose: () => void }) {
  const [asking, setAsking] = useState<'new' | 'compare' | null>(null);
  const of = (...states: readonly IncomingState[]) => entries.filter(({ state }) => states.includes(state));
  const ready = of('ready');
  const proven = ready.filter(({ preview }) => preview?.key.standing === 'proof');
  const strange = of('asks').filter((entry) => waitsForKey(entry));
  const over = of('merged', 'already', 'held');
  const stopped = !busy && of('waiting').length > 0;
  const mergeReady = () => {
    setAsking(null);
    void list.mergeReady();
  };
  const confirm = (ids: readonly string[]) => {
    setAsking(null);
    for (const { id, preview } of entries)
      if (preview && ids.includes(id)) list.settle(id, { compared: preview.key.fingerprint });
  };
  if (entries.length === 0) return null;
  return (
    <>
      <Button onClick={onChoose}>选择数据包</Button>
      <Button
        type="primary"
        disabled={busy || ready.length === 0}
        onClick={() => (proven.length > 0 ? setAsking('new') : mergeReady())}
      >
        合并全部可合并的（{ready.length}）
      </Button>
      {strange.length > 0 && !busy && (
        <Button onClick={() => setAsking('compare')}>核对密钥（{strange.length}）</Button>
      )}
      {busy && <Button onClick={() => list.cancel()}>取消</Button>}
      {stopped && <Button onClick={() => list.resume()}>继续读取</Button>}
      {over.length > 0 && !busy && (
        <Button onClick={() => list.remove(over.map(({ id }) => id))}>移出已办完的</Button>
      )}
      <span role="status">{progress ? progressText(progress) : summary(entries)}</span>
      {progress && (
        <Progress
          aria-label="进度"
          className="exchange-bar"
          size="small"
          showInfo={false}
          percent={percentOf(progress, entries)}
        />
      )}
      {asking === 'new' && (
        <NewKeysDialog entries={proven} onClose={() => setAsking(null)} onConfirm={mergeReady} />
      )}
      {asking === 'compare' && (
        <CompareKeysDialog entries={strange} onClose={() => setAsking(null)} onConfirm={confirm} />
      )}
    </>
  );
}

const waitsForKey = ({ preview, draft }: Incoming): boolean =>
  preview !== null && asksKey(preview) && !isCompared(preview, draft);

function progressText({ does, done, total }: IncomingProgress): string {
  return does === 'reading' ? `已读取 ${done}/${total}` : `已合并 ${done}/${total}`;
}

/** A large package alone moves the bar too, by how much of it was read. */
function percentOf({ done, total }: IncomingProgress, entries: readonly Incoming[]): number {
  const part = entries.find(({ state }) => state === 'reading')?.percent ?? 0;
  return Math.min(100, Math.floor((done * 100 + part) / Math.max(1, total)));
}

function summary(entries: readonly Incoming[]): string {
  const count = (state: IncomingState) => entries.filter((entry) => entry.state === state).length;
  return (['waiting', 'ready', 'asks', 'passphrase', 'merged', 'already', 'held', 'failed'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${INCOMING_STATES[state]} ${count(state)}`)
    .join(' · ');
}

function tooMany(left: number): Error {
  return new Error(`一次最多 ${MOST_INCOMING} 个数据包，还有 ${left} 个没有加入。请合并完这些再选`);
}

const TONES: Readonly<Record<IncomingState, MarkTone>> = {
  waiting: 'muted',
  reading: 'blue',
  passphrase: 'amber',
  ready: 'blue',
  asks: 'amber',
  queued: 'blue',
  merging: 'blue',
  merged: 'green',
  already: 'muted',
  held: 'amber',
  failed: 'red',
};

function stateText({ state, percent }: Incoming): string {
  return state === 'reading' && percent > 0
    ? `${INCOMING_STATES[state]} ${percent}%`
    : INCOMING_STATES[state];
}

/** What there is to say of it now: why it failed, what it waits for, what it would do or did. */
function saidOf(entry: Incoming): string {
  const { error, preview, done, state } = entry;
  if (error !== undefined && state !== 'passphrase') return toErrorReport(error).what;
  if (done) return done.held || mergeText(done.counts, preview?.rows ?? []);
  if (!preview) return '';
  const questions = state === 'asks' ? questionsOf(preview, entry) : [];
  return [
    mergeText(preview.counts, preview.rows),
    questions.length > 0 ? `需要：${questions.join('、')}` : '',
  ]
    .filter(Boolean)
    .join('；');
}

const COLUMNS: readonly DataColumn<Incoming>[] = [
  {
    key: 'state',
    title: '状态',
    width: 112,
    text: stateText,
    render: (row) => <Mark tone={TONES[row.state]}>{stateText(row)}</Mark>,
  },
  { key: 'file', title: '文件', width: 280, text: (row) => row.file.name },
  {
    key: 'kind',
    title: '种类',
    width: 92,
    text: ({ preview }) => (preview ? PACKAGE_KIND_NAMES[preview.facts.kind] : ''),
  },
  { key: 'from', title: '来自', width: 180, text: ({ preview }) => preview?.facts.from.name ?? '' },
  { key: 'said', title: '内容', text: saidOf },
];

/** Many files have one name: whom they are from tells them apart. */
const BESIDE_PANEL: readonly DataColumn<Incoming>[] = [
  ...COLUMNS.filter(({ key }) => key === 'state'),
  { key: 'whose', title: '来自', text: ({ preview, file }) => preview?.facts.from.name ?? file.name },
];
