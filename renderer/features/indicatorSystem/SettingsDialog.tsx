import { Button, Flex, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  NOT_APPLICABLE_METHOD_NAMES,
  type NotApplicableMethod,
  type SystemSettings,
} from '@shared/domain/indicatorSystem';
import type { IndicatorSystemView } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { pointsText } from './fieldTexts';
import { TypedField } from './TypedField';

const METHODS = Object.entries(NOT_APPLICABLE_METHOD_NAMES).map(([value, label]) => ({ value, label }));

/** 设置 of a version: caps, not applicable, grades. Read only for published ones. */
export function SettingsDialog({
  view,
  readOnly,
  onClose,
  onSaved,
}: {
  readonly view: IndicatorSystemView;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onSaved: (view: IndicatorSystemView) => void;
}) {
  const [title, setTitle] = useState(view.system.title);
  const [version, setVersion] = useState(view.system.version);
  const [settings, setSettings] = useState<SystemSettings>(view.system.settings);
  const save = useAction('indicators:saveSettings');
  const change = (part: Partial<SystemSettings>) => setSettings({ ...settings, ...part });
  const submit = async () => {
    const saved = await save.run({ systemId: view.summary.id, title, version, settings });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <Modal
      open
      title="指标体系设置"
      width={640}
      onCancel={onClose}
      footer={
        <Flex gap={8} justify="flex-end" align="center">
          {readOnly && <span className="muted">已发布的版本不再改动，要改请「新建版本」</span>}
          <Button onClick={onClose}>{readOnly ? '关闭' : '取消'}</Button>
          {!readOnly && (
            <Button
              type="primary"
              loading={save.busy}
              disabled={title.trim() === '' || version.trim() === ''}
              onClick={submit}
            >
              保存
            </Button>
          )}
        </Flex>
      }
    >
      <ErrorNotice error={save.error} />
      <fieldset disabled={readOnly} className="plain-fieldset">
        <div className="rule-fields">
          <label className="typed-field typed-wide">
            <span>名称</span>
            <Input
              aria-label="名称"
              value={title}
              disabled={readOnly}
              onChange={(e) => setTitle(e.target.value)}
            />
          </label>
          <label className="typed-field">
            <span>版本</span>
            <Input
              aria-label="版本"
              value={version}
              disabled={readOnly}
              onChange={(e) => setVersion(e.target.value)}
            />
          </label>
          <TypedField
            label="加分上限"
            {...pointsText}
            value={settings.bonusCap}
            onChange={(bonusCap) => change({ bonusCap })}
          />
          <TypedField
            label="扣分上限"
            {...pointsText}
            value={settings.deductionCap}
            onChange={(deductionCap) => change({ deductionCap })}
          />
          <TypedField
            label="最终得分上限"
            {...pointsText}
            value={settings.finalMax}
            onChange={(finalMax) => change({ finalMax })}
          />
          <TypedField
            label="最低适用分值"
            {...pointsText}
            value={settings.minApplicablePoints}
            onChange={(minApplicablePoints) => change({ minApplicablePoints })}
          />
          <span className="typed-field">
            <span>不适用办法</span>
            <Select
              aria-label="不适用办法"
              disabled={readOnly}
              value={settings.notApplicableMethod}
              options={METHODS}
              onChange={(notApplicableMethod: NotApplicableMethod) => change({ notApplicableMethod })}
            />
          </span>
          <label className="typed-field">
            <span>优秀比例（%）</span>
            <InputNumber
              controls={false}
              aria-label="优秀比例"
              disabled={readOnly}
              min={0}
              max={100}
              precision={0}
              value={settings.excellentPercent}
              onChange={(excellentPercent) => change({ excellentPercent: excellentPercent ?? 0 })}
            />
          </label>
        </div>
        <Grades settings={settings} readOnly={readOnly} change={change} />
      </fieldset>
    </Modal>
  );
}

function Grades({
  settings,
  readOnly,
  change,
}: {
  readonly settings: SystemSettings;
  readonly readOnly: boolean;
  readonly change: (part: Partial<SystemSettings>) => void;
}) {
  const replace = (index: number, part: Partial<SystemSettings['grades'][number]>) =>
    change({
      grades: settings.grades.map((grade, place) => (place === index ? { ...grade, ...part } : grade)),
    });
  return (
    <div role="group" aria-label="等次">
      <h2 className="dialog-heading">等次（从高到低，最后一档的最低分为0）</h2>
      {settings.grades.map((grade, index) => (
        // Grades are ordered lines; the place is their identity while names are typed.
        <Flex key={index} gap={8} align="end" className="grade-line">
          <Input
            aria-label={`等次名称 ${index + 1}`}
            className="grade-name"
            disabled={readOnly}
            value={grade.name}
            onChange={(event) => replace(index, { name: event.target.value })}
          />
          <TypedField
            label={`${grade.name}最低分`}
            {...pointsText}
            value={grade.min}
            onChange={(min) => replace(index, { min })}
          />
        </Flex>
      ))}
    </div>
  );
}
