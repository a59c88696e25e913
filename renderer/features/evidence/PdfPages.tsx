import { Button, Spin } from 'antd';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { drawPage, openPdf } from './openPdf';

const UNREADABLE = 'PDF 无法预览，可能已损坏或设有密码。文件已原样保存。';

/** A PDF, one page at a time, drawn to fit the width. */
export function PdfPages({ url, width }: { readonly url: string; readonly width: number }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [page, setPage] = useState(1);
  const [trouble, setTrouble] = useState('');
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let gone = false;
    const opening = openPdf(url);
    opening.document.then(
      (document) => !gone && setPdf(document),
      () => !gone && setTrouble(UNREADABLE),
    );
    return () => {
      gone = true;
      opening.close();
    };
  }, [url]);

  useEffect(() => {
    if (!pdf || !canvas.current) return;
    const drawing = drawPage(pdf, page, canvas.current, width);
    drawing.done.catch(() => setTrouble(`第 ${page} 页无法显示。`));
    return drawing.cancel;
  }, [pdf, page, width]);

  if (trouble) return <p className="muted">{trouble}</p>;
  if (!pdf) return <Spin aria-label="正在打开 PDF" />;
  return (
    <div className="pdf-pages">
      <div className="pdf-bar">
        <Button size="small" disabled={page <= 1} onClick={() => setPage(page - 1)}>
          上一页
        </Button>
        <span>
          第 {page} / {pdf.numPages} 页
        </span>
        <Button size="small" disabled={page >= pdf.numPages} onClick={() => setPage(page + 1)}>
          下一页
        </Button>
      </div>
      <canvas ref={canvas} className="pdf-canvas" aria-label={`第 ${page} 页`} role="img" />
    </div>
  );
}
