import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import './account.css';

/**
 * A page over everything: the screen below stays as it is, with what is typed in it, but takes neither keys nor
 * clicks, and is not read out. Dialogs of the screen lie beside it in the page and are covered too.
 */
export function LockScreen({ children }: { readonly children: ReactNode }) {
  const [place] = useState(() => document.createElement('div'));
  useEffect(() => {
    const before = document.activeElement;
    const covered = [...document.body.children].filter(
      (element): element is HTMLElement => element instanceof HTMLElement && !element.inert,
    );
    for (const element of covered) element.inert = true;
    document.body.append(place);
    return () => {
      place.remove();
      for (const element of covered) element.inert = false;
      if (before instanceof HTMLElement) before.focus();
    };
  }, [place]);
  return createPortal(<div className="lock-screen">{children}</div>, place);
}
