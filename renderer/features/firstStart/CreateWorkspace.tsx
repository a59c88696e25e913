import { Alert, Button, Card, Flex, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import type { AppState, ChosenFile, IndicatorPreviewView, UnitPreviewView } from '@shared/ipc/views';
import { PASSWORD_MAX_LENGTH, passwordProblem } from '@shared/domain/password';
import { formatPoints } from '@shared/domain/points';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReferenceNote } from '../../components/ReferenceNote';
import { useAction } from '../../shell/useCall';
import { useApp } from '../../shell/workspace';
import { showRecoveryCode } from '../account/recoveryCode';
import { IndicatorImportDialog } from '../indicatorSystem/IndicatorImportDialog';
import { UnitImportDialog } from '../units/UnitImportDialog';

type IndicatorChoice = 'builtin' | 'import';
type UnitChoice = 'sample' | 'import' | 'none';

/** The year of the shipped set; an office changes it. */
const REFERENCE_YEAR = 2020;

/** Folder, year, indicators, units; the import dialogs are those of 指标体系 and 被考评单位. */
export function CreateWorkspace({
  onCancel,
  onCreated,
}: {
  readonly onCancel: () => void;
  readonly onCreated: (app: AppState) => void;
}) {
  const { app } = useApp();
  const [folder, setFolder] = useState<ChosenFile | null>(null);
  const [year, setYear] = useState<number | null>(REFERENCE_YEAR);
  const [indicators, setIndicators] = useState<IndicatorChoice>('builtin');
  const [units, setUnits] = useState<UnitChoice>('sample');
  const [indicatorPreview, setIndicatorPreview] = useState<IndicatorPreviewView | null>(null);
  const [unitPreview, setUnitPreview] = useState<UnitPreviewView | null>(null);
  const [dialog, setDialog] = useState<'indicators' | 'units' | null>(null);
  const [folderError, setFolderError] = useState<unknown>();
  const [adminName, setAdminName] = useState('');
  const [password, setPassword] = useState('');
  const passwordWrong = password === '' ? null : passwordProblem(password, [adminName.trim()]);
  const create = useAction('workspace:create');

  const chooseFolder = async () => {
    setFolderError(undefined);
    try {
      const chosen = await call('dialog:folder', { purpose: 'create' });
      if (chosen) setFolder(chosen);
    } catch (cause) {
      setFolderError(cause);
    }
  };
  const missing = missingChoices({
    folder: folder !== null,
    year: year !== null,
    indicators: indicators === 'builtin' || indicatorPreview !== null,
    units: units !== 'import' || unitPreview !== null,
    password: passwordWrong === null,
  });
  const submit = async () => {
    if (!folder || year === null || missing.length > 0) return;
    const created = await create.run({
      folder: folder.token,
      year,
      indicators:
        indicators === 'import' && indicatorPreview
          ? { previewId: indicatorPreview.previewId }
          : 'builtin:jiangsu',
      units:
        units === 'import' && unitPreview
          ? { previewId: unitPreview.previewId }
          : units === 'none'
            ? 'none'
            : 'builtin:sample',
      admin: { name: adminName.trim(), password },
    });
    if (!created) return;
    onCreated(created.app);
    showRecoveryCode(created.recoveryCode);
  };

  return (
    <Card title="新建考评库" size="small" className="create-workspace">
      <ErrorNotice error={create.error ?? folderError} onClose={create.clearError} />
      <Form layout="horizontal" labelCol={{ flex: '96px' }} colon={false} onFinish={submit}>
        <Form.Item label="文件夹" required htmlFor="create-folder">
          <Flex gap={8}>
            <Input id="create-folder" readOnly value={folder?.name ?? ''} placeholder="请选择一个空文件夹" />
            <Button onClick={chooseFolder}>选择文件夹</Button>
          </Flex>
        </Form.Item>
        <Form.Item label="考评年度" required htmlFor="create-year">
          <InputNumber
            controls={false}
            id="create-year"
            min={1990}
            max={2200}
            precision={0}
            value={year}
            onChange={setYear}
          />
        </Form.Item>
        <Form.Item label="指标体系" required>
          <Radio.Group
            aria-label="指标体系"
            value={indicators}
            onChange={(event) => setIndicators(event.target.value as IndicatorChoice)}
            options={[
              { value: 'builtin', label: '江苏示范创建参考指标集' },
              { value: 'import', label: '导入本地指标表' },
            ]}
          />
          {indicators === 'builtin' ? (
            <ReferenceNote system={{ official: false, note: app.reference.note }} />
          ) : (
            <Chosen
              text={
                indicatorPreview &&
                `${indicatorPreview.fileName}：${indicatorPreview.system.items.length} 项，基本分值合计 ${formatPoints(indicatorPreview.pointsTotal)}`
              }
              action="选择指标表"
              onChoose={() => setDialog('indicators')}
            />
          )}
        </Form.Item>
        <Form.Item label="被考评单位" required>
          <Radio.Group
            aria-label="被考评单位"
            value={units}
            onChange={(event) => setUnits(event.target.value as UnitChoice)}
            options={[
              { value: 'sample', label: '示例单位' },
              { value: 'import', label: '导入单位表' },
              { value: 'none', label: '以后再添加' },
            ]}
          />
          {units === 'import' && (
            <Chosen
              text={unitPreview && `${unitPreview.fileName}：${unitPreview.units.length} 个单位`}
              action="选择单位表"
              onChoose={() => setDialog('units')}
            />
          )}
        </Form.Item>

        <Form.Item label="管理员姓名" htmlFor="create-admin">
          <Input
            id="create-admin"
            maxLength={60}
            placeholder="考评办"
            value={adminName}
            onChange={(event) => setAdminName(event.target.value)}
          />
        </Form.Item>
        <Form.Item
          label="口令"
          htmlFor="create-password"
          validateStatus={passwordWrong ? 'error' : undefined}
          help={
            passwordWrong
              ? `口令${passwordWrong}`
              : '可以不填：不填时，打开这个考评库的人都以考评办身份工作；以后随时可以在右上角设置。'
          }
        >
          <Input.Password
            id="create-password"
            autoComplete="new-password"
            maxLength={PASSWORD_MAX_LENGTH}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Form.Item>
        <Flex gap={8} align="center">
          <Button type="primary" htmlType="submit" loading={create.busy} disabled={missing.length > 0}>
            创建
          </Button>
          <Button onClick={onCancel}>返回</Button>
          {missing.length > 0 && <span className="muted">还需要：{missing.join('、')}</span>}
        </Flex>
      </Form>
      {dialog === 'indicators' && (
        <IndicatorImportDialog
          onClose={() => setDialog(null)}
          onConfirm={async (preview) => setIndicatorPreview(preview)}
        />
      )}
      {dialog === 'units' && (
        <UnitImportDialog
          onClose={() => setDialog(null)}
          onConfirm={async (preview) => setUnitPreview(preview)}
        />
      )}
    </Card>
  );
}

/** Names what still has to be chosen, so that a disabled button explains itself. */
function missingChoices(given: {
  folder: boolean;
  year: boolean;
  indicators: boolean;
  units: boolean;
  password: boolean;
}): string[] {
  return [
    given.folder ? '' : '文件夹',
    given.year ? '' : '考评年度',
    given.indicators ? '' : '指标表',
    given.units ? '' : '单位表',
    given.password ? '' : '合适的口令',
  ].filter((name) => name !== '');
}

function Chosen({
  text,
  action,
  onChoose,
}: {
  readonly text: string | null;
  readonly action: string;
  readonly onChoose: () => void;
}) {
  return (
    <Flex gap={8} align="center" className="create-chosen">
      <Button onClick={onChoose}>{action}</Button>
      {text ? <Alert type="success" showIcon title={text} /> : <span className="muted">尚未选择文件</span>}
    </Flex>
  );
}
