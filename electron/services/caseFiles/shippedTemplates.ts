import { readdir, readFile } from 'node:fs/promises';
import { readTemplateFile } from '@shared/caseFiles/readTemplateFile';
import type { ReviewTemplate } from '@shared/caseFiles/reviewTemplate';
import { resourcePath } from '../../resourcePaths';

let shipped: Promise<readonly ReviewTemplate[]> | null = null;

/** The review standards shipped as a sample; none of them is an official text. */
export function readShippedTemplates(): Promise<readonly ReviewTemplate[]> {
  return (shipped ??= readAll());
}

async function readAll(): Promise<readonly ReviewTemplate[]> {
  const folder = resourcePath('review-templates');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => readTemplateFile(JSON.parse(await readFile(`${folder}/${name}`, 'utf8')))),
  );
}
