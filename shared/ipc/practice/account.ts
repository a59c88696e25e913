import { z } from 'zod';
import { PASSWORD_MAX_LENGTH, LONGEST_LOCK_AFTER_MINUTES } from '../../domain/password';
import { ROLES, type Role } from '../../domain/role';
import { call, id, none, type Call } from '../call';
import type { AppState } from '../views';

/** A name that may be chosen on the sign-in page. */
export interface SignInName {
  readonly name: string;
  /** Name of the person's unit; '' for none. */
  readonly unit: string;
}

/** The sign-in page of a workspace. */
export interface SignInView {
  /** Accounts in use, the office first. */
  readonly names: readonly SignInName[];
  /** While no administrator has a password, names without a password are let in without one. */
  readonly open: boolean;
}

/** An account as 系统管理 · 人员 shows it. No secret ever leaves the main process. */
export interface AccountView {
  readonly id: number;
  readonly name: string;
  readonly unitCode: string;
  /** Name of the unit; '' for none, or where this year has no such unit. */
  readonly unit: string;
  readonly roles: readonly Role[];
  readonly allItems: boolean;
  readonly active: boolean;
  readonly hasPassword: boolean;
  /** The password was set by somebody else and not replaced yet. */
  readonly mustChange: boolean;
  /** ISO time until which sign-ins are refused after wrong passwords; ''. */
  readonly blockedUntil: string;
  /** When a recovery code was used that the office has not taken note of; ''. */
  readonly recoveredAt: string;
}

export interface AccountsView {
  readonly accounts: readonly AccountView[];
  /** Minutes without a touch until the window locks; 0 never. */
  readonly lockAfterMinutes: number;
  /** Whoever opens the workspace is the office: no administrator has a password. */
  readonly open: boolean;
}

/** Somebody used a recovery code; shown to administrators until they take note. */
export interface RecoveryNotice {
  readonly accountId: number;
  readonly name: string;
  readonly at: string;
}

/** An answer of signing in or of a new password. */
export interface SignedInView {
  readonly app: AppState;
  /** To be written down, shown this once; null where the person has one already. */
  readonly recoveryCode: string | null;
}

const personName = z.string().trim().min(1).max(60);
/** Judged by `passwordProblem`; here only bounded. */
const password = z.string().max(PASSWORD_MAX_LENGTH * 2);
const role = z.enum(ROLES as [Role, ...Role[]]);

export const accountSchema = z
  .object({
    name: personName,
    unitCode: z.string().trim().max(40),
    roles: z.array(role).max(ROLES.length),
    allItems: z.boolean(),
    active: z.boolean(),
  })
  .strict();

/** Accounts, signing in (系统管理 · 人员). */
export const accountCalls = {
  /** Answered to anybody: the sign-in page asks. */
  'account:names': call<SignInView>()(none),
  'account:signIn': call<SignedInView>()(z.object({ name: personName, password }).strict()),
  'account:signOut': call<AppState>()(none),
  /** The screen stays as it is; every other call is refused until somebody signs in. */
  'account:lock': call<AppState>()(none),
  /** The person's own password. */
  'account:setPassword': call<SignedInView>()(z.object({ current: password, password }).strict()),
  'account:recover': call<SignedInView>()(
    z.object({ name: personName, code: z.string().max(100), password }).strict(),
  ),

  'account:list': call<AccountsView>()(none),
  /** Without an id: a new account. */
  'account:save': call<AccountsView>()(
    z
      .object({
        accountId: id.nullable(),
        account: accountSchema,
        /** What waits for somebody who is disabled was seen. */
        confirmed: z.boolean().optional(),
      })
      .strict(),
  ),
  /** Sets somebody's password; that person must replace it at the next sign-in. */
  'account:reset': call<AccountsView>()(z.object({ accountId: id, password }).strict()),
  'account:setLock': call<AccountsView>()(
    z.object({ minutes: z.number().int().min(0).max(LONGEST_LOCK_AFTER_MINUTES) }).strict(),
  ),
  'account:notices': call<readonly RecoveryNotice[]>()(none),
  'account:acknowledge': call<readonly RecoveryNotice[]>()(z.object({ accountId: id }).strict()),
} as const satisfies Record<string, Call<z.ZodType, unknown>>;
