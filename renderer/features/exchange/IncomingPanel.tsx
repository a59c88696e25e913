import { Alert, Button, Input } from 'antd';
import { useCallback, useState } from 'react';
import { sizeText } from '@shared/evidence/evidenceType';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { MergeDone, PackagePreview, PreviewRow } from '@shared/ipc/practice/exchange';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ProblemTable } from '../../components/ProblemTable';
import { useNavigate } from '../../shell/navigation';
import { chineseTime } from '../../shell/words';
import { FactList } from '../reviews/FactList';
import { KEY_STANDINGS, mergeText, sentence } from '@shared/exchange/mergeWords';
import { Panel } from './BesidePanel';
import { INCOMING_STATES, isForm, type Incoming, type IncomingPackages, type Materials } from './incoming';
import type { MergeDraft } from './mergeDraft';
import { PreviewForm } from './PreviewForm';
import '../reviews/reviews.css';

/** One chosen file: what it is, what it would do, and the way to merge it. */
export function IncomingPanel({
  list,
  entry,
  onClose,
}: {
  readonly list: IncomingPackages;
  readonly entry: Incoming;
  readonly onClose: () => void;
}) {
  const { preview, state } = entry;
  const over = state === 'merged' || state === 'already' || state === 'held';
  const merges = state === 'queued' || state === 'merging';
  const { id } = entry;
  const settle = useCallback((change: Partial<MergeDraft>) => list.settle(id, change), [list, id]);
  return (
    <Panel label="来件详情">
      <div className="panel-head">
        <h2>{preview ? PACKAGE_KIND_NAMES[preview.facts.kind] : entry.file.name}</h2>
        <span className="muted">{INCOMING_STATES[state]}</span>
        <span className="spacer" />
        <Button
          size="small"
          disabled={state === 'reading' || merges}
          onClick={() => {
            onClose();
            list.remove([entry.id]);
          }}
        >
          移出
        </Button>
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      {state === 'passphrase' && <Unlock list={list} entry={entry} />}
      {state !== 'passphrase' && (
        <ErrorNotice error={entry.error} onRetry={state === 'failed' ? () => list.retry(id) : undefined} />
      )}
      {isForm(entry.file.name) && !over && <MaterialsField list={list} entry={entry} />}
      {preview && <FactList facts={factsOf(preview)} />}
      {preview?.problems && preview.problems.length > 0 && (
        <ProblemTable problems={preview.problems} height={140} />
      )}
      {entry.done && <Outcome done={entry.done} rows={preview?.rows ?? []} />}
      {!entry.done && state === 'already' && preview && (
        <Alert type="info" showIcon title={`这个包已于 ${chineseTime(preview.already)} 合并，没有变化。`} />
      )}
      {preview && !over && (
        <PreviewForm
          preview={preview}
          draft={entry.draft}
          busy={merges}
          onSettle={settle}
          onMerge={() => void list.merge(id)}
        />
      )}
    </Panel>
  );
}

function factsOf({ facts, newFiles, key }: PackagePreview): readonly (readonly [string, string])[] {
  const files = [
    facts.evidence > 0 ? `${facts.evidence} 份，其中 ${newFiles} 份本库还没有` : '',
    facts.absent > 0 ? `另有 ${facts.absent} 份没有随包带来` : '',
  ];
  return [
    ['来自', facts.from.name],
    ['写包', `${facts.author} ${chineseTime(facts.createdAt)}`],
    ['年度', `${facts.year}年度 · ${facts.systemTitle}（${facts.systemVersion}）`],
    ['材料', files.filter(Boolean).join('；')],
    ['附言', facts.note],
    ['文件', `${facts.fileName}（${sizeText(facts.bytes)}${facts.sealed ? '，加了口令' : ''}）`],
    [
      '密钥',
      key.fingerprint === ''
        ? '自评表没有签名，来源由收的人核对'
        : `${key.fingerprint}（${KEY_STANDINGS[key.standing]}）`,
    ],
  ];
}

function Unlock({ list, entry }: { readonly list: IncomingPackages; readonly entry: Incoming }) {
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      className="exchange-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') list.unlock(entry.id, passphrase);
      }}
    >
      <ErrorNotice error={entry.error} />
      <label htmlFor={`unlock-${entry.id}`}>口令</label>
      <Input.Password
        id={`unlock-${entry.id}`}
        autoFocus
        autoComplete="off"
        maxLength={256}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <div className="dialog-foot">
        <Button type="primary" htmlType="submit" disabled={passphrase === ''}>
          打开
        </Button>
      </div>
    </form>
  );
}

/** A form comes with a folder or a zip of evidence, named by item. */
function MaterialsField({ list, entry }: { readonly list: IncomingPackages; readonly entry: Incoming }) {
  const [error, setError] = useState<unknown>();
  const busy = ['reading', 'queued', 'merging'].includes(entry.state);
  const choose = async (kind: Materials['kind']) => {
    try {
      const [chosen] =
        kind === 'folder'
          ? [await call('dialog:folder', { purpose: 'materials' })]
          : await call('dialog:files', { purpose: 'materials', multiple: false });
      if (chosen) list.attach(entry.id, { kind, token: chosen.token, name: chosen.name });
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <div className="exchange-fields">
      <ErrorNotice error={error} onClose={() => setError(undefined)} />
      <span>佐证材料：{entry.materials ? entry.materials.name : '还没有选择；自评表要连同材料一起收入'}</span>
      <span className="exchange-filter">
        <Button size="small" disabled={busy} onClick={() => void choose('folder')}>
          选择材料文件夹
        </Button>
        <Button size="small" disabled={busy} onClick={() => void choose('file')}>
          选择材料压缩包
        </Button>
      </span>
    </div>
  );
}

/** What a merge did, and the way to the ledger, where it can be taken back. */
function Outcome({ done, rows }: { readonly done: MergeDone; readonly rows: readonly PreviewRow[] }) {
  const navigate = useNavigate();
  const { already, held, counts, newFiles, released } = done;
  if (already !== '') {
    return <Alert type="info" showIcon title={`这个包已于 ${chineseTime(already)} 合并，没有变化。`} />;
  }
  if (held !== '') {
    return (
      <Alert
        type="warning"
        showIcon
        title="这个包先放进收件箱"
        description={`${sentence(held)}考评库里的内容没有变化。来早了的，等前面的包合并后自动合并；也可以在收发台账里重新处理，写明理由合并。`}
      />
    );
  }
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={`已合并：${mergeText(counts, rows)}`}
      description={
        <>
          {newFiles > 0 && <p>新收到材料 {newFiles} 份。</p>}
          {counts.conflict > 0 && <p>还有 {counts.conflict} 处冲突待决定，可以在收发台账里逐处决定。</p>}
          {released.length > 0 && <p>等它的包也合并了：{released.join('、')}。</p>}
          <p>合并前已自动留存副本，需要时可以在收发台账里撤回合并。</p>
        </>
      }
      action={<Button onClick={() => navigate({ screen: 'exchange', tab: 'ledger' })}>看收发台账</Button>}
    />
  );
}
