import type { Call } from '../call';
import type { z } from 'zod';

/** Approved results, corrections, next year, comparison of years. */
export const resultCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
