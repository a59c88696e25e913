import { deflateSync } from 'node:zlib';
import { Chance } from './chance';

const WIDTH = 480;
const HEIGHT = 320;

/**
 * A one-page A4 PDF with Chinese text. The font is one every reader knows by name, so that nothing has to be embedded.
 *
 * @param title heading. @param lines below it; what does not fit on the page is left out.
 */
export function demoPdf(title: string, lines: readonly string[]): Buffer {
  const text = [
    'BT /F1 20 Tf 60 760 Td',
    `${hexText(title)} Tj`,
    '/F1 12 Tf',
    ...lines.slice(0, 30).map((line) => `0 -26 Td ${hexText(line.slice(0, 40))} Tj`),
    'ET',
  ].join('\n');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>',
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 6 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
  ];
  return assemblePdf(objects);
}

function assemblePdf(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n';
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  // Texts are hexadecimal, so every sign of the file is one byte.
  return Buffer.from(body + tail, 'latin1');
}

/** UTF-16BE in angle brackets, as UniGB-UCS2-H wants it. */
function hexText(text: string): string {
  return `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/** A small picture with a sky, a ground and some buildings, standing for a photograph; another one for each name. */
export function demoPng(name: string): Buffer {
  const chance = new Chance(name);
  const sky = [chance.whole(150, 200), chance.whole(190, 225), chance.whole(225, 250)] as const;
  const buildings = Array.from({ length: 6 }, () => ({
    left: chance.whole(0, WIDTH - 80),
    width: chance.whole(40, 110),
    top: chance.whole(70, 200),
    shade: chance.whole(90, 190),
  }));
  const rows: Buffer[] = [];
  for (let y = 0; y < HEIGHT; y += 1) {
    const row = Buffer.alloc(1 + WIDTH * 3);
    for (let x = 0; x < WIDTH; x += 1) {
      const building = buildings.find(({ left, width, top }) => x >= left && x < left + width && y >= top);
      const [r, g, b] =
        y > 280
          ? [96, 118, 88]
          : building
            ? shadeOf(building.shade, x, y)
            : [sky[0], sky[1], sky[2] - (y >> 3)];
      row[1 + x * 3] = r;
      row[2 + x * 3] = g;
      row[3 + x * 3] = b;
    }
    rows.push(row);
  }
  return assemblePng(Buffer.concat(rows));
}

/** Walls with rows of windows. */
function shadeOf(shade: number, x: number, y: number): [number, number, number] {
  const window = x % 16 < 8 && y % 22 < 10;
  return window ? [235, 228, 190] : [shade, shade, shade + 12];
}

function assemblePng(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(pixels, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** PNG specification, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
