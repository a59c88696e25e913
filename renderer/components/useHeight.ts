import { useEffect, useRef, useState, type RefObject } from 'react';

/** Height of an element in pixels, followed while it changes; 0 until measured or where not enabled. */
export function useHeight<E extends HTMLElement>(enabled: boolean): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!enabled || !element) return;
    const observer = new ResizeObserver(([entry]) => setHeight(Math.floor(entry?.contentRect.height ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [enabled]);
  return [ref, height];
}
