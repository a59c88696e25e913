import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { IndicatorSystemView, SystemSummary } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { nextVersion, versionName } from './versionName';

/** 「新建版本」: a draft that starts as a copy. */
export function NewVersionDialog({
  basedOn,
  versions,
  onClose,
  onMade,
}: {
  readonly basedOn: SystemSummary;
  readonly versions: readonly SystemSummary[];
  readonly onClose: () => void;
  readonly onMade: (view: IndicatorSystemView) => void;
}) {
  const [version, setVersion] = useState(() =>
    nextVersion(
      basedOn.version,
      versions.map((other) => other.version),
    ),
  );
  const make = useAction('indicators:newVersion');
  const submit = async () => {
    const made = await make.run({ basedOn: basedOn.id, version });
    if (!made) return;
    onMade(made);
    onClose();
  };
  return (
    <Modal
      open
      title="新建版本"
      okText="新建"
      cancelText="取消"
      onCancel={onClose}
      onOk={submit}
      confirmLoading={make.busy}
      okButtonProps={{ disabled: version.trim() === '' }}
    >
      <ErrorNotice error={make.error} />
      <p>复制“{versionName(basedOn)}”为新的草稿，原版本不变。草稿改好后「发布」，再选择用于本年度。</p>
      <label className="typed-field">
        <span>版本名称</span>
        <Input
          aria-label="版本名称"
          maxLength={60}
          value={version}
          onChange={(event) => setVersion(event.target.value)}
          onPressEnter={submit}
        />
      </label>
    </Modal>
  );
}
