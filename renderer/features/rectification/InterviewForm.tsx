import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { InterviewView } from '@shared/ipc/practice/rectification';
import { DateField } from '../../components/DateField';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { FormButtons, FormLine, LineForm } from './FormLine';

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

const LINES: readonly (readonly [keyof Draft, string, 'text' | 'area' | 'date'])[] = [
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
  const units = useCall('units:list', {});
  const save = useAction('interview:save');
  const [draft, setDraft] = useState<Draft>(() => (interview ? pick(interview) : EMPTY));
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const ready = draft.unitCode !== '' && draft.interviewee.trim() !== '' && draft.heldOn !== '';
  const submit = async () => {
    if (!ready) return;
    const saved = await save.run({ id: interview?.id ?? null, ...draft });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <Modal
      open
      title={interview ? `约谈 ${interview.number}` : '登记约谈'}
      onCancel={onClose}
      footer={null}
      width={620}
      style={{ top: 24 }}
    >
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <LineForm onFinish={() => void submit()}>
        <FormLine label="单位" id="interview-unit" required>
          <Select
            id="interview-unit"
            aria-label="单位"
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.unitCode || undefined}
            onChange={(unitCode: string) => change({ unitCode })}
            options={(units.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        </FormLine>
        {LINES.map(([field, label, kind]) => (
          <FormLine
            key={field}
            label={label}
            id={`interview-${field}`}
            required={field === 'interviewee' || field === 'heldOn'}
          >
            <Field
              id={`interview-${field}`}
              kind={kind}
              value={draft[field]}
              placeholder={field === 'situation' ? SITUATIONS : undefined}
              onChange={(value) => change({ [field]: value })}
            />
          </FormLine>
        ))}
        <FormButtons>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!ready || readOnly} loading={save.busy}>
            保存
          </Button>
        </FormButtons>
      </LineForm>
    </Modal>
  );
}

function Field({
  id,
  kind,
  value,
  placeholder,
  onChange,
}: {
  readonly id: string;
  readonly kind: 'text' | 'area' | 'date';
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  if (kind === 'date') return <DateField id={id} value={value} onChange={onChange} />;
  const shared = {
    id,
    value,
    placeholder,
    maxLength: kind === 'area' ? 2000 : 200,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  return kind === 'area' ? <Input.TextArea rows={2} {...shared} /> : <Input {...shared} />;
}

function pick(interview: InterviewView): Draft {
  return Object.fromEntries(Object.keys(EMPTY).map((key) => [key, interview[key as keyof Draft]])) as Draft;
}
