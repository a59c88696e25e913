import { AutoComplete, Button, Flex, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import type { UnitGroupView, UnitView } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { draftToUnit, newUnitDraft, unitDraftProblems, type UnitDraft } from './unitDraft';

/** Adds or changes one unit. */
export function UnitForm({
  unit,
  units,
  groups,
  onClose,
  onSaved,
}: {
  readonly unit: UnitView | null;
  readonly units: readonly UnitView[];
  readonly groups: readonly UnitGroupView[];
  readonly onClose: () => void;
  readonly onSaved: (units: readonly UnitView[]) => void;
}) {
  const [draft, setDraft] = useState<UnitDraft>(() => unit ?? newUnitDraft(units));
  const [tried, setTried] = useState(false);
  const save = useAction('units:save');
  const problems = unitDraftProblems(draft, units, unit?.id ?? null);
  const change = (part: Partial<UnitDraft>) => setDraft({ ...draft, ...part });
  const knownGroups = [...new Set([...groups.map((group) => group.name), ...STANDARD_GROUPS])];
  const knownTags = [...new Set(units.flatMap((other) => other.tags))];
  const help = (field: keyof UnitDraft) =>
    tried && problems[field] ? { validateStatus: 'error' as const, help: problems[field] } : {};

  const submit = async () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const saved = await save.run({
      unitId: unit?.id ?? null,
      unit: { ...draftToUnit(draft), tags: [...draftToUnit(draft).tags] },
    });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <Modal
      open
      title={unit ? `修改单位 · ${unit.name}` : '添加单位'}
      onCancel={onClose}
      footer={null}
      width={560}
    >
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <Form labelCol={{ flex: '84px' }} colon={false} onFinish={submit}>
        <Form.Item label="单位编码" htmlFor="unit-code" required {...help('code')}>
          <Input
            id="unit-code"
            autoFocus
            maxLength={40}
            value={draft.code}
            onChange={(e) => change({ code: e.target.value })}
          />
        </Form.Item>
        <Form.Item label="单位名称" htmlFor="unit-name" required {...help('name')}>
          <Input
            id="unit-name"
            maxLength={200}
            value={draft.name}
            onChange={(e) => change({ name: e.target.value })}
          />
        </Form.Item>
        <Form.Item label="简称" htmlFor="unit-short">
          <Input
            id="unit-short"
            maxLength={60}
            value={draft.shortName}
            onChange={(e) => change({ shortName: e.target.value })}
          />
        </Form.Item>
        <Form.Item label="单位类别" htmlFor="unit-group" required {...help('group')}>
          <AutoComplete
            id="unit-group"
            value={draft.group}
            onChange={(group: string) => change({ group })}
            options={knownGroups.map((value) => ({ value }))}
          />
        </Form.Item>
        <Form.Item label="单位标签" htmlFor="unit-tags">
          <Select
            id="unit-tags"
            mode="tags"
            tokenSeparators={['、', ',', '，']}
            value={[...draft.tags]}
            onChange={(tags: string[]) => change({ tags })}
            options={knownTags.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        <Form.Item label="排序" htmlFor="unit-position">
          <InputNumber
            controls={false}
            id="unit-position"
            min={0}
            max={1_000_000}
            precision={0}
            value={draft.position}
            onChange={(position) => change({ position: position ?? 0 })}
          />
        </Form.Item>
        <Flex gap={8} justify="flex-end">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={save.busy}>
            保存
          </Button>
        </Flex>
      </Form>
    </Modal>
  );
}
