import { lazy, Suspense, useState } from 'react';
import type { ItemView } from '@shared/ipc/views';
import { useWorkspace } from '../../shell/workspace';

const Dialog = lazy(async () => ({
  default: (await import('../incidents/LinkIncidentDialog')).LinkIncidentDialog,
}));

/** 「关联事件」: the facts behind this score. The dialog is loaded when asked for. */
export function IncidentLink({
  unitId,
  item,
  disabled,
}: {
  readonly unitId: number;
  readonly item: ItemView;
  readonly disabled: boolean;
}) {
  const { workspace } = useWorkspace();
  const [open, setOpen] = useState(false);
  // Facts are kept in one place, the office's; what an assessor notes of them alone would reach nobody.
  if (disabled || workspace.seat !== 'office' || !workspace.actions.includes('score')) return null;
  return (
    <>
      <button type="button" className="score-link" onClick={() => setOpen(true)}>
        关联事件
      </button>
      {open && (
        <Suspense fallback={null}>
          <Dialog
            unitId={unitId}
            itemId={item.id}
            title={`${item.code} ${item.name}`}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
