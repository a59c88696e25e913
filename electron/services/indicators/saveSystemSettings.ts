import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import { settingsInvalid, versionTaken } from '@shared/errors/indicators';
import type { Request, Response } from '@shared/ipc/contract';
import { checkSystem } from '@shared/tables/ruleChecks';
import { formatSettings } from '@shared/tables/settingsText';
import { assertMay } from '../access/assertMay';
import { findVersion, updateSystemHead } from '../../database/systemRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { requireDraft, requireSystem, systemSubject, toView } from './draft';

/**
 * Changes name, version and settings of a draft.
 *
 * @throws {AppError} INDICATOR_SYSTEM_PUBLISHED, VERSION_TAKEN, SETTINGS_INVALID, SYSTEM_NOT_FOUND
 */
export async function saveSystemSettings(
  workspace: Workspace,
  { systemId, title, version, settings }: Request<'indicators:saveSettings'>,
): Promise<Response<'indicators:saveSettings'>> {
  assertMay(workspace, 'manageSystem');
  const { system, systemKey, summary } = await requireDraft(workspace, systemId);
  const head = { title: title.trim(), version: version.trim(), settings };
  if (head.title === '') throw settingsInvalid({ message: '名称是空的', remedy: '请填写指标体系的名称。' });
  if (head.version === '') throw settingsInvalid({ message: '版本是空的', remedy: '请填写版本名。' });
  const wrong = checkSystem({ ...system, ...head, items: [] }).find(({ severity }) => severity === 'error');
  if (wrong) throw settingsInvalid(wrong, { field: wrong.column });
  await inTransaction(workspace, async (trx, _now, audit) => {
    const twin = await findVersion(trx, systemKey, head.version);
    if (twin !== undefined && twin !== systemId) throw versionTaken({ version: head.version });
    await updateSystemHead(trx, systemId, head);
    await audit({
      action: 'system.saveSettings',
      subject: systemSubject(summary),
      before: auditedSettings(system),
      after: auditedSettings({ ...system, ...head }),
    });
  });
  forgetAssessment(workspace);
  return toView(await requireSystem(workspace, systemId));
}

/** What the trail keeps of them: sheet 设置 as people read it. */
function auditedSettings(system: Omit<IndicatorSystem, 'items'>): Readonly<Record<string, string>> {
  return Object.fromEntries(formatSettings(system).map(({ name, value }) => [name, value]));
}
