import { useState } from 'react';
import type { MeasureView, ProblemView } from '@shared/ipc/practice/rectification';
import { useAction } from '../../shell/useCall';
import { AreaLine, DateLine, TextLine } from './FieldLine';
import { FormDialog } from './FormDialog';

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
  const submit = async () => {
    if (await save.run({ problemId: problem.id, id: measure?.id ?? null, ...draft })) onSaved();
  };
  return (
    <FormDialog
      title={measure ? '填报措施' : '添加措施'}
      width={560}
      action={save}
      ready={draft.text.trim() !== ''}
      onSave={submit}
      onClose={onClose}
    >
      <AreaLine
        label="整改措施"
        id="measure-text"
        required
        autoFocus
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <TextLine
        label="责任人"
        id="measure-responsible"
        value={draft.responsible}
        onChange={(responsible) => change({ responsible })}
      />
      <DateLine label="时限" id="measure-due" value={draft.dueOn} onChange={(dueOn) => change({ dueOn })} />
      <AreaLine
        label="进展"
        id="measure-progress"
        value={draft.progress}
        onChange={(progress) => change({ progress })}
      />
      <DateLine
        label="完成日期"
        id="measure-done"
        value={draft.doneOn}
        onChange={(doneOn) => change({ doneOn })}
      />
    </FormDialog>
  );
}
