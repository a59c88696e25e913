import type { Call } from '../call';
import type { z } from 'zod';

/** The year's stages, what units hand in, 缺项 requests. */
export const yearCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
