import type { Call } from '../call';
import type { z } from 'zod';

/** 整改, 约谈, 满意度测评 and the composite. */
export const rectificationCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
