import { reviewTextMissing } from '@shared/errors/review';

/** What was written in a field that must not stay empty, trimmed. @throws {AppError} REVIEW_TEXT_MISSING */
export function requireText(text: string, field: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw reviewTextMissing({ field });
  return trimmed;
}
