import { Button, Flex, Modal, Steps } from 'antd';
import { useState } from 'react';
import type { ChosenFile, IndicatorPreviewView } from '@shared/ipc/views';
import { call } from '../../api';
import { ChooseFile } from '../../components/ChooseFile';
import { ErrorNotice } from '../../components/ErrorNotice';
import { blockedReason } from '../../components/problemRows';
import { ImportMapping } from './ImportMapping';
import { ImportPreview } from './ImportPreview';
import './indicatorSystem.css';

type Step = 'file' | 'columns' | 'preview';
const STEPS: readonly { readonly step: Step; readonly title: string }[] = [
  { step: 'file', title: '选择文件' },
  { step: 'columns', title: '字段对应' },
  { step: 'preview', title: '导入预览' },
];

/** 「导入指标表」 in three steps; nothing is stored before 「确认导入」. */
export function IndicatorImportDialog({
  onClose,
  onConfirm,
}: {
  readonly onClose: () => void;
  readonly onConfirm: (preview: IndicatorPreviewView) => Promise<void>;
}) {
  const [step, setStep] = useState<Step>('file');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [preview, setPreview] = useState<IndicatorPreviewView | null>(null);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const working = async (run: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await run();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const read = async (chosen: ChosenFile) => {
    const first = await call('indicators:preview', { file: chosen.token });
    setFile(chosen);
    setPreview(first);
    setMapping({ ...first.mapping });
    setStep('columns');
  };
  const showPreview = () =>
    working(async () => {
      if (!file || !preview) return;
      if (JSON.stringify(mapping) !== JSON.stringify(preview.mapping)) {
        setPreview(await call('indicators:preview', { file: file.token, mapping, sheet: preview.sheet }));
      }
      setStep('preview');
    });
  const confirm = () =>
    working(async () => {
      if (!preview) return;
      await onConfirm(preview);
      onClose();
    });
  const reason = step === 'preview' && preview ? blockedReason(preview.problems, preview.blocked) : '';

  return (
    <Modal
      open
      title="导入指标表"
      width={1120}
      style={{ top: 16 }}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Flex gap={8} justify="flex-end" align="center">
          {reason && <span className="blocked-reason">{reason}</span>}
          {step !== 'file' && <Button onClick={() => setStep('file')}>重新选择文件</Button>}
          {step === 'preview' && <Button onClick={() => setStep('columns')}>上一步</Button>}
          <Button onClick={onClose}>取消</Button>
          {step === 'columns' && (
            <Button type="primary" onClick={showPreview} loading={busy}>
              下一步
            </Button>
          )}
          {step === 'preview' && (
            <Button type="primary" disabled={reason !== ''} loading={busy} onClick={confirm}>
              确认导入
            </Button>
          )}
        </Flex>
      }
    >
      <Steps
        size="small"
        className="import-steps"
        current={STEPS.findIndex((entry) => entry.step === step)}
        items={STEPS.map(({ title }) => ({ title }))}
      />
      <ErrorNotice error={error} />
      {step === 'file' && (
        <ChooseFile
          purpose="indicators"
          what="指标表"
          hint="可以是本系统导出的表，也可以是各地现行的表：有标题行、合并单元格、没有编码都能读，读入前逐条列出问题。"
          onChosen={read}
        />
      )}
      {step === 'columns' && preview && (
        <ImportMapping preview={preview} mapping={mapping} onChange={setMapping} />
      )}
      {step === 'preview' && preview && <ImportPreview key={preview.previewId} preview={preview} />}
    </Modal>
  );
}
