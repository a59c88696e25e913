import { Button, Flex, Modal, Steps } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import type { ChosenFile } from '@shared/ipc/views';
import type { TableProblem } from '@shared/tables/problem';
import { ChooseFile, type ChooseFileProps } from './ChooseFile';
import { ErrorNotice } from './ErrorNotice';
import { blockedReason } from './problemRows';
import { ProblemTable } from './ProblemTable';
import './importDialog.css';

/** What every preview of a table says; nothing of it is stored yet. */
export interface TablePreview {
  readonly fileName: string;
  readonly problems: readonly TableProblem[];
  /** Whether a problem forbids the import. */
  readonly blocked: boolean;
}

/** Heading of ours → column of the file; '' where the file has none. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** 「字段对应」, for tables whose columns a person may have to name. */
export interface ColumnStep<P> {
  /** As the file was last read. */
  readonly mappingOf: (preview: P) => ColumnMapping;
  /** The same file again, read with another mapping. */
  readonly read: (file: ChosenFile, preview: P, mapping: ColumnMapping) => Promise<P>;
  readonly render: (
    preview: P,
    mapping: ColumnMapping,
    onChange: (mapping: ColumnMapping) => void,
  ) => ReactNode;
}

export interface ImportDialogProps<P extends TablePreview> {
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  readonly file: Pick<ChooseFileProps, 'purpose' | 'what' | 'hint'>;
  readonly read: (file: ChosenFile) => Promise<P>;
  readonly columns?: ColumnStep<P>;
  /** What is inside 「导入预览」; the findings belong to it ({@link ImportFindings}). */
  readonly renderPreview: (preview: P) => ReactNode;
  /** Stores what was shown; the dialog closes after it. Its failure is shown and the preview stays. */
  readonly onConfirm: (preview: P) => Promise<void>;
  readonly onClose: () => void;
}

/** What was read, from which file, and which columns are which. */
interface Reading<P> {
  readonly file: ChosenFile;
  readonly preview: P;
  readonly mapping: ColumnMapping;
}

type Busy = 'reading' | 'storing' | null;
type Step = 'file' | 'columns' | 'preview';
const STEPS: readonly { readonly step: Step; readonly title: string }[] = [
  { step: 'file', title: '选择文件' },
  { step: 'columns', title: '字段对应' },
  { step: 'preview', title: '导入预览' },
];

/**
 * Every import of a table: file, columns where they may need naming, preview with every problem. Nothing is stored
 * before 「确认导入」.
 */
export function ImportDialog<P extends TablePreview>(props: ImportDialogProps<P>) {
  const { columns, onConfirm, onClose } = props;
  const [step, setStep] = useState<Step>('file');
  const [reading, setReading] = useState<Reading<P> | null>(null);
  const [busy, setBusy] = useState<Busy>(null);
  const [error, setError] = useState<unknown>();

  const working = async (what: Busy, run: () => Promise<void>) => {
    setBusy(what);
    setError(undefined);
    try {
      await run();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(null);
    }
  };
  const goTo = (next: Step) => {
    setError(undefined);
    setStep(next);
  };
  const read = async (file: ChosenFile) => {
    const preview = await props.read(file);
    setReading({ file, preview, mapping: { ...columns?.mappingOf(preview) } });
    goTo(columns ? 'columns' : 'preview');
  };
  const showPreview = () =>
    working('reading', async () => {
      if (!reading || !columns) return;
      const { file, preview, mapping } = reading;
      if (JSON.stringify(mapping) !== JSON.stringify(columns.mappingOf(preview))) {
        setReading({ file, mapping, preview: await columns.read(file, preview, mapping) });
      }
      setStep('preview');
    });
  const confirm = () =>
    working('storing', async () => {
      if (!reading) return;
      await onConfirm(reading.preview);
      onClose();
    });
  // What is being stored is not called back by closing the dialog: its end is waited for.
  const close = () => {
    if (busy !== 'storing') onClose();
  };
  return (
    <Modal
      open
      title={props.title}
      width={props.width}
      style={{ top: 16 }}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Footer
          step={step}
          hasColumns={columns !== undefined}
          reason={reasonAgainst(step, reading?.preview)}
          busy={busy}
          onStep={goTo}
          onNext={() => void showPreview()}
          onConfirm={() => void confirm()}
          onClose={close}
        />
      }
    >
      {columns && (
        <Steps
          size="small"
          className="import-steps"
          current={STEPS.findIndex((entry) => entry.step === step)}
          items={STEPS.map(({ title }) => ({ title }))}
        />
      )}
      <ErrorNotice error={error} />
      {step === 'file' && <ChooseFile {...props.file} onChosen={read} />}
      {step === 'columns' && reading && (
        <StepBody label="字段对应">
          {columns?.render(reading.preview, reading.mapping, (mapping) =>
            setReading({ ...reading, mapping }),
          )}
        </StepBody>
      )}
      {step === 'preview' && reading && (
        <StepBody label="导入预览">{props.renderPreview(reading.preview)}</StepBody>
      )}
    </Modal>
  );
}

/** Why 「确认导入」 waits; '' where nothing is in the way. */
function reasonAgainst(step: Step, preview: TablePreview | undefined): string {
  if (step === 'file' || !preview) return '请先选择文件';
  return step === 'preview' ? blockedReason(preview.problems, preview.blocked) : '';
}

/** A step takes the focus when it comes: the button that led to it is gone, and the keyboard would start over. */
function StepBody({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const takeFocus = useCallback((body: HTMLElement | null) => body?.focus(), []);
  return (
    <section ref={takeFocus} tabIndex={-1} aria-label={label} className="import-step">
      {children}
    </section>
  );
}

function Footer({
  step,
  hasColumns,
  reason,
  busy,
  onStep,
  onNext,
  onConfirm,
  onClose,
}: {
  readonly step: Step;
  readonly hasColumns: boolean;
  readonly reason: string;
  readonly busy: Busy;
  readonly onStep: (step: Step) => void;
  readonly onNext: () => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const isLast = step === 'preview' || !hasColumns;
  return (
    <Flex gap={8} justify="flex-end" align="center">
      {reason && <span className={step === 'file' ? 'muted' : 'blocked-reason'}>{reason}</span>}
      {step !== 'file' && (
        <Button disabled={busy !== null} onClick={() => onStep('file')}>
          重新选择文件
        </Button>
      )}
      {step === 'preview' && hasColumns && (
        <Button disabled={busy !== null} onClick={() => onStep('columns')}>
          上一步
        </Button>
      )}
      <Button disabled={busy === 'storing'} onClick={onClose}>
        取消
      </Button>
      <Button
        type="primary"
        disabled={reason !== ''}
        loading={busy !== null}
        onClick={isLast ? onConfirm : onNext}
      >
        {isLast ? '确认导入' : '下一步'}
      </Button>
    </Flex>
  );
}

/** 「问题」 of a preview, under its own heading; nothing where nothing was found. */
export function ImportFindings({
  problems,
  height,
}: {
  readonly problems: readonly TableProblem[];
  /** Pixels of the body. */
  readonly height: number;
}) {
  if (problems.length === 0) return null;
  return (
    <>
      <h2 className="dialog-heading">问题（{problems.length}）</h2>
      <ProblemTable problems={problems} height={height} />
    </>
  );
}
