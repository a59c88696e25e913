/** The XML is not well formed, or a limit of sane workbooks is passed. */
export class DamagedXml extends Error {}

/** The XML declares a document type: no spreadsheet program writes one, entity bombs need one. */
export class HostileXml extends Error {}

export interface XmlHandler {
  /** `name` without namespace prefix; `attributes` as written, read by `attribute`. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Decoded text between two tags. */
  text(text: string): void;
  /** May say that `source` holds nothing of interest up to a position; scanning goes on there, inside `element`. */
  skip?(source: string): { readonly position: number; readonly element: string } | null;
}

/** Longest tag or text taken: four times what a cell of 32,767 characters needs when every one is escaped. */
const MAX_PIECE = 1 << 20;
const MAX_DEPTH = 64;

/**
 * A streaming scanner for the XML of workbooks: elements, text, CDATA; no document types. It is small because it must be
 * quick (a row of a scoring workbook has forty tags) and because it must never look anything up.
 */
export class XmlScanner {
  private rest = '';
  private readonly stack: string[] = [];
  private rootSeen = false;

  constructor(private readonly handler: XmlHandler) {}

  /** Takes the next piece of the document; pieces may end anywhere but inside a surrogate pair. */
  write(piece: string): void {
    const source = this.rest === '' ? piece : this.rest + piece;
    let position = this.skipTo(source);
    for (;;) {
      const tagStart = source.indexOf('<', position);
      if (tagStart < 0) break;
      const next = this.scanTag(source, tagStart, position);
      if (next < 0) break;
      position = next;
    }
    this.rest = position === 0 ? source : source.slice(position);
    if (this.rest.length > MAX_PIECE) throw new DamagedXml('piece too long');
  }

  private skipTo(source: string): number {
    const skipped = this.handler.skip?.(source);
    if (!skipped) return 0;
    while (this.stack.length > 0 && localName(this.stack[this.stack.length - 1] ?? '') !== skipped.element)
      this.stack.pop();
    return skipped.position;
  }

  /** The document has ended. */
  end(): void {
    if (!this.rootSeen || this.stack.length > 0 || this.rest.trim() !== '')
      throw new DamagedXml('unexpected end');
  }

  /** Handles one tag; the text from `textStart` before it is delivered first. @returns the position after it, -1 when it is not complete. */
  private scanTag(source: string, tagStart: number, textStart: number): number {
    const code = source.charCodeAt(tagStart + 1);
    if (code === BANG || code === QUESTION) return this.scanSpecial(source, tagStart, textStart);
    const tagEnd = endOfTag(source, tagStart);
    if (tagEnd < 0) return -1;
    this.deliverText(source, textStart, tagStart);
    if (code === SLASH) this.closeElement(source.slice(tagStart + 2, tagEnd).trim());
    else this.openElement(source, tagStart, tagEnd);
    return tagEnd + 1;
  }

  private openElement(source: string, tagStart: number, tagEnd: number): void {
    const selfClosing = source.charCodeAt(tagEnd - 1) === SLASH;
    const end = selfClosing ? tagEnd - 1 : tagEnd;
    let nameEnd = tagStart + 1;
    while (nameEnd < end && source.charCodeAt(nameEnd) > SPACE) nameEnd += 1;
    const qualified = source.slice(tagStart + 1, nameEnd);
    if (qualified === '' || qualified.includes('<')) throw new DamagedXml('bad tag');
    if (this.stack.length === 0 && this.rootSeen) throw new DamagedXml('second root');
    this.rootSeen = true;
    const name = localName(qualified);
    this.handler.open(name, source.slice(nameEnd, end));
    if (selfClosing) {
      this.handler.close(name);
      return;
    }
    this.stack.push(qualified);
    if (this.stack.length > MAX_DEPTH) throw new DamagedXml('too deep');
  }

  private closeElement(qualified: string): void {
    if (this.stack.pop() !== qualified) throw new DamagedXml('tags cross');
    this.handler.close(localName(qualified));
  }

  private scanSpecial(source: string, tagStart: number, textStart: number): number {
    const [opener, closer] = source.startsWith('<![CDATA[', tagStart)
      ? (['<![CDATA[', ']]>'] as const)
      : source.startsWith('<!--', tagStart)
        ? (['<!--', '-->'] as const)
        : (['<?', '?>'] as const);
    if (!source.startsWith(opener, tagStart)) return this.refuseDeclaration(source, tagStart);
    const end = source.indexOf(closer, tagStart + opener.length);
    if (end < 0) return -1;
    this.deliverText(source, textStart, tagStart);
    if (opener === '<![CDATA[') this.handler.text(source.slice(tagStart + opener.length, end));
    return end + closer.length;
  }

  /** `<!` that is neither comment nor CDATA: wait while it may still become one, else refuse. */
  private refuseDeclaration(source: string, tagStart: number): number {
    const start = source.slice(tagStart, tagStart + 9);
    if ('<![CDATA['.startsWith(start) || '<!--'.startsWith(start)) return -1;
    if ('<!DOCTYPE'.startsWith(start.toUpperCase()) && start.length < 9) return -1;
    throw new HostileXml('declaration');
  }

  private deliverText(source: string, start: number, end: number): void {
    if (end <= start) return;
    if (this.stack.length > 0) this.handler.text(decodeEntities(source.slice(start, end)));
    else if (source.slice(start, end).replace('\uFEFF', '').trim() !== '')
      throw new DamagedXml('text outside the root');
  }
}

const BANG = 33;
const QUESTION = 63;
const SLASH = 47;
const SPACE = 32;
const GREATER = 62;
const QUOTE = 34;
const APOSTROPHE = 39;

/** Position of the `>` that ends the tag, not counting those inside quotes; -1 when it is not there yet. */
function endOfTag(source: string, tagStart: number): number {
  let quote = 0;
  for (let i = tagStart + 1; i < source.length; i += 1) {
    const code = source.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return i;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

function localName(qualified: string): string {
  const colon = qualified.indexOf(':');
  return colon < 0 ? qualified : qualified.slice(colon + 1);
}

/** Value of an attribute (`r`, `r:id`), decoded; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  const start = attributes.indexOf(` ${name}="`);
  if (start >= 0) {
    const valueStart = start + name.length + 3;
    return decodeEntities(attributes.slice(valueStart, attributes.indexOf('"', valueStart)));
  }
  // The rare spellings: single quotes, line breaks between attributes, spaces around the equals sign.
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : null;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five named entities and numeric ones; any other would have needed a document type. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z]+);/g, (whole, entity: string) => {
    if (entity.startsWith('#')) {
      const code = entity.startsWith('#x') ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
      if (code > 0x10ffff) throw new DamagedXml('bad character');
      return String.fromCodePoint(code);
    }
    const decoded = NAMED[entity];
    if (decoded === undefined) throw new HostileXml(`entity ${whole}`);
    return decoded;
  });
}
