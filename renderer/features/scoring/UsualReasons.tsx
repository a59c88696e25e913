import { App, Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { ScoreEntry } from '@shared/domain/score';
import { plainReason, type DeductionReason } from '@shared/insight/reason';
import type { ReasonView } from '@shared/ipc/practice/insight';
import type { ItemView } from '@shared/ipc/views';
import { call, toErrorReport } from '../../api';
import { useShowError } from '../../components/useShowError';
import { useNavigate } from '../../shell/navigation';
import { useWorkspace } from '../../shell/workspace';
import { offered, writtenReason } from './writtenReason';

/** As many characters as `reasons:save` takes. */
const LONGEST = 500;
const SAVE = 'save';
const MANAGE = 'manage';
const NOTHING = 'nothing';

interface UsualReasonsProps {
  readonly item: ItemView;
  readonly entry: ScoreEntry;
  readonly disabled: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onPick: (reason: DeductionReason) => void;
}

/** The list behind 「常用理由」. Read only when asked for; until then a plain button, since every card has one. */
export function UsualReasons(props: UsualReasonsProps) {
  const { disabled, open, onOpen } = props;
  const button = (
    <button
      type="button"
      className="score-small-button"
      aria-haspopup="menu"
      aria-expanded={open}
      disabled={disabled}
      onClick={() => onOpen(!open)}
    >
      常用理由 <span aria-hidden>▾</span>
    </button>
  );
  return open && !disabled ? <ReasonMenu {...props}>{button}</ReasonMenu> : button;
}

function ReasonMenu({
  item,
  entry,
  onOpen,
  onPick,
  children,
}: UsualReasonsProps & { readonly children: React.ReactElement }) {
  const { message } = App.useApp();
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const showError = useShowError();
  const [reasons, setReasons] = useState<readonly ReasonView[] | null>(null);
  const [failure, setFailure] = useState('');
  // A digit pressed while the list is still being read counts as soon as it is there.
  const early = useRef<number | null>(null);
  const { id: itemId } = item;
  const latest = useRef({ onOpen, onPick, onDigit: (_event: KeyboardEvent): void => undefined });
  useEffect(() => {
    call('reasons:list', { itemId }).then(
      (list) => {
        const read = offered(list);
        setReasons(read);
        const reason = early.current === null ? undefined : read[early.current - 1];
        if (!reason) return;
        latest.current.onOpen(false);
        latest.current.onPick(reason);
      },
      (cause: unknown) => setFailure(toErrorReport(cause).what),
    );
  }, [itemId]);

  const close = () => onOpen(false);
  const save = async () => {
    try {
      await call('reasons:save', { itemId, was: null, ...writtenReason(item, entry), active: true });
      message.success('已存为常用理由');
    } catch (cause) {
      showError(cause);
    }
  };
  const pick = (key: string) => {
    const reason = reasons?.[Number(key)];
    close();
    if (reason) onPick(reason);
    else if (key === SAVE) void save();
    else if (key === MANAGE) navigate({ screen: 'reviews', tab: 'reasons', itemId });
  };
  const onDigit = (event: KeyboardEvent) => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (reasons === null) early.current = Number(event.key);
    else if (reasons[Number(event.key) - 1]) pick(String(Number(event.key) - 1));
  };
  useEffect(() => {
    latest.current = { onOpen, onPick, onDigit };
  });
  // Heard before anything else hears it: the focus reaches the list a moment after the list is seen, and a
  // digit of that moment belongs to the list all the same.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current.onDigit(event);
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);

  const text = plainReason(entry.reason);
  const tooLong = text.length > LONGEST;
  const mayAdd =
    text !== '' && !tooLong && !workspace.readOnly && reasons?.every((each) => !isWritten(each, text));
  const waiting = failure || (reasons === null ? '正在读取' : '还没有常用理由，写好后可以存为常用理由');
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      onOpenChange={onOpen}
      menu={{
        items: [
          ...(reasons ?? []).map((reason, index) => ({
            key: String(index),
            label: <ReasonLine reason={reason} place={index} />,
          })),
          ...(reasons && reasons.length > 0 ? [] : [{ key: NOTHING, label: waiting, disabled: true }]),
          { type: 'divider' as const },
          {
            key: SAVE,
            label: tooLong ? `存为常用理由（超过 ${LONGEST} 个字，不能存）` : '存为常用理由',
            disabled: !mayAdd,
          },
          ...(workspace.actions.includes('manageSystem') ? [{ key: MANAGE, label: '管理常用理由' }] : []),
        ],
        className: 'score-reasons-menu',
        onClick: ({ key }) => pick(key),
      }}
    >
      {children}
    </Dropdown>
  );
}

const isWritten = ({ text, origin }: ReasonView, written: string): boolean =>
  origin !== 'elsewhere' && text === written;

function ReasonLine({ reason, place }: { readonly reason: ReasonView; readonly place: number }) {
  const { text, points, used, origin } = reason;
  const facts = [
    points === null ? '' : `扣 ${formatPoints(points)}`,
    used > 0 ? `用过 ${used} 次` : '',
    origin === 'elsewhere' ? '其他单位' : '',
  ].filter(Boolean);
  return (
    <span className="score-reason-line">
      <kbd aria-hidden={place > 8}>{place < 9 ? place + 1 : ''}</kbd>
      <span>{text}</span>
      <span className="muted">{facts.join(' · ')}</span>
    </span>
  );
}
