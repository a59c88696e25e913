import { z } from 'zod';

/**
 * A moment as this program writes it. A machine whose clock has lost its battery begins in 1970; a year beyond what dates
 * are counted in is nobody's clock.
 */
export const moment = z.iso
  .datetime()
  .max(40)
  .refine((text) => /^(19[7-9]\d|2\d{3})-/.test(text));
