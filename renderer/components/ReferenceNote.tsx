import { Alert, Tooltip, Tag } from 'antd';

interface Named {
  readonly official: boolean;
  readonly note: string;
}

/** The reference set is not the official text; shown wherever such a system is named. Nothing for official ones. */
export function ReferenceNote({ system, compact }: { readonly system: Named; readonly compact?: boolean }) {
  if (system.official || !system.note) return null;
  if (compact) {
    return (
      <Tooltip title={system.note} trigger={['hover', 'focus']}>
        <Tag color="warning" tabIndex={0} aria-label={`参考版，非官方文本。${system.note}`}>
          参考版 · 非官方文本
        </Tag>
      </Tooltip>
    );
  }
  return <Alert type="warning" showIcon className="reference-note" title={system.note} />;
}
