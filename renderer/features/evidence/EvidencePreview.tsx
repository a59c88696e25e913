import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { EvidenceView } from '@shared/ipc/views';
import { chineseDateTime } from '../scoring/dateText';
import { PdfPages } from './PdfPages';
import { sizeText } from './sizeText';
import { TextPreview } from './TextPreview';

/** Where main serves the stored bytes, checked against their hash while they are read. */
export const evidenceUrl = (sha256: string): string => `faheng-evidence://file/${sha256}`;

/** 「预览」: PDF, images and plain text are drawn; other files are named, never run. */
export default function EvidencePreview({ file }: { readonly file: EvidenceView }) {
  const [large, setLarge] = useState(false);
  return (
    <figure className="evidence-preview" aria-label={`预览 ${file.name}`}>
      <figcaption className="evidence-caption">
        <span className="muted" title={`SHA-256 ${file.sha256}`}>
          {sizeText(file.size)} · {chineseDateTime(file.addedAt)} {file.addedBy}
        </span>
        {file.preview !== 'none' && (
          <Button size="small" type="link" onClick={() => setLarge(true)}>
            放大预览
          </Button>
        )}
      </figcaption>
      <div className="evidence-view" role="region" aria-label="预览内容" tabIndex={0}>
        <View file={file} width={256} />
      </div>
      <Modal
        open={large}
        title={file.name}
        footer={null}
        width="90vw"
        centered
        onCancel={() => setLarge(false)}
        destroyOnHidden
      >
        <div className="evidence-large">
          <View file={file} width={Math.floor(window.innerWidth * 0.82)} />
        </div>
      </Modal>
    </figure>
  );
}

function View({ file, width }: { readonly file: EvidenceView; readonly width: number }) {
  const [broken, setBroken] = useState(false);
  const url = evidenceUrl(file.sha256);
  switch (file.preview) {
    case 'pdf':
      return <PdfPages url={url} width={width} />;
    case 'image':
      return broken ? (
        <p className="muted">图片无法显示，可能已损坏。</p>
      ) : (
        <img
          className="evidence-image"
          src={url}
          alt={file.name}
          style={{ maxWidth: width }}
          onError={() => setBroken(true)}
        />
      );
    case 'text':
      return <TextPreview url={url} />;
    case 'none':
      return <p className="muted">这种文件不能在此预览，已原样保存。</p>;
    default:
      return file.preview satisfies never;
  }
}
