import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import config from '../../../electron.vite.config';

/** What only screens bring with them, each its own: calendars, trees, charts, the preview of evidence. */
const OF_LATER =
  /node_modules\/(@rc-component\/(picker\/es\/(?!locale)|tree|upload|cascader)|echarts|pdfjs-dist)/;

const nameOf = ({ fileName }: Rolldown.OutputChunk): string => fileName;

async function bundle(): Promise<readonly Rolldown.OutputChunk[]> {
  const { renderer } = config as { renderer: { root: string; build: object } };
  const built = await build({
    ...renderer,
    configFile: false,
    logLevel: 'silent',
    build: { ...renderer.build, minify: false, write: false },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output.filter((each) => each.type === 'chunk');
}

/** A chunk and all it cannot run without. */
function withImports(
  chunks: ReadonlyMap<string, Rolldown.OutputChunk>,
  name: string,
  found: Map<string, Rolldown.OutputChunk> = new Map(),
): ReadonlyMap<string, Rolldown.OutputChunk> {
  const chunk = chunks.get(name);
  if (!chunk || found.has(name)) return found;
  found.set(name, chunk);
  for (const each of chunk.imports) withImports(chunks, each, found);
  return found;
}

describe('the page as it is bundled', () => {
  it('loads with a start only what the frame needs, each module as the ES module it is', async () => {
    const chunks = new Map((await bundle()).map((chunk) => [chunk.fileName, chunk]));
    const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
    const first = [...withImports(chunks, entry?.fileName ?? '').values()];
    // One CommonJS module that imports antd makes the bundler wrap all of it, keep all of it and run all of it at once.
    expect([...chunks.values()].filter(({ code }) => code.includes('__esmMin(')).map(nameOf)).toEqual([]);
    const modules = first.flatMap(({ moduleIds }) => moduleIds.filter((id) => OF_LATER.test(id)));
    expect(modules).toEqual([]);
  }, 120_000);
});
