import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ItemView, UnitView } from '@shared/ipc/views';
import {
  announceFiles,
  insertEvidence,
  insertEvidenceLinks,
  type NewEvidence,
  type StoredFile,
} from '../../database/evidenceRepository';
import { safeFileName, uniqueName } from '@shared/evidence/evidenceName';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { storedPath } from '../evidence/evidenceStore';
import type { Workspace } from '../workspace/workspace';
import { Chance } from './chance';
import { demoPdf, demoPng } from './demoFiles';

export interface EvidenceLoad {
  /** Pieces of evidence in all, spread over the units. */
  readonly pieces: number;
  /** Time written on every row. */
  readonly now: string;
}

interface Piece {
  readonly evidence: NewEvidence;
  readonly size: number;
  readonly bytes: Buffer;
  readonly itemIds: readonly number[];
}

interface When {
  readonly year: number;
  readonly now: string;
}

/** Units whose files are made and written at a time: keeps memory flat for a province. */
const UNITS_AT_A_TIME = 50;

/** Gives units real PDF and PNG files; every fourth serves several items. The same files for the same units, always. */
export async function fillEvidence(workspace: Workspace, { pieces, now }: EvidenceLoad): Promise<void> {
  const assessment = await loadAssessment(workspace);
  const { units } = assessment;
  for (let from = 0; from < units.length; from += UNITS_AT_A_TIME) {
    const made = units.slice(from, from + UNITS_AT_A_TIME).flatMap((unit, index) => {
      const place = from + index;
      const count =
        Math.floor(((place + 1) * pieces) / units.length) - Math.floor((place * pieces) / units.length);
      return piecesOf(unit, assessment.itemsOf(unit), count, { year: assessment.cycle.year, now });
    });
    await store(workspace, made, now);
  }
}

function piecesOf(unit: UnitView, items: readonly ItemView[], count: number, when: When): Piece[] {
  const wanting = items.filter(({ section, evidence }) => section === 'base' && evidence.length > 0);
  const names = new Set<string>();
  return Array.from({ length: wanting.length > 0 ? count : 0 }, (_, index) => {
    const chance = new Chance(`${unit.code} evidence ${index}`);
    const at = chance.whole(0, wanting.length - 1);
    const uses = index % 4 === 0 ? 3 : 1;
    const used = wanting.slice(at, at + uses);
    const piece = pieceFor(unit, used, index, names, chance, when);
    names.add(piece.evidence.name.toLowerCase());
    return piece;
  });
}

function pieceFor(
  unit: UnitView,
  items: readonly ItemView[],
  index: number,
  names: ReadonlySet<string>,
  chance: Chance,
  { year, now }: When,
): Piece {
  const [item] = items;
  const wanted = item?.evidence[chance.whole(0, (item?.evidence.length ?? 1) - 1)] ?? '工作材料';
  const isPhoto = /截图|照片|图/.test(wanted);
  const formedOn = `${year}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`;
  const documentNumber = isPhoto ? '' : `${unit.shortName}发〔${year}〕${chance.whole(1, 120)}号`;
  const stem = wanted.replace(/[（(].*[)）]/g, '').slice(0, 30);
  const name = uniqueName(safeFileName(`${stem}.${isPhoto ? 'png' : 'pdf'}`), names);
  const lines = [
    `单位：${unit.name}`,
    ...items.map(({ code, name: itemName }) => `指标：${code} ${itemName}`),
    `文号：${documentNumber}`,
    `日期：${formedOn}`,
    '本文件为示例材料，内容系虚构，仅用于演示。',
  ];
  const bytes = isPhoto
    ? demoPng(`${unit.code} ${index}`)
    : demoPdf(wanted, [...lines, `编号 ${unit.code}-${index + 1}`]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const evidence = {
    unitId: unit.id,
    sha256,
    name,
    documentNumber,
    formedOn,
    addedBy: unit.shortName,
    addedAt: now,
  };
  return { evidence, size: bytes.length, bytes, itemIds: items.map(({ id }) => id) };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Announced first, then written, then pointed to: the order of every intake. Not synced one by one: nobody's work is lost. */
async function store(workspace: Workspace, made: readonly Piece[], now: string): Promise<void> {
  const files = new Map<string, StoredFile>();
  for (const { evidence, size } of made) files.set(evidence.sha256, { sha256: evidence.sha256, size });
  await announceFiles(workspace.db, [...files.values()], now);
  for (const { evidence, bytes } of made) {
    const path = storedPath(workspace.folder, evidence.sha256);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  await inTransaction(workspace, async (trx, _now, audit) => {
    const ids = await insertEvidence(
      trx,
      made.map(({ evidence }) => evidence),
    );
    const positions = new Map<string, number>();
    const links = made.flatMap(({ evidence, itemIds }, index) =>
      itemIds.map((itemId) => {
        const key = `${evidence.unitId} ${itemId}`;
        const position = (positions.get(key) ?? 0) + 1;
        positions.set(key, position);
        return { evidenceId: ids[index] ?? 0, itemId, position };
      }),
    );
    await insertEvidenceLinks(trx, links);
    const [first] = ids;
    if (first === undefined) return;
    await audit({
      action: 'evidence.fill',
      subject: '示例材料',
      after: { count: ids.length },
      pins: [{ table: 'evidence', first, last: first + ids.length - 1 }],
    });
  });
}
