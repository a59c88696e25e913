import type { Workspace } from './workspace/workspace';

/** What a screen asked to be remembered in this workspace (column widths, last unit …); null where nothing was. */
export async function getUiState(workspace: Workspace, key: string): Promise<unknown> {
  const row = await workspace.db
    .selectFrom('ui_state')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row ? (JSON.parse(row.value) as unknown) : null;
}

/** Remembers it. In a workspace open for reading only nothing is remembered, and nobody needs to be told. */
export async function setUiState(workspace: Workspace, key: string, value: unknown): Promise<void> {
  if (workspace.readOnly) return;
  const text = JSON.stringify(value ?? null);
  await workspace.db
    .insertInto('ui_state')
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute();
}
