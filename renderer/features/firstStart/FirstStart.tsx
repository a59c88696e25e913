import { Button, Card, Flex, Spin } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { AppState } from '@shared/ipc/views';
import { RendererError, call, subscribe } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReferenceNote } from '../../components/ReferenceNote';
import { useApp } from '../../shell/workspace';
import { CreateWorkspace } from './CreateWorkspace';
import { RecentWorkspaces } from './RecentWorkspaces';
import './firstStart.css';

/** One page, three ways in, and the workspaces opened before. */
export default function FirstStart({
  creating,
  onCreating,
  onPackage,
}: {
  /** Whether the form of a new workspace is shown; the native menu asks for it too. */
  readonly creating: boolean;
  readonly onCreating: (creating: boolean) => void;
  /** Asks for the package a unit's or an assessor's seat is made of. */
  readonly onPackage: () => void;
}) {
  const { app, setApp } = useApp();
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>(() => app.openError && new RendererError(app.openError));

  const enter = useCallback(
    async (label: string, run: () => Promise<AppState | null>) => {
      setBusy(label);
      setError(undefined);
      try {
        const next = await run();
        if (next) setApp(next);
      } catch (cause) {
        setError(cause);
      } finally {
        setBusy('');
      }
    },
    [setApp],
  );
  const useSample = () => enter('正在生成示例数据', () => call('workspace:createDemo', {}));
  const openFolder = () =>
    enter('正在打开考评库', async () => {
      const folder = await call('dialog:folder', { purpose: 'open' });
      return folder ? call('workspace:open', { folder: folder.token }) : null;
    });

  const restore = useCallback(
    () =>
      enter('正在恢复', async () => {
        const [file] = await call('dialog:files', { purpose: 'backup', multiple: false });
        const folder = file && (await call('dialog:folder', { purpose: 'create' }));
        return file && folder ? call('system:restore', { file: file.token, folder: folder.token }) : null;
      }),
    [enter],
  );
  useEffect(
    () => subscribe('menu:command', ({ command }) => (command === 'restore' ? void restore() : undefined)),
    [restore],
  );

  const created = (next: AppState) => {
    onCreating(false);
    setApp(next);
  };

  const reference = { official: false, note: app.reference.note };
  return (
    <main className="first-start">
      <div className="first-start-inner">
        <h1>法衡</h1>
        <p className="muted">法治政府建设年度考评 · 离线使用，全部数据保存在一个考评库文件夹中</p>
        <ErrorNotice error={error} onClose={() => setError(undefined)} />
        {creating ? (
          <CreateWorkspace onCancel={() => onCreating(false)} onCreated={created} />
        ) : (
          <Spin spinning={busy !== ''} description={busy}>
            <Flex gap={12} wrap align="stretch">
              <StartCard
                name="使用示例数据"
                text="一个已填好的示例区：36个单位、108项指标，有自评、评分和佐证材料，打开即到工作台。"
                primary
                onStart={useSample}
              />
              <StartCard
                name="新建考评库"
                text="选择文件夹和考评年度，使用参考指标集或导入本地指标表、单位表。"
                onStart={() => onCreating(true)}
              />
              <StartCard
                name="打开考评库"
                text="打开已有的考评库文件夹，例如U盘上拷来的。"
                onStart={openFolder}
              />
            </Flex>
            <p className="first-start-seat">
              <Button onClick={onPackage}>打开任务包或评分包</Button>
              <span className="muted">
                收到考评办发来的数据包（.fhpkg）的单位和评分员从这里开始；归档包也从这里打开，只能查看。
              </span>
            </p>
            <div className="first-start-note">
              <ReferenceNote system={reference} />
            </div>
            <Button type="link" className="first-start-restore" onClick={() => void restore()}>
              从备份恢复
            </Button>
          </Spin>
        )}
        {!creating && (
          <RecentWorkspaces
            recent={app.recent}
            onOpen={(recent) => enter('正在打开考评库', () => call('workspace:open', { recent }))}
          />
        )}
      </div>
    </main>
  );
}

function StartCard({
  name,
  text,
  primary,
  onStart,
}: {
  readonly name: string;
  readonly text: string;
  readonly primary?: boolean;
  readonly onStart: () => void;
}) {
  return (
    <Card className="start-card" size="small">
      <p className="start-card-text">{text}</p>
      <Button type={primary ? 'primary' : 'default'} size="large" block onClick={onStart}>
        {name}
      </Button>
    </Card>
  );
}
