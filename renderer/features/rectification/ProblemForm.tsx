import { Select } from 'antd';
import { useState } from 'react';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { PROBLEM_SOURCE_NAMES, PROBLEM_SOURCES, type ProblemSource } from '@shared/rectification/problem';
import { useAction, useCall } from '../../shell/useCall';
import { AreaLine, DateLine, TextLine, UnitLine } from './FieldLine';
import { FormDialog } from './FormDialog';
import { FormLine } from './FormLine';

/** Enters a problem, or changes what one says. */
export function ProblemForm({
  problem,
  onClose,
  onSaved,
}: {
  readonly problem: ProblemView | null;
  readonly onClose: () => void;
  readonly onSaved: (problem: ProblemView) => void;
}) {
  const system = useCall('indicators:get', {});
  const save = useAction('problem:save');
  const [draft, setDraft] = useState({
    unitCode: problem?.unitCode ?? '',
    text: problem?.text ?? '',
    source: problem?.source ?? ('assessment' as ProblemSource),
    itemCode: problem?.itemCode ?? '',
    leader: problem?.leader ?? '',
    dueOn: problem?.dueOn ?? '',
  });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const submit = async () => {
    const saved = await save.run({ id: problem?.id ?? null, ...draft });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <FormDialog
      title={problem ? '修改问题' : '登记问题'}
      width={600}
      action={save}
      ready={draft.unitCode !== '' && draft.text.trim() !== ''}
      onSave={submit}
      onClose={onClose}
    >
      <UnitLine
        id="problem-unit"
        disabled={problem !== null}
        value={draft.unitCode}
        onChange={(unitCode) => change({ unitCode })}
      />
      <AreaLine
        label="问题"
        id="problem-text"
        required
        autoFocus
        rows={3}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <FormLine label="来源" id="problem-source">
        <Select
          id="problem-source"
          aria-label="来源"
          value={draft.source}
          onChange={(source: ProblemSource) => change({ source })}
          options={PROBLEM_SOURCES.map((source) => ({ value: source, label: PROBLEM_SOURCE_NAMES[source] }))}
        />
      </FormLine>
      <FormLine label="对应指标" id="problem-item">
        <Select
          id="problem-item"
          aria-label="对应指标"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.itemCode || undefined}
          onChange={(itemCode?: string) => change({ itemCode: itemCode ?? '' })}
          options={(system.data?.items ?? []).map(({ code, name }) => ({
            value: code,
            label: `${code} ${name}`,
          }))}
        />
      </FormLine>
      <TextLine
        label="责任领导"
        id="problem-leader"
        value={draft.leader}
        onChange={(leader) => change({ leader })}
      />
      <DateLine label="时限" id="problem-due" value={draft.dueOn} onChange={(dueOn) => change({ dueOn })} />
    </FormDialog>
  );
}
