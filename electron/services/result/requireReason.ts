import { resultReasonMissing } from '@shared/errors/result';

/** Shorter than this says nothing. */
const LEAST_CHARACTERS = 4;

/** A reason that must be given, trimmed. @throws {AppError} RESULT_REASON_MISSING */
export function requireReason(text: string, field: string): string {
  const trimmed = text.trim();
  if ([...trimmed].length < LEAST_CHARACTERS) throw resultReasonMissing({ field });
  return trimmed;
}
