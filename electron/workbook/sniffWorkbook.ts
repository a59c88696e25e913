import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import {
  fileNotFound,
  fileNotReadable,
  notAWorkbook,
  workbookEmptyFile,
  workbookEncrypted,
  workbookIsCsv,
  workbookIsEt,
  workbookIsHtml,
  workbookIsPdf,
  workbookIsXls,
  workbookIsXml,
  workbookTooLarge,
} from '@shared/errors/workbook';

/** Largest file read at all; a filled scoring workbook of 430,000 rows is a tenth of it. */
const MAX_FILE_BYTES = 200 * 1024 * 1024;
const HEAD_BYTES = 4096;
const OLE_SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP_SIGNATURE = Buffer.from('504b0304', 'hex');
/** Directory entry of an encrypted .xlsx inside its OLE container. */
const ENCRYPTED_MARK = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Looks at the first bytes, never at the name, and lets only zip files pass.
 * @throws {AppError} one code for each kind of file people take for a workbook.
 */
export async function assertZipFile(path: string): Promise<void> {
  const name = basename(path);
  const info = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' || cause.code === 'ENOTDIR'
      ? fileNotFound({ name })
      : fileNotReadable({ name });
  });
  if (!info.isFile()) throw fileNotFound({ name });
  if (info.size === 0) throw workbookEmptyFile({ name });
  if (info.size > MAX_FILE_BYTES) throw workbookTooLarge({ name, limit: '文件超过 200 MB' });
  const head = await readPart(path, 0, HEAD_BYTES).catch(() => {
    throw fileNotReadable({ name });
  });
  if (head.subarray(0, 4).equals(ZIP_SIGNATURE)) return;
  if (head.subarray(0, 8).equals(OLE_SIGNATURE)) throw await describeOle(path, name, info.size);
  throw describeText(head, name);
}

async function readPart(path: string, position: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** .xls, .et and password-protected .xlsx are all OLE files; the directory says which, in the last two cases by its entries. */
async function describeOle(path: string, name: string, size: number): Promise<Error> {
  const content = await readPart(path, 0, Math.min(size, 64 * 1024 * 1024));
  if (content.includes(ENCRYPTED_MARK)) return workbookEncrypted({ name });
  return extname(name).toLowerCase() === '.et' ? workbookIsEt({ name }) : workbookIsXls({ name });
}

function describeText(head: Buffer, name: string): Error {
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return workbookIsPdf({ name });
  const start = decodeHead(head);
  if (start === null) return notAWorkbook({ name });
  const lower = start.trimStart().toLowerCase();
  if (
    /^(?:<!doctype html|<html|<table|<meta|<head|<body|<div)/.test(lower) ||
    /^<[?!].{0,2000}<html/s.test(lower)
  ) {
    return workbookIsHtml({ name });
  }
  if (lower.startsWith('<?xml') || lower.includes('urn:schemas-microsoft-com:office'))
    return workbookIsXml({ name });
  return workbookIsCsv({ name });
}

/** Text of the head in UTF-8, UTF-16 or (read as Latin-1: only the ASCII matters) GBK; null for binary files. */
function decodeHead(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le');
  if (head[0] === 0xfe && head[1] === 0xff) return head.subarray(2).toString('latin1').replaceAll('\0', '');
  const control = head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12);
  if (control) return null;
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}
