import { defineError, keptUntouched } from './appError';

/** A reason that is asked for and may be of any length. */
export const reasonMissing = defineError<{
  /** What needs it, as in “停用合成”. */
  readonly what: string;
}>('REASON_MISSING', ({ what }) => ({
  what: `${what}须写明理由。`,
  kept: keptUntouched,
  todo: '请写明理由后再办理；理由会记入审计记录。',
}));
