import { App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ErrorReport } from '@shared/errors/appError';
import type { ChosenFile } from '@shared/ipc/views';
import { call } from '../api';
import { FileDrop } from './FileDrop';
import { useShowError } from './useShowError';

interface RefusedFile {
  readonly name: string;
  readonly error: ErrorReport;
}

/** Files that belong to something: choose them or drop them here; what was not taken is named with its reason. */
export function FileBox({
  label,
  heading,
  addText,
  hint,
  disabled = false,
  add,
  children,
}: {
  /** Accessible name. */
  readonly label: string;
  readonly heading: ReactNode;
  readonly addText: string;
  /** Said while there are no files. */
  readonly hint?: string;
  readonly disabled?: boolean;
  /** Takes the files in. @returns those not taken. */
  readonly add: (files: readonly ChosenFile[]) => Promise<readonly RefusedFile[]>;
  /** The list of files. */
  readonly children: ReactNode;
}) {
  const { modal } = App.useApp();
  const showError = useShowError();
  const [busy, setBusy] = useState(false);
  const take = async (chosen: () => Promise<readonly ChosenFile[]>) => {
    setBusy(true);
    try {
      const files = await chosen();
      const refused = files.length === 0 ? [] : await add(files);
      if (refused.length === 0) return;
      modal.warning({
        title: `${refused.length} 份没有收下`,
        content: refused.map(({ name, error }) => <p key={name}>{`${name}：${error.what}${error.todo}`}</p>),
        okText: '知道了',
      });
    } catch (cause) {
      showError(cause);
    } finally {
      setBusy(false);
    }
  };
  const choose = () => take(() => call('dialog:files', { purpose: 'evidence', multiple: true }));
  return (
    <FileDrop
      label={label}
      disabled={disabled}
      onFiles={(files) => void take(async () => files)}
      onError={showError}
    >
      <div className="panel-head">
        {heading}
        <span className="spacer" />
        <Button size="small" disabled={disabled} loading={busy} onClick={() => void choose()}>
          {addText}
        </Button>
      </div>
      {hint && <p className="muted">{hint}</p>}
      {children}
    </FileDrop>
  );
}
