import { Alert, Button } from 'antd';
import { useState } from 'react';
import {
  goesToUnits,
  PACKABLE_NAMES,
  PACKAGE_PURPOSES,
  packageFileName,
  type PackableKind,
} from '@shared/exchange/packageWords';
import type { PackDone, PackOptionsView } from '@shared/ipc/practice/exchange';
import { call } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { allArrived } from '../../shell/saveState';
import { useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { JobStatus } from '../reports/JobStatus';
import { useJob } from '../reports/useJob';
import { emptyDraft, missingOf, requestOf, type PackDraft } from './packDraft';
import { PackedList } from './PackedList';
import { PackFields } from './PackFields';
import './exchange.css';

/** 数据交换 · 发出: what kind, for whom, under which passphrase; then written with progress. */
export default function OutTab() {
  const { workspace } = useWorkspace();
  const options = useCall('exchange:options', {});
  if (options.error !== undefined) return <ErrorNotice error={options.error} onRetry={options.reload} />;
  if (!options.data) return null;
  const [first] = options.data.kinds;
  if (workspace.readOnly || first === undefined) {
    return (
      <EmptyState
        title="现在不能发出数据包"
        text={workspace.readOnly ? workspace.readOnlyReason : '当前身份没有要发出的数据包。'}
      />
    );
  }
  return <PackForm options={options.data} first={first} />;
}

function PackForm({ options, first }: { readonly options: PackOptionsView; readonly first: PackableKind }) {
  const { workspace } = useWorkspace();
  const units = useCall('units:list', options.seat === 'office' ? {} : null);
  const [draft, setDraft] = useState<PackDraft>(() => emptyDraft(first));
  const [packed, setPacked] = useState<readonly PackDone[]>([]);
  const job = useJob();
  const missing = missingOf(draft);
  const toMany = goesToUnits(draft.kind) && draft.unitCodes.length > 1;

  const start = async (): Promise<{ jobId: string } | null> => {
    const request = requestOf(draft);
    // What was typed last travels too.
    await allArrived();
    if (toMany) {
      const folder = await call('dialog:folder', { purpose: 'packages' });
      return folder && call('exchange:packEach', { request, folder: folder.token });
    }
    const suggestedName = packageFileName(draft.kind, receiverOf(), workspace.cycle.year);
    const target = await call('dialog:save', {
      suggestedName,
      extension: draft.kind === 'form' ? 'xlsx' : 'fhpkg',
    });
    return target && call('exchange:pack', { request, target: target.token });
  };
  const receiverOf = (): { readonly code: string; readonly name: string } => {
    const unit = units.data?.find(({ code }) => code === draft.unitCodes[0]);
    if (goesToUnits(draft.kind) && unit) return { code: unit.code, name: unit.name };
    if (draft.kind === 'assign') return { code: '', name: draft.scorer };
    return { code: '', name: options.seat === 'office' ? '' : workspace.person };
  };
  // Also of a job that was stopped: what it had written by then is on the ledger.
  const jobId = job.progress && job.progress.state !== 'running' ? job.progress.jobId : null;
  return (
    <div className="exchange-out">
      <ul className="exchange-kinds" aria-label="数据包的种类">
        {options.kinds.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className={`exchange-kind ${kind === draft.kind ? 'exchange-kind-chosen' : ''}`}
              aria-pressed={kind === draft.kind}
              onClick={() => setDraft({ ...draft, kind })}
            >
              <strong>{PACKABLE_NAMES[kind]}</strong>
              <span className="muted">{PACKAGE_PURPOSES[kind]}</span>
            </button>
          </li>
        ))}
      </ul>
      <section className="panel" aria-label="写数据包">
        <div className="panel-head">
          <h2>{PACKABLE_NAMES[draft.kind]}</h2>
          <span className="muted">{toMany ? `${draft.unitCodes.length} 个单位，每个单位一个包` : ''}</span>
          <span className="spacer" />
          {missing !== '' && <span className="muted">{missing}</span>}
          <Button type="primary" disabled={missing !== '' || job.running} onClick={() => void job.run(start)}>
            写出{PACKABLE_NAMES[draft.kind]}
          </Button>
        </div>
        <JobStatus job={job} done="已写出" counts={false} />
        {jobId !== null && <PackedList key={jobId} jobId={jobId} onPacked={setPacked} />}
        {draft.kind === 'self' && <NotSubmitted />}
        <PackFields draft={draft} options={options} units={units.data ?? []} onChange={setDraft} />
        {draft.kind !== 'form' && <Fingerprint text={packed[0]?.fingerprint ?? options.fingerprint} />}
      </section>
    </div>
  );
}

/** A self-evaluation that was not handed in travels as a draft: the office cannot accept it. */
function NotSubmitted() {
  const navigate = useNavigate();
  const units = useCall('units:list', {});
  const unitId = units.data?.[0]?.id;
  const submission = useCall('submission:get', unitId === undefined ? null : { unitId });
  const state = submission.data?.state;
  if (state !== 'notStarted' && state !== 'filling' && state !== 'returned') return null;
  return (
    <Alert
      type="warning"
      showIcon
      title="自评还没有提交"
      description="先在自评填报里检查、提交，再写自评包，考评办才能接收；现在写出的只是填报中的内容。"
      action={<Button onClick={() => navigate({ screen: 'selfEvaluation' })}>去提交</Button>}
    />
  );
}

/** Read aloud to whoever receives the first package of this workspace. */
function Fingerprint({ text }: { readonly text: string }) {
  return (
    <p className="muted">
      {text === '' ? (
        '本库的密钥在写第一个数据包时生成。'
      ) : (
        <>
          本库的密钥指纹：<code className="exchange-print">{text}</code>
          ，对方第一次收到本库的包时，按它核对。
        </>
      )}
    </p>
  );
}
