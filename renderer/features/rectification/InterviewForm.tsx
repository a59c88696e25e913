import { useState, type ComponentProps } from 'react';
import type { InterviewView } from '@shared/ipc/practice/rectification';
import { useAction } from '../../shell/useCall';
import { AreaLine, DateLine, TextLine, UnitLine } from './FieldLine';
import { FormDialog } from './FormDialog';

const EMPTY = {
  unitCode: '',
  interviewee: '',
  situation: '',
  heldOn: '',
  place: '',
  host: '',
  attendees: '',
  problems: '',
  demands: '',
  dueOn: '',
  reportOn: '',
  outcome: '',
};
type Draft = typeof EMPTY;

type Kind = 'text' | 'area' | 'date';
const LINES: readonly (readonly [keyof Draft, string, Kind])[] = [
  ['interviewee', '约谈对象', 'text'],
  ['situation', '情形', 'text'],
  ['heldOn', '时间', 'date'],
  ['place', '地点', 'text'],
  ['host', '主持', 'text'],
  ['attendees', '参加', 'text'],
  ['problems', '问题', 'area'],
  ['demands', '要求', 'area'],
  ['dueOn', '期限', 'date'],
  ['reportOn', '报告日期', 'date'],
  ['outcome', '结果', 'text'],
];

const SITUATIONS = '例如：年度考核不合格；一年内复议纠错 2 件以上；行政诉讼败诉；拒不出庭应诉';

/** One interview of the register. Its number is given when it is first saved and stays. */
export function InterviewForm({
  interview,
  readOnly,
  onClose,
  onSaved,
}: {
  readonly interview: InterviewView | null;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onSaved: (interviews: readonly InterviewView[]) => void;
}) {
  const save = useAction('interview:save');
  const [draft, setDraft] = useState<Draft>(() => (interview ? pick(interview) : EMPTY));
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = async () => {
    const saved = await save.run({ id: interview?.id ?? null, ...draft });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <FormDialog
      title={interview ? `约谈 ${interview.number}` : '登记约谈'}
      width={620}
      action={save}
      ready={draft.unitCode !== '' && draft.interviewee.trim() !== '' && draft.heldOn !== ''}
      disabled={readOnly}
      onSave={submit}
      onClose={onClose}
    >
      <UnitLine id="interview-unit" value={draft.unitCode} onChange={(unitCode) => change({ unitCode })} />
      {LINES.map(([field, label, kind]) => (
        <Line
          key={field}
          kind={kind}
          label={label}
          id={`interview-${field}`}
          required={field === 'interviewee' || field === 'heldOn'}
          value={draft[field]}
          placeholder={field === 'situation' ? SITUATIONS : undefined}
          onChange={(value) => change({ [field]: value })}
        />
      ))}
    </FormDialog>
  );
}

type LineProps = Omit<ComponentProps<typeof TextLine>, 'maxLength'> & { readonly kind: Kind };

function Line({ kind, placeholder, ...line }: LineProps) {
  if (kind === 'date') return <DateLine {...line} />;
  if (kind === 'area') return <AreaLine {...line} />;
  return <TextLine {...line} placeholder={placeholder} maxLength={200} />;
}

function pick(interview: InterviewView): Draft {
  return Object.fromEntries(Object.keys(EMPTY).map((key) => [key, interview[key as keyof Draft]])) as Draft;
}
