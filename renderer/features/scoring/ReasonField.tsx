import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useId, useState } from 'react';
import { call } from '../../api';
import { frequentReasons } from './entryFields';

/** 「扣分理由」 with 「常用理由」: what was written for the same item in other units. */
export function ReasonField({
  unitId,
  itemId,
  value,
  problem,
  placeholder,
  disabled,
  onChange,
}: {
  readonly unitId: number;
  readonly itemId: number;
  readonly value: string;
  readonly problem: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly onChange: (reason: string) => void;
}) {
  const id = useId();
  const problemId = useId();
  return (
    <div className="score-reason">
      <label htmlFor={id}>扣分理由</label>
      <UsualReasons unitId={unitId} itemId={itemId} disabled={disabled} onPick={onChange} />
      <textarea
        id={id}
        data-where="reason"
        className="score-input score-reason-text"
        rows={1}
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        aria-invalid={problem !== ''}
        aria-describedby={problem ? problemId : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem && (
        <span id={problemId} className="score-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

/** Asked for only when opened: it reads the item over all units. */
function UsualReasons({
  unitId,
  itemId,
  disabled,
  onPick,
}: {
  readonly unitId: number;
  readonly itemId: number;
  readonly disabled: boolean;
  readonly onPick: (reason: string) => void;
}) {
  const [reasons, setReasons] = useState<readonly string[] | null>(null);
  const load = async () => {
    try {
      setReasons(frequentReasons(await call('scores:item', { itemId }), unitId));
    } catch {
      setReasons([]);
    }
  };
  const items =
    reasons && reasons.length > 0
      ? reasons.map((reason) => ({ key: reason, label: reason }))
      : [{ key: '', label: reasons ? '其他单位还没有填写过本项的理由' : '正在读取', disabled: true }];
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      onOpenChange={(open) => open && void load()}
      menu={{ items, className: 'score-reasons-menu', onClick: ({ key }) => onPick(key) }}
    >
      <Button size="small" disabled={disabled}>
        常用理由 <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
