import { App, Button, Form, InputNumber, Modal, Radio, Spin } from 'antd';
import { useState } from 'react';
import type { CaseSettings } from '@shared/caseFiles/caseSettings';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';

/** 「评查设置」: lines, limit and number of reviewers of this year; before the first review is locked. */
export function SettingsDialog({
  editable,
  onClose,
}: {
  readonly editable: boolean;
  readonly onClose: () => void;
}) {
  const stored = useCall('caseFiles:settings', {});
  return (
    <Modal open title="评查设置" onCancel={onClose} footer={null} width={560}>
      <ErrorNotice error={stored.error} onRetry={stored.reload} />
      {stored.data ? (
        <SettingsForm stored={stored.data} editable={editable} onClose={onClose} />
      ) : (
        <Spin className="screen-spin" />
      )}
    </Modal>
  );
}

function SettingsForm({
  stored,
  editable,
  onClose,
}: {
  readonly stored: CaseSettings;
  readonly editable: boolean;
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const [settings, setSettings] = useState(stored);
  const save = useAction('caseFiles:saveSettings');
  const change = (part: Partial<CaseSettings>) => setSettings({ ...settings, ...part });
  const points = (key: 'passLine' | 'excellentLine' | 'differenceLimit') => ({
    id: `case-${key}`,
    min: key === 'differenceLimit' ? 0 : 0.01,
    max: 100,
    precision: 2,
    disabled: !editable,
    value: settings[key] / 100,
    onChange: (value: number | null) => value !== null && change({ [key]: Math.round(value * 100) }),
  });
  const crossed = settings.passLine > settings.excellentLine;
  const submit = async () => {
    const done = await save.run(settings);
    if (!done) return;
    message.success('已保存评查设置');
    onClose();
  };
  return (
    <Form labelCol={{ flex: '150px' }} colon={false} onFinish={submit}>
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <Form.Item label="每卷评查人数">
        <Radio.Group
          aria-label="每卷评查人数"
          disabled={!editable}
          value={settings.reviewers}
          onChange={(event) => change({ reviewers: event.target.value as 1 | 2 })}
          options={[
            { value: 2, label: '两人独立评查' },
            { value: 1, label: '一人评查' },
          ]}
        />
      </Form.Item>
      <Form.Item label="分差超过多少加第三人" htmlFor="case-differenceLimit">
        <InputNumber controls={false} {...points('differenceLimit')} suffix="分" />
      </Form.Item>
      <Form.Item label="合格线" htmlFor="case-passLine">
        <InputNumber controls={false} {...points('passLine')} suffix="分" />
      </Form.Item>
      <Form.Item
        label="优秀线"
        htmlFor="case-excellentLine"
        validateStatus={crossed ? 'error' : undefined}
        help={crossed ? '优秀线不能低于合格线' : undefined}
      >
        <InputNumber controls={false} {...points('excellentLine')} suffix="分" />
      </Form.Item>
      <Form.Item label="合法性不符合的">
        <Radio.Group
          aria-label="合法性不符合的"
          disabled={!editable}
          value={settings.failedGate}
          onChange={(event) => change({ failedGate: event.target.value as CaseSettings['failedGate'] })}
          options={[
            { value: 'zero', label: '记 0 分' },
            { value: 'belowPass', label: '最多记合格线以下' },
          ]}
        />
      </Form.Item>
      <p className="muted">第一份评查锁定之后不能再改，好让所有案卷用同一把尺子。</p>
      <div className="case-foot">
        <Button onClick={onClose}>{editable ? '取消' : '关闭'}</Button>
        {editable && (
          <Button type="primary" htmlType="submit" disabled={crossed} loading={save.busy}>
            保存
          </Button>
        )}
      </div>
    </Form>
  );
}
