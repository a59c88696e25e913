import { Fragment, type ReactNode } from 'react';
import type { Token, Tokens } from 'marked';
import { pictureUrl } from './manualText';

interface BlocksProps {
  readonly tokens: readonly Token[] | undefined;
  /** Goes to a heading of the manual. */
  readonly onGoTo: (anchor: string) => void;
}

/**
 * What the manual says, as elements. Only what it uses is drawn; anything else, such as HTML, stands there as the text
 * it is, so that nothing in the file can run.
 */
export function ManualBlocks({ tokens, onGoTo }: BlocksProps) {
  return (tokens ?? []).map((token, at) => (
    <Fragment key={at}>
      {draw(
        token,
        (inner) => (
          <ManualBlocks tokens={inner} onGoTo={onGoTo} />
        ),
        onGoTo,
      )}
    </Fragment>
  ));
}

type Inside = (tokens: readonly Token[] | undefined) => ReactNode;

function draw(token: Token, inside: Inside, onGoTo: (anchor: string) => void): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'paragraph':
      return <p>{inside(token.tokens)}</p>;
    case 'strong':
      return <strong>{inside(token.tokens)}</strong>;
    case 'em':
      return <em>{inside(token.tokens)}</em>;
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>;
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case 'br':
      return <br />;
    case 'blockquote':
      return <blockquote>{inside(token.tokens)}</blockquote>;
    case 'list':
      return drawList(token as Tokens.List, inside);
    case 'table':
      return drawTable(token as Tokens.Table, inside);
    case 'image':
      return drawPicture(token as Tokens.Image);
    case 'link':
      return drawLink(token as Tokens.Link, inside, onGoTo);
    case 'text':
      return token.tokens ? inside(token.tokens) : (token as Tokens.Text).text;
    case 'escape':
      return (token as Tokens.Escape).text;
    default:
      return token.raw;
  }
}

function drawList({ ordered, start, items }: Tokens.List, inside: Inside): ReactNode {
  const lines = items.map((item, at) => <li key={at}>{inside(item.tokens)}</li>);
  return ordered ? <ol start={start === '' ? 1 : start}>{lines}</ol> : <ul>{lines}</ul>;
}

function drawTable({ header, rows }: Tokens.Table, inside: Inside): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, at) => (
            <th key={at} scope="col">
              {inside(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, at) => (
              <td key={at}>{inside(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function drawPicture({ href, text }: Tokens.Image): ReactNode {
  const url = pictureUrl(href);
  return url === null ? text : <img src={url} alt={text} loading="lazy" />;
}

/** Only places in the manual are gone to: there is no network, and no other page. */
function drawLink(
  { href, tokens }: Tokens.Link,
  inside: Inside,
  onGoTo: (anchor: string) => void,
): ReactNode {
  if (!href.startsWith('#')) return inside(tokens);
  const anchor = decodeURIComponent(href.slice(1));
  return (
    <button type="button" className="manual-link" onClick={() => onGoTo(anchor)}>
      {inside(tokens)}
    </button>
  );
}
