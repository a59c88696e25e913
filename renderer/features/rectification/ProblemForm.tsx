import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { PROBLEM_SOURCE_NAMES, PROBLEM_SOURCES, type ProblemSource } from '@shared/rectification/problem';
import { DateField } from '../../components/DateField';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { FormButtons, FormLine, LineForm } from './FormLine';

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
  const units = useCall('units:list', {});
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
  const ready = draft.unitCode !== '' && draft.text.trim() !== '';
  const submit = async () => {
    if (!ready) return;
    const saved = await save.run({ id: problem?.id ?? null, ...draft });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <Modal open title={problem ? '修改问题' : '登记问题'} onCancel={onClose} footer={null} width={600}>
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <LineForm onFinish={() => void submit()}>
        <FormLine label="单位" id="problem-unit" required>
          <Select
            id="problem-unit"
            aria-label="单位"
            showSearch={{ optionFilterProp: 'label' }}
            disabled={problem !== null}
            value={draft.unitCode || undefined}
            onChange={(unitCode: string) => change({ unitCode })}
            options={(units.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        </FormLine>
        <FormLine label="问题" id="problem-text" required>
          <Input.TextArea
            id="problem-text"
            autoFocus
            rows={3}
            maxLength={2000}
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        </FormLine>
        <FormLine label="来源" id="problem-source">
          <Select
            id="problem-source"
            aria-label="来源"
            value={draft.source}
            onChange={(source: ProblemSource) => change({ source })}
            options={PROBLEM_SOURCES.map((source) => ({
              value: source,
              label: PROBLEM_SOURCE_NAMES[source],
            }))}
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
        <FormLine label="责任领导" id="problem-leader">
          <Input
            id="problem-leader"
            maxLength={60}
            value={draft.leader}
            onChange={(event) => change({ leader: event.target.value })}
          />
        </FormLine>
        <FormLine label="时限" id="problem-due">
          <DateField id="problem-due" value={draft.dueOn} onChange={(dueOn) => change({ dueOn })} />
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
