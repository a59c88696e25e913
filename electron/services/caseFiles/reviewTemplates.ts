import { basename } from 'node:path';
import type { Kysely } from 'kysely';
import type { ReviewTemplate } from '@shared/caseFiles/reviewTemplate';
import { caseTemplateMissing, caseTemplateVersionTaken } from '@shared/errors/caseFile';
import type { ReviewTemplatePreview, ReviewTemplateView } from '@shared/ipc/practice/caseFile';
import {
  activateTemplate,
  findActiveTemplate,
  findTemplate,
  insertTemplate,
  listTemplates,
  type StoredTemplate,
} from '../../database/caseReviewRepository';
import type { Schema } from '../../database/schema';
import { readReviewTemplate, writeReviewTemplate } from '../../workbook/reviewTemplateWorkbook';
import { assertMay } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { readShippedTemplates } from './shippedTemplates';
import { typesInOrder } from './typesInOrder';

/** Every review standard: those of the workspace, and the shipped ones of types it has none for. */
export async function listReviewTemplates(workspace: Workspace): Promise<readonly ReviewTemplateView[]> {
  const stored = await listTemplates(workspace.reader);
  const known = new Set(stored.map(({ type }) => type));
  const shipped = (await readShippedTemplates())
    .filter(({ type }) => !known.has(type))
    .map((template) => ({ ...template, id: null, active: true, at: '' }));
  const all: ReviewTemplateView[] = [...stored, ...shipped];
  return typesInOrder(all.map(({ type }) => type)).flatMap((type) => all.filter((one) => one.type === type));
}

/** Reads a review standard and says what is wrong with it; stores nothing. */
export async function previewReviewTemplate(
  path: string,
  signal?: AbortSignal,
): Promise<Omit<ReviewTemplatePreview, 'previewId'>> {
  const { template, problems } = await readReviewTemplate(path, signal);
  return { fileName: basename(path), template, problems, blocked: template === null };
}

/**
 * Stores a standard as the one new reviews of its type are made by; reviews that have begun keep theirs. The same one
 * again changes nothing.
 *
 * @throws {AppError} NOT_PERMITTED, CASE_TEMPLATE_VERSION_TAKEN where that version has other content.
 */
export async function importReviewTemplate(
  workspace: Workspace,
  template: ReviewTemplate,
): Promise<readonly ReviewTemplateView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  await inTransaction(workspace, async (trx, now, audit) => {
    const { type, version, name } = template;
    const stored = (await listTemplates(trx)).find((one) => one.type === type && one.version === version);
    if (stored && !isSame(stored, template)) throw caseTemplateVersionTaken({ type, version });
    if (stored?.active) return;
    if (stored) await activateTemplate(trx, stored);
    else await insertTemplate(trx, template, now);
    await audit({
      action: 'caseTemplate.import',
      subject: `${type} · ${name} ${version}`,
      after: { gateCount: template.gates.length, deductionCount: template.deductions.length },
    });
  });
  return listReviewTemplates(workspace);
}

const isSame = (stored: StoredTemplate, template: ReviewTemplate): boolean =>
  contentOf(stored) === contentOf(template);

const contentOf = ({ gates, deductions, official }: ReviewTemplate): string =>
  JSON.stringify([
    official,
    gates.map(({ code, text, basis }) => [code, text, basis]),
    deductions.map(({ code, stage, text, points, maxPoints, basis }) => [
      ...[code, stage, text, points, maxPoints, basis],
    ]),
  ]);

/** Makes a stored standard the one new reviews of its type are made by. */
export async function useReviewTemplate(
  workspace: Workspace,
  templateId: number,
): Promise<readonly ReviewTemplateView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const template = await findTemplate(trx, templateId);
    if (!template) throw caseTemplateMissing({ type: '' });
    await activateTemplate(trx, template);
    await audit({
      action: 'caseTemplate.use',
      subject: `${template.type} · ${template.name} ${template.version}`,
      after: { version: template.version },
    });
  });
  return listReviewTemplates(workspace);
}

/** Writes a standard as a workbook that imports unchanged. @throws {AppError} CASE_TEMPLATE_MISSING */
export async function exportReviewTemplate(
  workspace: Workspace,
  { type, version }: { readonly type: string; readonly version?: string },
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const template = (await listReviewTemplates(workspace)).find(
    (one) => one.type === type && (version === undefined ? one.active : one.version === version),
  );
  if (!template) throw caseTemplateMissing({ type });
  await writeReviewTemplate(template, path, signal);
}

/**
 * The id of the standard new reviews of a type are made by; a shipped one is stored when it is first used.
 *
 * @throws {AppError} CASE_TEMPLATE_MISSING
 */
export async function requireTemplateId(trx: Kysely<Schema>, type: string, now: string): Promise<number> {
  const stored = await findActiveTemplate(trx, type);
  if (stored !== undefined) return stored;
  const shipped = (await readShippedTemplates()).find((one) => one.type === type);
  if (!shipped) throw caseTemplateMissing({ type });
  return insertTemplate(trx, shipped, now);
}
