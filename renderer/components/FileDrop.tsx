import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import type { ChosenFile } from '@shared/ipc/views';
import { registerDroppedFiles } from '../api';

export interface FileDropProps {
  /** Accessible name of the region, for instance 「拖入指标表」. */
  readonly label: string;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
  readonly onError?: (cause: unknown) => void;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** A region files can be dropped on. A button for choosing files belongs beside it: dropping is never the only way. */
export function FileDrop({ label, onFiles, onError, disabled, className, children }: FileDropProps) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    depth.current = 0;
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (disabled || files.length === 0) return;
    try {
      onFiles(await registerDroppedFiles(files));
    } catch (cause) {
      onError?.(cause);
    }
  };
  const enter = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  };
  const leave = () => {
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setOver(false);
  };
  return (
    <section
      aria-label={label}
      className={`file-drop ${over && !disabled ? 'file-drop-over' : ''} ${className ?? ''}`}
      onDragEnter={enter}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDragLeave={leave}
      onDrop={drop}
    >
      {children}
    </section>
  );
}
