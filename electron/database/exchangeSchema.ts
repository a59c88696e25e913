import type { Generated } from 'kysely';
import type { PackageKind, Seat } from '../../shared/exchange/packageKind';

/** JSON kept as text; repositories parse it at the edge. */
type Json = string;

export interface ExchangeKeyTable {
  id: number;
  /** SPKI, base64. */
  public_key: string;
  /** PKCS#8, base64. */
  private_key: string;
  created_at: string;
}

export interface PeerKeyTable {
  id: Generated<number>;
  public_key: string;
  workspace_uid: string;
  seat: Seat;
  unit_code: string;
  name: string;
  /** proof: it answered a task with its token; confirmed: a person did; origin: of the package this seat was made of. */
  how: 'proof' | 'confirmed' | 'origin';
  person: string;
  at: string;
}

export interface ExchangePackageTable {
  id: Generated<number>;
  uid: string;
  direction: 'out' | 'in';
  kind: PackageKind;
  state: 'written' | 'held' | 'merged' | 'rolledBack' | 'refused';
  cycle_id: number;
  workspace_uid: string;
  seat: Seat;
  unit_code: string;
  scorer: string;
  author: string;
  sequence: number;
  answers: string;
  token: string;
  file_name: string;
  /** Of the manifest. */
  sha256: string;
  bytes: number;
  summary: Json;
  reason: string;
  created_at: string;
  person: string;
  at: string;
}

export interface CellVersionTable {
  id: string;
  cell: string;
  parents: Json;
  value: Json;
  at: string;
  person: string;
  rank: number;
}

export interface CellHeadTable {
  cell: string;
  version_id: string;
}

/** Hexadecimal sums: rowSums.ts. */
export interface ExchangeSumTable {
  id: number;
  versions: string;
  heads: string;
  changes: string;
}

export interface ExchangeChangeTable {
  package_id: number;
  cell: string;
  /** same: another package had brought it; then `after` is what this one said. */
  outcome: 'new' | 'changed' | 'conflict' | 'kept' | 'refused' | 'same';
  /** Heads before and after. */
  before: Json;
  after: Json;
}

export interface ToldResultTable {
  unit_id: number;
  package_uid: string;
  sequence: number;
  created_at: string;
  told: Json;
  at: string;
}

export interface ToldDecisionTable {
  appeal_id: number;
  package_uid: string;
  state: 'upheld' | 'adjusted';
  decided_points: number | null;
  opinion: string;
  decided_by: string;
  decided_at: string;
  total_before: number | null;
  total_after: number | null;
}

export interface ExchangeTables {
  exchange_key: ExchangeKeyTable;
  peer_key: PeerKeyTable;
  exchange_package: ExchangePackageTable;
  cell_version: CellVersionTable;
  cell_head: CellHeadTable;
  exchange_sum: ExchangeSumTable;
  exchange_change: ExchangeChangeTable;
  told_result: ToldResultTable;
  told_decision: ToldDecisionTable;
}
