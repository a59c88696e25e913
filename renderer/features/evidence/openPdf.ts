import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DECODER_BASE, ShippedCMaps, ShippedFonts, WORKER_URL } from './pdfAssets';

/** An image inside a PDF larger than this is left out: it would take more memory than an office PC has. */
const MAX_IMAGE_PIXELS = 60_000_000;

/** Opens a PDF for drawing. Scripts, forms and links in it are never run: pages are drawn onto a canvas only. */
export function openPdf(url: string): {
  readonly document: Promise<PDFDocumentProxy>;
  readonly close: () => void;
} {
  GlobalWorkerOptions.workerSrc = WORKER_URL;
  let task: PDFDocumentLoadingTask | null = null;
  const open = async () => {
    task = getDocument({
      url,
      CMapReaderFactory: ShippedCMaps,
      StandardFontDataFactory: ShippedFonts,
      cMapPacked: true,
      useWorkerFetch: false,
      useWasm: false,
      wasmUrl: DECODER_BASE,
      isEvalSupported: false,
      enableXfa: false,
      disableRange: true,
      disableStream: true,
      maxImageSize: MAX_IMAGE_PIXELS,
      verbosity: 0,
    });
    return task.promise;
  };
  return { document: open(), close: () => void task?.destroy() };
}

/** Draws one page to fit a width. @returns a promise and how to give up drawing. */
export function drawPage(
  pdf: PDFDocumentProxy,
  pageNumber: number,
  canvas: HTMLCanvasElement,
  cssWidth: number,
): { readonly done: Promise<void>; readonly cancel: () => void } {
  let cancelled = false;
  let drawing: { cancel: () => void } | null = null;
  const draw = async () => {
    const page = await pdf.getPage(pageNumber);
    if (cancelled) return;
    const natural = page.getViewport({ scale: 1 });
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const viewport = page.getViewport({ scale: (cssWidth / natural.width) * ratio });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.width = `${cssWidth}px`;
    const task = page.render({ canvas, viewport });
    drawing = task;
    await task.promise;
  };
  const done = draw().catch((cause: unknown) => {
    // Giving up is no failure.
    if (!cancelled) throw cause;
  });
  return {
    done,
    cancel: () => {
      cancelled = true;
      drawing?.cancel();
    },
  };
}
