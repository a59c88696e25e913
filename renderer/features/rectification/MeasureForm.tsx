import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { MeasureView, ProblemView } from '@shared/ipc/practice/rectification';
import { DateField } from '../../components/DateField';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { FormButtons, FormLine, LineForm } from './FormLine';

/** Adds a measure, or reports on one. */
export function MeasureForm({
  problem,
  measure,
  onClose,
  onSaved,
}: {
  readonly problem: ProblemView;
  readonly measure: MeasureView | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const save = useAction('problem:saveMeasure');
  const [draft, setDraft] = useState({
    text: measure?.text ?? '',
    responsible: measure?.responsible ?? '',
    dueOn: measure?.dueOn ?? problem.dueOn,
    progress: measure?.progress ?? '',
    doneOn: measure?.doneOn ?? '',
  });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const ready = draft.text.trim() !== '';
  const submit = async () => {
    if (ready && (await save.run({ problemId: problem.id, id: measure?.id ?? null, ...draft }))) onSaved();
  };
  return (
    <Modal open title={measure ? '填报措施' : '添加措施'} onCancel={onClose} footer={null} width={560}>
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <LineForm onFinish={() => void submit()}>
        <FormLine label="整改措施" id="measure-text" required>
          <Input.TextArea
            id="measure-text"
            autoFocus
            rows={2}
            maxLength={2000}
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        </FormLine>
        <FormLine label="责任人" id="measure-responsible">
          <Input
            id="measure-responsible"
            maxLength={60}
            value={draft.responsible}
            onChange={(event) => change({ responsible: event.target.value })}
          />
        </FormLine>
        <FormLine label="时限" id="measure-due">
          <DateField id="measure-due" value={draft.dueOn} onChange={(dueOn) => change({ dueOn })} />
        </FormLine>
        <FormLine label="进展" id="measure-progress">
          <Input.TextArea
            id="measure-progress"
            rows={2}
            maxLength={2000}
            value={draft.progress}
            onChange={(event) => change({ progress: event.target.value })}
          />
        </FormLine>
        <FormLine label="完成日期" id="measure-done">
          <DateField id="measure-done" value={draft.doneOn} onChange={(doneOn) => change({ doneOn })} />
        </FormLine>
        <FormButtons>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={save.busy}>
            保存
          </Button>
        </FormButtons>
      </LineForm>
    </Modal>
  );
}
