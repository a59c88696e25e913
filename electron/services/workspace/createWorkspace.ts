import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import type { Actor } from '@shared/domain/role';
import type { Unit } from '@shared/domain/unit';
import { NOBODY } from '@shared/domain/role';
import { findOpenOffice } from '../../database/accountRepository';
import { FORMAT_VERSION, migrateToLatest } from '../../database/migrate';
import { openWriter } from '../../database/openDatabase';
import { keepRowJournal } from '../../database/rowJournal';
import { systemRows } from '../../database/rowPins';
import { insertSystem } from '../../database/systemRepository';
import { insertUnits } from '../../database/unitRepository';
import { appendAudit } from '../audit/appendAudit';
import { writeFirstAdmin, type FirstAdmin } from '../account/firstAdmin';
import { datedSystem } from '../indicators/datedSystem';
import { buildFolderAside } from './folderAside';
import { writeManifest } from './manifest';
import { writeMeta } from './meta';
import { openWorkspace } from './openWorkspace';
import type { Workspace } from './workspace';
import { workspacePaths, type WorkspacePaths } from './workspacePaths';

export interface NewWorkspace {
  /** Must not exist yet, or be empty. */
  readonly folder: string;
  readonly year: number;
  readonly system: IndicatorSystem;
  readonly groups: readonly { readonly name: string; readonly note: string }[];
  readonly units: readonly Unit[];
  readonly name?: string;
  readonly person?: string;
  /** Left out: the office without a password. */
  readonly admin?: FirstAdmin;
  readonly clock?: () => Date;
  /** Fills the new workspace before anybody sees it; if it fails, there is no workspace. */
  readonly fill?: (workspace: Workspace) => Promise<void>;
}

/**
 * Makes a workspace with one cycle, and opens it. It is built in a folder beside the wanted one and renamed into
 * place: after a failure or a crash there is no half-made workspace.
 *
 * The indicator system is stored published: the cycle scores by a frozen version.
 *
 * @throws {AppError} FOLDER_NOT_EMPTY, FOLDER_IS_FILE, FOLDER_READ_ONLY, DISK_FULL.
 */
export async function createWorkspace(wanted: NewWorkspace): Promise<Workspace> {
  const target = resolve(wanted.folder);
  const actor = await buildFolderAside(target, 'new', (aside) => build(workspacePaths(aside), wanted));
  // Whoever made it works in it, without signing in to what was typed a moment ago.
  return openWorkspace(target, { person: wanted.person, clock: wanted.clock, actor });
}

/** @returns the administrator named in `wanted`, if any. */
async function build(paths: WorkspacePaths, wanted: NewWorkspace): Promise<Actor | undefined> {
  const clock = wanted.clock ?? (() => new Date());
  const now = clock().toISOString();
  const id = randomUUID();
  const name = wanted.name ?? `${wanted.year}年度法治政府建设考评库`;
  await mkdir(paths.evidenceTemporary, { recursive: true });
  await mkdir(paths.backups);
  const db = await openWriter(paths.database);
  let actor: Actor | undefined;
  try {
    await migrateToLatest(db);
    await keepRowJournal(db);
    actor = await db.transaction().execute(async (trx) => {
      const systemId = await insertSystem(trx, datedSystem(wanted.system, wanted.year), 'published', now);
      const cycle = await trx
        .insertInto('cycle')
        .values({
          uid: randomUUID(),
          year: wanted.year,
          name: `${wanted.year}年度法治政府建设考评`,
          system_id: systemId,
          created_at: now,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await insertUnits(trx, cycle.id, wanted.groups, wanted.units);
      for (const [key, value] of Object.entries({ id, name, seat: 'office', created: now, session: '' })) {
        await writeMeta(trx, key as 'id', value);
      }
      const office = (await findOpenOffice(trx)) ?? NOBODY;
      const { title, version } = wanted.system;
      const after = { year: wanted.year, system: `${title} ${version}`, unitCount: wanted.units.length };
      const maker = { ...office, name: wanted.person ?? (wanted.admin?.name || office.name) };
      await appendAudit(
        trx,
        maker,
        [
          {
            action: 'workspace.create',
            subject: name,
            after,
            pins: await systemRows(trx, systemId),
          },
        ],
        now,
      );
      return wanted.admin && writeFirstAdmin(trx, wanted.admin, now);
    });
  } finally {
    await db.destroy();
  }
  await writeManifest(paths, {
    format: 'faheng-workspace',
    formatVersion: FORMAT_VERSION,
    id,
    name,
    created: now,
  });
  if (wanted.fill) {
    const workspace = await openWorkspace(paths.folder, { person: wanted.person, clock, actor });
    await wanted.fill(workspace).finally(() => workspace.close());
  }
  return actor;
}
