import { resultReasonMissing } from '@shared/errors/result';
import { isReason } from '@shared/year/transitions';

/** A reason that must be given, trimmed. @throws {AppError} RESULT_REASON_MISSING */
export function requireReason(text: string, field: string): string {
  if (!isReason(text)) throw resultReasonMissing({ field });
  return text.trim();
}
