import { createHash } from 'node:crypto';
import type { Digest } from '@shared/caseFiles/caseList';

/** SHA-256 of a text in UTF-8, lower-case hexadecimal. */
export const sha256Text: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
