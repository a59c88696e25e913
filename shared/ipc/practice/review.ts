import type { Call } from '../call';
import type { z } from 'zod';

/** On-site checks, adjustments, appeals, 反馈单. */
export const reviewCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
