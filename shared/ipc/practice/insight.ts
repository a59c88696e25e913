import type { Call } from '../call';
import type { z } from 'zod';

/** Reason library, incidents, consistency, 体检. */
export const insightCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
