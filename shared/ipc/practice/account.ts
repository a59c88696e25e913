import type { Call } from '../call';
import type { z } from 'zod';

/** Accounts, signing in, who scores what (系统管理 · 人员, 评分分工). */
export const accountCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
