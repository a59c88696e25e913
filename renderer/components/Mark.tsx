import type { ReactNode } from 'react';
import './mark.css';

export type MarkTone = 'red' | 'amber' | 'green' | 'blue' | 'muted';

/** A short word on a soft ground, readable in light and dark; the word alone says what it means. */
export function Mark({ tone, children }: { readonly tone: MarkTone; readonly children: ReactNode }) {
  return <span className={`mark mark-${tone}`}>{children}</span>;
}
