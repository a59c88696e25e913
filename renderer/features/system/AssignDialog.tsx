import { App, Button, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import type { AssignmentsView, ScorerView } from '@shared/ipc/practice/marking';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import type { AssignmentRow } from '@shared/marking/assignmentWords';

/** 「分配评分人」 of the chosen items: in place of who scores them now, or besides. */
export function AssignDialog({
  rows,
  scorers,
  onClose,
  onSaved,
}: {
  readonly rows: readonly AssignmentRow[];
  readonly scorers: readonly ScorerView[];
  readonly onClose: () => void;
  readonly onSaved: (view: AssignmentsView) => void;
}) {
  const id = useId();
  const { modal } = App.useApp();
  const assign = useAction('marking:assign');
  const [chosen, setChosen] = useState<readonly number[]>(
    rows.length === 1 ? (rows[0]?.accountIds ?? []) : [],
  );
  const [mode, setMode] = useState<'replace' | 'add'>('replace');
  const run = async () => {
    const items = rows.map(({ itemId, accountIds }) => ({
      itemId,
      accountIds: mode === 'add' ? [...new Set([...accountIds, ...chosen])] : [...chosen],
    }));
    const view = await assign.run({ items });
    if (view) onSaved(view);
  };
  const empties =
    mode === 'replace' && chosen.length === 0 && rows.some(({ accountIds }) => accountIds.length > 0);
  const ask = () => {
    if (!empties) return void run();
    modal.confirm({
      title: '不再分配给任何人？',
      content: `${rows.length} 项指标将没有评分人，任何评分员都不能再评，直到重新分配；已锁定的评分仍然保留。`,
      okText: '取消分配',
      okButtonProps: { danger: true },
      cancelText: '再看看',
      onOk: run,
    });
  };
  const takesAway = mode === 'replace' && rows.some(({ markings }) => markings > 0);
  return (
    <Modal open title={`分配评分人 · ${rows.length} 项指标`} onCancel={onClose} footer={null}>
      <ErrorNotice error={assign.error} onClose={assign.clearError} />
      <div className="assignment-fields">
        <label htmlFor={`${id}-scorers`}>评分人</label>
        <Select
          id={`${id}-scorers`}
          aria-label="评分人"
          mode="multiple"
          autoFocus
          placeholder={mode === 'replace' ? '不选表示不分配给任何人' : '选择要增加的评分人'}
          showSearch={{ optionFilterProp: 'label' }}
          value={[...chosen]}
          onChange={(next: number[]) => setChosen(next)}
          options={scorers.map(({ accountId, name, unitName }) => ({
            value: accountId,
            label: unitName ? `${name}（${unitName}）` : name,
          }))}
        />
        <Radio.Group
          aria-label="分配方式"
          value={mode}
          onChange={({ target }) => setMode(target.value as 'replace' | 'add')}
          options={[
            { value: 'replace', label: '替换原来的评分人' },
            { value: 'add', label: '保留原来的，只增加' },
          ]}
        />
        <p className="muted">
          {takesAway
            ? '有的指标已经有评分：不再分配的人，已锁定的评分仍然保留并计入，没有锁定的不再等待。'
            : '评分人只能评分配给自己的指标，而且不能评自己所在的单位。'}
        </p>
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          disabled={mode === 'add' && chosen.length === 0}
          loading={assign.busy}
          onClick={ask}
        >
          保存
        </Button>
      </div>
    </Modal>
  );
}
