import openjpegUrl from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url&no-inline';

type UrlByPath = Readonly<Record<string, string>>;

const CMAPS: UrlByPath = import.meta.glob('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});
const FONTS: UrlByPath = import.meta.glob('../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});

const WORKERS: UrlByPath = import.meta.glob(
  '../../../node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs',
  {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
  },
);

/** Reads PDFs away from the UI thread: a broken or hostile file can stop no more than its own preview. */
export const WORKER_URL = Object.values(WORKERS)[0] ?? '';

function byName(urls: UrlByPath): ReadonlyMap<string, string> {
  return new Map(Object.entries(urls).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]));
}

const cMapUrls = byName(CMAPS);
const fontUrls = byName(FONTS);

async function bytesOf(url: string | undefined, name: string): Promise<Uint8Array> {
  if (url === undefined) throw new Error(`${name} is not shipped`);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Character maps of Chinese PDFs that name their encoding (GBK-EUC-H …) instead of holding it; shipped with the app. */
export class ShippedCMaps {
  async fetch({ name }: { readonly name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    return { cMapData: await bytesOf(cMapUrls.get(`${name}.bcmap`), name), isCompressed: true };
  }
}

/** The fourteen fonts a PDF may use without holding them; shipped with the app. */
export class ShippedFonts {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    return bytesOf(fontUrls.get(filename), filename);
  }
}

/**
 * pdf.js appends a file name to this base. The page's policy allows no WebAssembly, so only the plain JavaScript decoder
 * of JPEG 2000 is ever asked for; its shipped name carries a hash, and a query leaves the path as it is. pdf.js insists on the slash.
 */
export const DECODER_BASE = `${new URL(openjpegUrl, document.baseURI).href}?/`;
