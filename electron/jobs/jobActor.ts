import type { Actor } from '../../shared/domain/role';

let asker: Actor | undefined;

/** Says who this process works for: it runs one job, for one person. */
export function workFor(actor: Actor): void {
  asker = actor;
}

/** Who asked for the job; left out where nobody said: then whoever a fresh opening finds. */
export function jobActor(): Actor | undefined {
  return asker;
}
