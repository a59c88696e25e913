import { Button, Form, Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import { DEFAULT_PLAN } from '@shared/caseFiles/draw';
import type { CaseDrawsView, CaseListView } from '@shared/ipc/practice/caseFile';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';

/** 「抽取案卷」: seed and how many of each type. The seed goes on record before anything is drawn. */
export function DrawDialog({
  list,
  again,
  onClose,
  onDrawn,
}: {
  readonly list: CaseListView;
  readonly again: boolean;
  readonly onClose: () => void;
  readonly onDrawn: (view: CaseDrawsView) => void;
}) {
  const [source, setSource] = useState<'typed' | 'random'>('typed');
  const [seed, setSeed] = useState('');
  const [seedNote, setSeedNote] = useState('');
  const [quotas, setQuotas] = useState<Readonly<Record<string, number>>>({});
  const [spares, setSpares] = useState(DEFAULT_PLAN.spares);
  const [reason, setReason] = useState('');
  const draw = useAction('caseFiles:draw');
  const quotaOf = (type: string): number => quotas[type] ?? DEFAULT_PLAN.quota;
  const ready = (source === 'random' || seed.trim() !== '') && (!again || reason.trim() !== '');

  const submit = async () => {
    const own = list.types.filter((type) => quotaOf(type) !== DEFAULT_PLAN.quota);
    const view = await draw.run({
      seed: source === 'random' ? null : seed,
      seedNote,
      plan: {
        quota: DEFAULT_PLAN.quota,
        spares,
        byType: Object.fromEntries(own.map((type) => [type, quotaOf(type)])),
      },
      reason,
    });
    if (view) onDrawn(view);
  };
  return (
    <Modal open title={again ? '重新抽取' : '抽取案卷'} onCancel={onClose} footer={null} width={620}>
      <ErrorNotice error={draw.error} onClose={draw.clearError} />
      <p className="muted">
        每个单位每类按份数随机抽取，案卷不足的全部抽取。种子和目录指纹先记入审计记录再抽取，抽取后不能修改；照抽查记录上的步骤，任何人都能重复出同样的结果。
      </p>
      <Form labelCol={{ flex: '128px' }} colon={false} onFinish={submit}>
        <Form.Item label="种子" htmlFor="draw-seed">
          <Radio.Group
            aria-label="种子的产生方式"
            value={source}
            onChange={(event) => setSource(event.target.value as 'typed' | 'random')}
            options={[
              { value: 'typed', label: '公开的数字（推荐）' },
              { value: 'random', label: '由程序随机产生' },
            ]}
          />
          {source === 'typed' && (
            <Input
              id="draw-seed"
              aria-label="种子"
              autoFocus
              maxLength={200}
              placeholder="如 2020-12-18 体彩排列五 3 8 1 5 9"
              value={seed}
              onChange={(event) => setSeed(event.target.value)}
            />
          )}
        </Form.Item>
        <Form.Item label="种子来历" htmlFor="draw-note">
          <Input
            id="draw-note"
            maxLength={500}
            placeholder="如 当日开奖公告、各单位代表现场报数"
            value={seedNote}
            onChange={(event) => setSeedNote(event.target.value)}
          />
        </Form.Item>
        {list.types.map((type) => (
          <Form.Item key={type} label={`${type}份数`} htmlFor={`draw-${type}`}>
            <InputNumber
              controls={false}
              id={`draw-${type}`}
              min={0}
              max={100}
              precision={0}
              value={quotaOf(type)}
              onChange={(value) => setQuotas({ ...quotas, [type]: value ?? 0 })}
              suffix="份/单位"
            />
          </Form.Item>
        ))}
        <Form.Item label="每类备选份数" htmlFor="draw-spares">
          <InputNumber
            controls={false}
            id="draw-spares"
            min={0}
            max={20}
            precision={0}
            value={spares}
            onChange={(value) => setSpares(value ?? 0)}
            suffix="份/单位"
          />
        </Form.Item>
        {again && (
          <Form.Item label="重新抽取的理由" htmlFor="draw-reason" required>
            <Input.TextArea
              id="draw-reason"
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        )}
        <div className="review-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={draw.busy}>
            开始抽取
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
