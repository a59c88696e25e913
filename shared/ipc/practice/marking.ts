import type { Call } from '../call';
import type { z } from 'zod';

/** Several scorers of one item and what they come to. */
export const markingCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
