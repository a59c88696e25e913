import { useEffect, useRef, type ReactNode } from 'react';

/**
 * A list with the panel of its chosen row beside it. The keyboard goes to the panel when it opens, Esc closes it and goes
 * back to the row: nobody has to pass all rows to reach it.
 */
export function BesidePanel({
  className,
  openKey,
  onClose,
  children,
}: {
  readonly className: string;
  /** Key of the chosen row; null for none. */
  readonly openKey: string | number | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<string | number | null>(null);
  useEffect(() => {
    const before = last.current;
    last.current = openKey;
    if (openKey !== null || before === null) return;
    const focused = document.activeElement;
    // A click elsewhere has taken the keyboard there.
    if (focused !== null && focused !== document.body && !focused.closest('[data-row-key]')) return;
    box.current?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(String(before))}"]`)?.focus();
  }, [openKey]);
  return (
    <div
      ref={box}
      className={className}
      onKeyDown={(event) => {
        // React hands on what happens in a dialog, too.
        const isHere = event.currentTarget.contains(event.target as Node);
        if (event.key === 'Escape' && isHere && openKey !== null) onClose();
      }}
    >
      {children}
    </div>
  );
}

/**
 * The panel itself: it takes the keyboard when it is shown, unless a field of its own has, and again where what had it is
 * gone: a button that was pressed and has done its work.
 */
export function Panel({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const panel = useRef<HTMLElement>(null);
  const isShown = useRef(false);
  useEffect(() => {
    const focused = document.activeElement;
    const isLost = focused === null || focused === document.body;
    if (isLost || (!isShown.current && !panel.current?.contains(focused))) panel.current?.focus();
    isShown.current = true;
  });
  return (
    <section ref={panel} tabIndex={-1} className="panel exchange-panel" aria-label={label}>
      {children}
    </section>
  );
}
