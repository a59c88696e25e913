import { Button, Input, Modal, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { PackageFacts } from '@shared/ipc/practice/exchange';
import type { ChosenFile, JobProgress } from '@shared/ipc/views';
import { call, toErrorReport } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { LEAVING_WORKSPACE, useAskUnsaved } from '../../shell/useAskUnsaved';
import { chineseTime } from '../../shell/words';
import { useApp } from '../../shell/workspace';
import { FactList } from '../reviews/FactList';
import { runJob } from './runJob';
import './exchange.css';
import '../reviews/reviews.css';

/** What a package of each kind makes of an empty folder; kinds that make nothing are merged where the work is. */
const MAKES: Partial<Record<PackageFacts['kind'], string>> = {
  task: '建立本单位的席位，用来填报自评',
  assign: '建立评分员的席位，用来评分',
  archive: '打开归档，只能查看、计算和导出',
};

/** 打开任务包或评分包: which package, what it says of itself, into which empty folder; then it is opened. */
export default function OpenSeatDialog({
  initial,
  onClose,
}: {
  /** A package that was opened from outside; null: the person chooses one. */
  readonly initial: ChosenFile | null;
  readonly onClose: () => void;
}) {
  const { setApp } = useApp();
  const askUnsaved = useAskUnsaved();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [facts, setFacts] = useState<PackageFacts | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [folder, setFolder] = useState<ChosenFile | null>(null);
  const [error, setError] = useState<unknown>();
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [busy, setBusy] = useState(false);
  const sealed = error !== undefined && toErrorReport(error).code.startsWith('PACKAGE_PASSPHRASE_');
  const makes = facts ? MAKES[facts.kind] : undefined;

  const trying = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
      setProgress(null);
    }
  };
  const look = (chosen: ChosenFile, word: string) =>
    trying(async () => {
      setFacts(null);
      setFile(chosen);
      setFacts(await call('exchange:facts', { file: chosen.token, passphrase: word }));
    });
  const begun = useRef(false);
  useEffect(() => {
    if (!initial || begun.current) return;
    begun.current = true;
    void look(initial, '');
  });
  const chooseFile = () =>
    trying(async () => {
      const [chosen] = await call('dialog:files', { purpose: 'package', multiple: false });
      if (!chosen) return;
      setPassphrase('');
      await look(chosen, '');
    });
  const chooseFolder = () =>
    trying(async () => setFolder((await call('dialog:folder', { purpose: 'create' })) ?? folder));
  const make = () =>
    trying(async () => {
      if (!file || !folder || !(await askUnsaved(LEAVING_WORKSPACE))) return;
      const request = { file: file.token, passphrase, folder: folder.token };
      const ended = await runJob(() => call('exchange:makeSeat', request), setProgress);
      if (ended === 'cancelled') return;
      setApp(await call('workspace:open', { folder: folder.token }));
      onClose();
    });
  const cancel = () =>
    progress ? void call('jobs:cancel', { jobId: progress.jobId }).catch(setError) : onClose();
  return (
    <Modal
      open
      title="打开任务包或评分包"
      width={600}
      onCancel={cancel}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={cancel}>取消</Button>
          <Button
            type="primary"
            disabled={!facts || !makes || !folder}
            loading={busy && facts !== null}
            onClick={() => void make()}
          >
            打开
          </Button>
        </>
      }
    >
      <ErrorNotice error={error} />
      <div className="exchange-fields">
        <span className="exchange-filter">
          <Button disabled={busy} onClick={() => void chooseFile()}>
            选择数据包
          </Button>
          <span className="exchange-chosen">{file?.name ?? '任务包、评分包或归档包（.fhpkg）'}</span>
        </span>
        {sealed && file && (
          <form
            className="exchange-filter"
            onSubmit={(event) => {
              event.preventDefault();
              void look(file, passphrase);
            }}
          >
            <Input.Password
              aria-label="口令"
              placeholder="发包方告诉您的口令"
              autoComplete="off"
              maxLength={256}
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
            <Button htmlType="submit" disabled={passphrase === '' || busy}>
              确定口令
            </Button>
          </form>
        )}
        {facts && <FactList facts={factsOf(facts)} />}
        {facts && !makes && (
          <p className="text-danger">
            {PACKAGE_KIND_NAMES[facts.kind]}不能用来建立席位：请先打开自己的考评库，在“数据交换 ·
            收入”里合并。
          </p>
        )}
        {makes && (
          <span className="exchange-filter">
            <Button disabled={busy} onClick={() => void chooseFolder()}>
              选择文件夹
            </Button>
            <span className="exchange-chosen">
              {folder?.name ?? '一个空的或新的文件夹，以后都在里面工作'}
            </span>
          </span>
        )}
        {progress && (
          <div role="status">
            {progress.label}
            <Progress
              aria-label="进度"
              percent={progress.total > 0 ? Math.floor((progress.done * 100) / progress.total) : 0}
            />
          </div>
        )}
      </div>
    </Modal>
  );
}

function factsOf(facts: PackageFacts): readonly (readonly [string, string])[] {
  return [
    ['种类', `${PACKAGE_KIND_NAMES[facts.kind]}：${MAKES[facts.kind] ?? '在已有的考评库里合并'}`],
    ['来自', `${facts.from.name} · ${facts.workspaceName}`],
    ['发给', facts.to?.name ?? ''],
    ['年度', `${facts.year}年度 · ${facts.systemTitle}（${facts.systemVersion}）`],
    ['写包', `${facts.author} ${chineseTime(facts.createdAt)}`],
    ['附言', facts.note],
    ['密钥指纹', `${facts.fingerprint}（可以打电话和考评办核对）`],
  ];
}
