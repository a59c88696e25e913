import type { ErrorReport } from '../errors/appError';

/** Failures cross processes as data: Electron keeps little more than the message of a thrown error. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport };
