import type { Call } from '../call';
import type { z } from 'zod';

/** 案卷评查: list, draw, templates, reviews, results. */
export const caseFileCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
