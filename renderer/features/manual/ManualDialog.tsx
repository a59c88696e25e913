import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal, Spin } from 'antd';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice';
import { searchWords } from '../../components/tableFilter';
import { useCall } from '../../shell/useCall';
import { ManualBlocks } from './ManualBlocks';
import { findSections, readSections, type ManualSection } from './manualText';
import { useFoundWords } from './useFoundWords';
import './manual.css';

const NO_SECTIONS: readonly ManualSection[] = [];
const headingId = (anchor: string): string => `manual-${anchor}`;

/** 「用户手册」: headings and search at the left, the text with its pictures at the right. */
export default function ManualDialog({ onClose }: { readonly onClose: () => void }) {
  const manual = useCall('manual:read', {});
  const sections = useMemo(() => (manual.data ? readSections(manual.data) : NO_SECTIONS), [manual.data]);
  return (
    <Modal
      open
      title="用户手册"
      onCancel={onClose}
      footer={null}
      width={1180}
      style={{ top: 16 }}
      className="manual-dialog"
    >
      <ErrorNotice error={manual.error} onRetry={manual.reload} />
      {!manual.data && manual.error === undefined && <Spin className="screen-spin" />}
      {sections.length > 0 && <Manual sections={sections} />}
    </Modal>
  );
}

function Manual({ sections }: { readonly sections: readonly ManualSection[] }) {
  const [query, setQuery] = useState('');
  const text = useRef<HTMLElement>(null);
  const words = useMemo(() => searchWords(query), [query]);
  const found = useMemo(() => findSections(sections, words), [sections, words]);
  useFoundWords(text, words);
  const goTo = useCallback((anchor: string) => {
    const heading = document.getElementById(headingId(anchor));
    heading?.scrollIntoView();
    // Reading and the arrow keys go on from there.
    heading?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="manual">
      <nav aria-label="目录" className="manual-contents">
        <Input
          type="search"
          autoFocus
          prefix={<SearchOutlined aria-hidden />}
          placeholder="查找"
          aria-label="在手册中查找"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onPressEnter={() => found[0] && goTo(found[0].anchor)}
        />
        <p className="muted" role="status">
          {words.length === 0 ? '' : found.length === 0 ? '没有找到' : `${found.length} 节里有`}
        </p>
        <ul>
          {found.map(({ anchor, title, depth }) => (
            <li key={anchor} className={`manual-depth-${depth}`}>
              <button type="button" className="manual-link" onClick={() => goTo(anchor)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <article ref={text} tabIndex={0} aria-label="手册正文" className="manual-text">
        <ManualText sections={sections} onGoTo={goTo} />
      </article>
    </div>
  );
}

const HEADINGS = { 1: 'h2', 2: 'h3' } as const;

/** The whole text: kept while a person types into the search. */
const ManualText = memo(function ManualText({
  sections,
  onGoTo,
}: {
  readonly sections: readonly ManualSection[];
  readonly onGoTo: (anchor: string) => void;
}) {
  return sections.map(({ anchor, title, depth, blocks }) => {
    // The dialog's own title stands above them.
    const Heading = HEADINGS[depth as keyof typeof HEADINGS] ?? 'h4';
    return (
      <section key={anchor}>
        <Heading id={headingId(anchor)} tabIndex={-1}>
          {title}
        </Heading>
        <ManualBlocks tokens={blocks} onGoTo={onGoTo} />
      </section>
    );
  });
});
