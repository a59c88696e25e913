import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { actionName } from '@shared/audit/actionNames';
import { timeText } from '@shared/audit/timeText';
import {
  findHead,
  lastNumberGiven,
  listEntryPieces,
  type StoredAuditEntry,
} from '../../database/auditRepository';
import { chainHash } from '../../database/chainHash';
import type { Schema } from '../../database/schema';

export interface ChainCheck {
  readonly findings: readonly VerifyFinding[];
  /** Entries read. */
  readonly entries: number;
  /** Hash of the last entry; '' for an empty trail. Printed and put on file it fixes everything before it. */
  readonly hash: string;
}

/** Entries named at most: the first says what happened. */
const NAMED = 100;

/**
 * Walks the whole trail from its first entry to its head, a few thousand entries in memory at a time, and names the
 * entries that were changed, taken out, put in or cut off.
 *
 * @param onEntry  sees every entry on the way, in order.
 */
export async function verifyChain(
  db: Kysely<Schema>,
  signal?: AbortSignal,
  onEntry: (entry: StoredAuditEntry) => void = () => undefined,
): Promise<ChainCheck> {
  const walk = new ChainWalk();
  for await (const entries of listEntryPieces(db)) {
    signal?.throwIfAborted();
    for (const entry of entries) {
      walk.take(entry);
      onEntry(entry);
    }
  }
  walk.finish(await findHead(db), await lastNumberGiven(db));
  return { findings: walk.findings, entries: walk.entries, hash: walk.hash };
}

class ChainWalk {
  readonly findings: VerifyFinding[] = [];
  entries = 0;
  hash = '';
  #last = 0;

  take(entry: StoredAuditEntry): void {
    if (entry.id < 1) this.#name('编号不对，不是软件写的', placeOf(entry));
    else if (entry.id > this.#last + 1) this.#missing(this.#last + 1, entry.id - 1);
    // Behind a gap it cannot fit; the gap is named already.
    else if (entry.previousHash !== this.hash) {
      this.#name('与前一条记录接不上：前一条或这一条被替换过', placeOf(entry));
    }
    if (chainHash(entry) !== entry.hash) this.#name('内容被改动过', placeOf(entry));
    this.#last = entry.id;
    this.hash = entry.hash;
    this.entries += 1;
  }

  finish(
    head: { readonly entries: number; readonly hash: string } | undefined,
    lastNumberGiven: number,
  ): void {
    const place = '审计记录末尾';
    if (!head) this.#name('审计记录的末尾标记不见了', place);
    else if (head.entries > this.#last) this.#missing(this.#last + 1, head.entries);
    else if (head.entries < this.#last) {
      this.#name(`末尾标记只到第 ${head.entries} 条，后面还有 ${this.#last - head.entries} 条`, place);
    } else if (head.hash !== this.hash) this.#name('末尾标记的校验值与最后一条记录不符', place);
    if (lastNumberGiven > Math.max(this.#last, head?.entries ?? 0)) {
      this.#missing(this.#last + 1, lastNumberGiven);
    } else if (lastNumberGiven < this.#last) {
      this.#name(`编号只发到第 ${lastNumberGiven} 条，记录却有 ${this.#last} 条`, place);
    }
  }

  #missing(first: number, last: number): void {
    const which = first === last ? `第 ${first} 条` : `第 ${first}–${last} 条`;
    this.#name('审计记录缺失，被删去或截断', which);
  }

  #name(message: string, place: string): void {
    if (this.findings.length < NAMED) this.findings.push({ kind: 'audit', message, place });
  }
}

/** An entry as a person finds it again. What it says of itself may be what was changed. */
function placeOf({ id, at, person, action, subject }: StoredAuditEntry): string {
  return `第 ${id} 条 · ${timeText(at)} ${person} ${actionName(action)} ${subject}`.trim();
}
