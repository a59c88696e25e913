import { open, type FileHandle } from 'node:fs/promises';
import type { AppError } from '@shared/errors/appError';
import {
  evidenceContentMismatch,
  evidenceDamaged,
  evidenceIsActive,
  evidenceIsProgram,
  evidencePasswordProtected,
  evidenceTypeNotAllowed,
} from '@shared/errors/evidence';
import {
  CONTENT_NAMES,
  EVIDENCE_TYPES,
  extensionOf,
  type EvidenceContent,
} from '@shared/evidence/evidenceType';
import { readOleNames } from './oleNames';
import { readZipNames } from './zipNames';

/** Enough for every mark at a file's beginning, and to tell a text from something else. */
const HEAD = 8192;

type Found = EvidenceContent | 'program' | 'active' | 'encrypted' | 'damaged' | 'unknown';

/**
 * Judges a file by its name and by what is in it.
 *
 * @param path the bytes (a copy of our own, so that they cannot change afterwards).
 * @param name as the person knows it.
 * @returns why it is refused, or null where it may be kept.
 */
export async function inspectEvidence(path: string, name: string): Promise<AppError | null> {
  const extension = extensionOf(name);
  const allowed = EVIDENCE_TYPES[extension];
  const found = await findContent(path);
  if (found === 'program') return evidenceIsProgram({ name });
  if (found === 'active') return evidenceIsActive({ name });
  if (!allowed) return evidenceTypeNotAllowed({ name });
  if (found === 'encrypted') return evidencePasswordProtected({ name });
  if (found === 'damaged') return evidenceDamaged({ name });
  if (found === 'unknown') {
    return evidenceContentMismatch({ name, extension, found: '认不出的内容（可能已损坏或改过扩展名）' });
  }
  if (allowed.includes(found)) return null;
  return evidenceContentMismatch({ name, extension, found: CONTENT_NAMES[found] });
}

async function findContent(path: string): Promise<Found> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD);
    const { bytesRead } = await file.read(buffer, 0, HEAD, 0);
    return await judgeHead(file, path, buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function judgeHead(file: FileHandle, path: string, head: Buffer): Promise<Found> {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x4d, 0x5a) || starts(0x7f, 0x45, 0x4c, 0x46) || isMachO(head)) return 'program';
  if (starts(0xff, 0xd8, 0xff)) return 'jpg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (head.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.subarray(4, 8).toString('latin1') === 'ftyp') return 'mp4';
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return judgeOle(await readOleNames(file));
  if (starts(0x50, 0x4b, 0x03, 0x04)) return judgeZip(await readZipNames(path));
  return judgeText(head);
}

function isMachO(head: Buffer): boolean {
  const mark = head.length >= 4 ? head.readUInt32BE(0) : 0;
  return [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].includes(mark);
}

function judgeOle(names: ReadonlySet<string> | null): Found {
  if (!names) return 'damaged';
  if (names.has('EncryptedPackage')) return 'encrypted';
  if (names.has('WordDocument')) return 'oleDocument';
  if (names.has('Workbook') || names.has('Book')) return 'oleSheet';
  if (names.has('PowerPoint Document')) return 'oleSlides';
  return 'unknown';
}

function judgeZip(names: readonly string[] | null): Found {
  if (!names) return 'damaged';
  const has = (name: string): boolean => names.includes(name);
  if (has('word/document.xml')) return 'docx';
  if (has('xl/workbook.xml') || has('xl/workbook.bin')) return 'xlsx';
  if (has('ppt/presentation.xml')) return 'pptx';
  if (has('OFD.xml')) return 'ofd';
  return names.some((name) => name === 'META-INF/MANIFEST.MF' || name === 'AndroidManifest.xml')
    ? 'program'
    : 'unknown';
}

function judgeText(head: Buffer): Found {
  if (head.subarray(0, 2).toString('latin1') === '#!') return 'program';
  const text = decodeText(head);
  if (text === null) return 'unknown';
  if (/<\s*(!doctype\s+html|html|head|body|script|iframe|svg)\b/i.test(text)) return 'active';
  if (/^\s*(@echo\s+off|<\?php)/i.test(text)) return 'program';
  return 'text';
}

/** Text of UTF-8, UTF-16 with its mark, or GB18030; null where it is none of these. A cut last sign is forgiven. */
export function decodeText(bytes: Uint8Array): string | null {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    for (let cut = 0; cut < 4; cut += 1) {
      try {
        const text = new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
        // Control signs other than tab, line and page ends do not occur in texts.
        return /\p{Cc}/u.test(text.replace(/[\t\n\r\f]/g, '')) ? null : text;
      } catch {
        if (cut >= bytes.length) break;
      }
    }
  }
  return null;
}
