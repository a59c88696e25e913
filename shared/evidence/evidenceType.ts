/** What a file really is, found in its bytes, whatever it is called. */
export type EvidenceContent =
  | 'pdf'
  | 'ofd'
  | 'jpg'
  | 'png'
  | 'mp4'
  | 'text'
  | 'oleDocument'
  | 'oleSheet'
  | 'oleSlides'
  | 'docx'
  | 'xlsx'
  | 'pptx';

/** Extensions an evidence file may have, and what must be inside. WPS writes both the old and the new containers. */
export const EVIDENCE_TYPES: Readonly<Record<string, readonly EvidenceContent[]>> = {
  pdf: ['pdf'],
  ofd: ['ofd'],
  jpg: ['jpg'],
  jpeg: ['jpg'],
  png: ['png'],
  doc: ['oleDocument'],
  docx: ['docx'],
  xls: ['oleSheet'],
  xlsx: ['xlsx'],
  ppt: ['oleSlides'],
  pptx: ['pptx'],
  wps: ['oleDocument', 'docx'],
  et: ['oleSheet', 'xlsx'],
  dps: ['oleSlides', 'pptx'],
  txt: ['text'],
  mp4: ['mp4'],
};

/** As a person reads it in a message. */
export const ALLOWED_EXTENSIONS_TEXT = 'PDF、OFD、JPG、PNG、DOC(X)、XLS(X)、PPT(X)、WPS、ET、DPS、TXT、MP4';

export const CONTENT_NAMES: Readonly<Record<EvidenceContent, string>> = {
  pdf: 'PDF 文件',
  ofd: 'OFD 文件',
  jpg: 'JPG 图片',
  png: 'PNG 图片',
  mp4: 'MP4 视频',
  text: '文本文件',
  oleDocument: '旧版 Word 或 WPS 文档',
  oleSheet: '旧版 Excel 或 ET 表格',
  oleSlides: '旧版演示文稿',
  docx: '.docx 文档',
  xlsx: '.xlsx 表格',
  pptx: '.pptx 演示文稿',
};

export interface EvidenceLimits {
  /** Bytes of one file. */
  readonly maxBytes: number;
}

/** Practice page §11: 5–50 MB for a file. */
export const EVIDENCE_LIMITS: EvidenceLimits = { maxBytes: 50 * 1024 * 1024 };

/** Lower case, without the dot; '' where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** How a file is shown inside the app. */
export function previewOf(name: string): 'pdf' | 'image' | 'text' | 'none' {
  switch (extensionOf(name)) {
    case 'pdf':
      return 'pdf';
    case 'jpg':
    case 'jpeg':
    case 'png':
      return 'image';
    case 'txt':
      return 'text';
    default:
      return 'none';
  }
}

/** 52428800 → "50 MB"; small ones in KB or bytes. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  const tenths = Math.ceil((bytes * 10) / (1024 * 1024));
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} MB`;
}
