import { Spin } from 'antd';
import { useEffect, useSyncExternalStore, type ComponentType } from 'react';

type Loaded<P> =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly Component: ComponentType<P> }
  | { readonly state: 'failed'; readonly error: unknown };

/**
 * A part of the program that is loaded when first wanted, or ahead of time. Not React.lazy: its Suspense holds
 * back what has loaded for 300 ms once a spinner was shown, which is a third of a start.
 */
export class ScreenModule<P = object> {
  #loaded: Loaded<P> = { state: 'waiting' };
  #loading: Promise<void> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly load: () => Promise<{ readonly default: ComponentType<P> }>) {}

  /** Resolves when it can be shown, or has failed to load; the failure shows where it is used. */
  preload(): Promise<void> {
    this.#loading ??= this.load().then(
      ({ default: Component }) => this.#settle({ state: 'ready', Component }),
      (error: unknown) => this.#settle({ state: 'failed', error }),
    );
    return this.#loading;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly current = (): Loaded<P> => this.#loaded;

  #settle(loaded: Loaded<P>): void {
    this.#loaded = loaded;
    for (const listener of this.#listeners) listener();
  }
}

/** Shows a module, with a spinner while it loads. */
export function Show<P extends object>({
  module,
  props,
}: {
  readonly module: ScreenModule<P>;
  readonly props: P;
}) {
  const loaded = useSyncExternalStore(module.subscribe, module.current);
  useEffect(() => {
    void module.preload();
  }, [module]);
  if (loaded.state === 'failed') throw loaded.error;
  if (loaded.state === 'waiting') return <Spin className="screen-spin" />;
  return <loaded.Component {...props} />;
}
