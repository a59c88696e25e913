import type { Call } from '../call';
import type { z } from 'zod';

/** The audit trail (系统管理 · 审计记录). */
export const auditCalls = {} as const satisfies Record<string, Call<z.ZodType, unknown>>;
