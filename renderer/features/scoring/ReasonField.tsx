import { Dropdown } from 'antd';
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

/** Read only when asked for: it reads the item over all units. Until then a plain button, since every card has one. */
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
  const [open, setOpen] = useState(false);
  const [reasons, setReasons] = useState<readonly string[] | null>(null);
  const show = async () => {
    setReasons(null);
    setOpen(true);
    try {
      setReasons(frequentReasons(await call('scores:item', { itemId }), unitId));
    } catch {
      setReasons([]);
    }
  };
  const button = (
    <button
      type="button"
      className="score-small-button"
      aria-haspopup="menu"
      aria-expanded={open}
      disabled={disabled}
      onClick={() => (open ? setOpen(false) : void show())}
    >
      常用理由 <span aria-hidden>▾</span>
    </button>
  );
  if (!open) return button;
  const items =
    reasons && reasons.length > 0
      ? reasons.map((reason) => ({ key: reason, label: reason }))
      : [{ key: '', label: reasons ? '其他单位还没有填写过本项的理由' : '正在读取', disabled: true }];
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      onOpenChange={setOpen}
      menu={{
        items,
        className: 'score-reasons-menu',
        onClick: ({ key }) => {
          setOpen(false);
          onPick(key);
        },
      }}
    >
      {button}
    </Dropdown>
  );
}
