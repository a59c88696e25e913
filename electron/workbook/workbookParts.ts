import { notAWorkbook, workbookTooLarge } from '@shared/errors/workbook';
import { builtInFormat, numberFormatter, type NumberFormatter } from './numberFormat';
import { attribute, type XmlHandler } from './xmlScanner';
import type { ZipParts } from './zipParts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its part inside the zip. */
  readonly part: string;
}

/** What all worksheets of a workbook share. */
export interface SharedParts {
  readonly sheets: readonly SheetPart[];
  readonly strings: readonly string[];
  /** By cell style; null: General. */
  readonly formatters: readonly (NumberFormatter | null)[];
}

/** Characters of all shared strings together; more is no table of an office. */
const MAX_STRING_CHARACTERS = 100_000_000;
const MAX_STYLES = 100_000;

/** Reads the list of sheets, the shared strings and the number formats. */
export async function readSharedParts(zip: ZipParts, signal?: AbortSignal): Promise<SharedParts> {
  const workbookPart = await findWorkbookPart(zip);
  const relations = await readRelations(zip, workbookPart);
  const { sheets, date1904 } = await readSheetList(zip, workbookPart, relations);
  const byType = (type: string) => relations.find((relation) => relation.type.endsWith(`/${type}`))?.target;
  const [stringsPart, stylesPart] = [byType('sharedStrings'), byType('styles')];
  return {
    sheets,
    strings: stringsPart && zip.has(stringsPart) ? await readStrings(zip, stringsPart, signal) : [],
    formatters: stylesPart && zip.has(stylesPart) ? await readFormatters(zip, stylesPart, date1904) : [],
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function findWorkbookPart(zip: ZipParts): Promise<string> {
  const relations = await readRelations(zip, '');
  const target = relations.find((relation) => relation.type.endsWith('/officeDocument'))?.target;
  if (!target || !zip.has(target) || !/(^|\/)workbook\d*\.xml$/i.test(target))
    throw notAWorkbook({ name: zip.name });
  return target;
}

/** Relations of a part; '' for those of the package. Targets come back as names inside the zip. */
async function readRelations(zip: ZipParts, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const relationPart = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  const relations: Relation[] = [];
  if (!zip.has(relationPart)) return relations;
  await zip.scan(relationPart, {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = attribute(attributes, 'Target') ?? '';
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        type: attribute(attributes, 'Type') ?? '',
        target: target.startsWith('/') ? target.slice(1) : resolveDots(folder + target),
      });
    },
    close() {},
    text() {},
  });
  return relations;
}

function resolveDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function readSheetList(
  zip: ZipParts,
  workbookPart: string,
  relations: readonly Relation[],
): Promise<{ sheets: SheetPart[]; date1904: boolean }> {
  const sheets: SheetPart[] = [];
  let date1904 = false;
  await zip.scan(workbookPart, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const id = attribute(attributes, 'r:id') ?? /\s\w+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
      const relation = relations.find((candidate) => candidate.id === id);
      // Chart sheets and macro sheets have no cells to read.
      if (!relation?.type.endsWith('/worksheet') || !zip.has(relation.target)) return;
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
        part: relation.target,
      });
    },
    close() {},
    text() {},
  });
  if (sheets.length === 0) throw notAWorkbook({ name: zip.name });
  return { sheets, date1904 };
}

async function readStrings(zip: ZipParts, part: string, signal?: AbortSignal): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  const collector = new RichText();
  await zip.scan(
    part,
    {
      open(name) {
        if (name === 'si') collector.start();
        else collector.open(name);
      },
      text: (text) => collector.text(text),
      close(name) {
        if (name !== 'si') return collector.close(name);
        const text = collector.finish();
        characters += text.length;
        if (characters > MAX_STRING_CHARACTERS)
          throw workbookTooLarge({ name: zip.name, limit: '文字超过一亿字' });
        strings.push(text);
      },
    },
    { signal },
  );
  return strings;
}

/** Collects the text of `<si>` and `<is>`: runs are joined, phonetic readings (rPh) left out. */
export class RichText {
  private parts = '';
  private inText = false;
  private inPhonetic = false;

  start(): void {
    this.parts = '';
    this.inText = false;
    this.inPhonetic = false;
  }

  open(name: string): void {
    if (name === 't') this.inText = !this.inPhonetic;
    else if (name === 'rPh') this.inPhonetic = true;
  }

  text(text: string): void {
    if (this.inText) this.parts += text;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.inPhonetic = false;
  }

  finish(): string {
    return decodeEscapes(this.parts);
  }
}

/** `_x000D_` and the like, the way workbooks write characters XML cannot hold. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

async function readFormatters(
  zip: ZipParts,
  part: string,
  date1904: boolean,
): Promise<(NumberFormatter | null)[]> {
  const declared = new Map<number, string>();
  const styles: number[] = [];
  let inCellStyles = false;
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'numFmt') {
        declared.set(
          Number(attribute(attributes, 'numFmtId')),
          attribute(attributes, 'formatCode') ?? 'General',
        );
      } else if (name === 'xf' && inCellStyles && styles.length < MAX_STYLES) {
        styles.push(Number(attribute(attributes, 'numFmtId') ?? '0'));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
    text() {},
  };
  await zip.scan(part, handler);
  const made = new Map<number, NumberFormatter | null>();
  return styles.map((id) => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const format = declared.get(id) ?? builtInFormat(id);
    const formatter = /^(general|@|)$/i.test(format) ? null : numberFormatter(format.slice(0, 255), date1904);
    made.set(id, formatter);
    return formatter;
  });
}
