import { readManual } from '../../services/manual/readManual';
import type { Handlers } from '../handle';

/** 用户手册. Its pictures come over the page's own scheme. */
export function manualHandlers(): Pick<Handlers, 'manual:read'> {
  return { 'manual:read': () => readManual() };
}
