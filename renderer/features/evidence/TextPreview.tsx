import { useEffect, useState } from 'react';

/** More than this is no preview. */
const SHOWN_CHARACTERS = 20_000;

/** Plain text as text: never as a page, never run. */
export function TextPreview({ url }: { readonly url: string }) {
  const [text, setText] = useState('正在读取');
  useEffect(() => {
    let gone = false;
    fetch(url)
      .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(String(answer.status)))))
      .then(decodeText)
      .then(
        (content) => !gone && setText(content.slice(0, SHOWN_CHARACTERS)),
        () => !gone && setText('文件无法读取，可能已损坏。请在“系统管理”中校验。'),
      );
    return () => {
      gone = true;
    };
  }, [url]);
  return <pre className="evidence-text">{text}</pre>;
}

/** UTF-8 where it is valid, else GB18030, which older Windows programs write. */
export function decodeText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
