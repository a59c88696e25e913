import { Button, Flex, Spin } from 'antd';
import { useState } from 'react';
import type { Request } from '@shared/ipc/contract';
import type { ChosenFile } from '@shared/ipc/views';
import { call } from '../api';
import { ErrorNotice } from './ErrorNotice';
import { FileDrop } from './FileDrop';

export interface ChooseFileProps {
  readonly purpose: Request<'dialog:files'>['purpose'];
  /** What is chosen, for instance 指标表. */
  readonly what: string;
  readonly hint: string;
  /** Its failure is shown here and another file can be chosen. */
  readonly onChosen: (file: ChosenFile) => Promise<void>;
}

/** One file by dialog or by drag and drop. */
export function ChooseFile({ purpose, what, hint, onChosen }: ChooseFileProps) {
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>();
  const take = async (file: ChosenFile | undefined) => {
    if (!file) return;
    setBusy(file.name);
    setError(undefined);
    try {
      await onChosen(file);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy('');
    }
  };
  const choose = async () => {
    try {
      const files = await call('dialog:files', { purpose, multiple: false });
      await take(files[0]);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <>
      <ErrorNotice error={error} />
      <Spin spinning={busy !== ''} description={`正在读取 ${busy}`}>
        <FileDrop
          label={`拖入${what}`}
          className="drop-target"
          onFiles={(files) => void take(files[0])}
          onError={setError}
        >
          <Flex vertical align="center" gap={8}>
            <span>把{what}（.xlsx）拖到这里，或者</span>
            <Button type="primary" onClick={choose} disabled={busy !== ''}>
              选择文件
            </Button>
            <span className="muted">{hint}</span>
          </Flex>
        </FileDrop>
      </Spin>
    </>
  );
}
