import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkspaceSlot, isSameFolder } from '@electron/shell/workspaceSlot';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { recordScore } from '@electron/services/scores/recordScore';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';

async function aWorkspace(): Promise<Workspace> {
  return createWorkspace({
    folder: join(await tempFolder(), '考评库'),
    year: 2020,
    system: aSmallSystem(),
    groups: SMALL_GROUPS,
    units: [aUnit('A01')],
  });
}

async function aSlotWith(workspace: Workspace): Promise<WorkspaceSlot> {
  const slot = new WorkspaceSlot();
  slot.start(Promise.resolve(workspace));
  return slot;
}

/** As the page does it: whatever is open when the call comes in. */
async function typeReason(slot: WorkspaceSlot, reason: string): Promise<void> {
  await slot.during(async () => {
    const workspace = await slot.current();
    if (!workspace) throw new Error('nothing is open');
    const { units, items } = await loadAssessment(workspace);
    const entry = { inputs: [], points: '', notApplicable: false, reason };
    await recordScore(workspace, { unitId: units[0]!.id, itemId: items[0]!.id, entry, editId: 'visit' });
  });
}

async function reasonIn(folder: string): Promise<string | undefined> {
  const workspace = await openWorkspace(folder, { readOnly: true });
  const row = await workspace.db.selectFrom('score').select('reason').executeTakeFirst();
  await workspace.close();
  return row?.reason;
}

describe('the open workspace', () => {
  it('stays open until every call that works in it has ended, also at the end of the program', async () => {
    const workspace = await aWorkspace();
    const slot = await aSlotWith(workspace);
    const evidence = slot.during(async () => {
      const { units, items } = await loadAssessment(workspace);
      const path = await fileOf(
        await tempFolder(),
        '方案.pdf',
        Buffer.concat([aPdf(), Buffer.alloc(5_000_000, 32)]),
      );
      return addEvidence(workspace, { unitId: units[0]!.id, itemId: items[0]!.id, paths: [path] });
    });
    const typing = Array.from({ length: 50 }, (_, index) => typeReason(slot, `第${index}次`));
    const ended = slot.end();
    await Promise.all(typing);
    expect((await evidence).refused).toEqual([]);
    await ended;
    expect(await reasonIn(workspace.folder)).toBe('第49次');
    const again = await openWorkspace(workspace.folder);
    expect(again.readOnly).toBe(false);
    await again.close();
  });

  it('takes what is typed until the page shows another one, and never writes it into that one', async () => {
    const old = await aWorkspace();
    const other = await aWorkspace();
    const slot = await aSlotWith(old);
    await slot.exchange(
      async () => other,
      async () => {
        await typeReason(slot, '旧库里最后一次输入');
      },
    );
    expect(await reasonIn(old.folder)).toBe('旧库里最后一次输入');
    expect(await reasonIn(other.folder)).toBeUndefined();
    await typeReason(slot, '新库');
    expect(await reasonIn(other.folder)).toBe('新库');
    await slot.end();
  });

  it('is exchanged one at a time: two openings at once end with one that can be written', async () => {
    const workspace = await aWorkspace();
    const { folder } = workspace;
    await workspace.close();
    const slot = new WorkspaceSlot();
    const openIt = () =>
      slot.exchange(
        async (before) =>
          before && (await isSameFolder(before.folder, folder)) ? before : openWorkspace(folder),
        async () => undefined,
      );
    await Promise.all([openIt(), openIt()]);
    expect((await slot.current())?.readOnly).toBe(false);
    await slot.end();
  });

  it('stays when the other one does not open or cannot be shown, and that one is closed', async () => {
    const old = await aWorkspace();
    const other = await aWorkspace();
    const slot = await aSlotWith(old);
    const noFolder = slot.exchange(
      () => openWorkspace(join(old.folder, '没有')),
      async () => undefined,
    );
    await expect(noFolder).rejects.toThrow('不存在');
    const notShown = slot.exchange(
      async () => other,
      () => Promise.reject(new Error('no page')),
    );
    await expect(notShown).rejects.toThrow('no page');
    expect(await slot.current()).toBe(old);
    await typeReason(slot, '还在');
    const again = await openWorkspace(other.folder);
    expect(again.readOnly).toBe(false);
    await again.close();
    await slot.end();
  });
});

describe('isSameFolder', () => {
  it('sees through links and slashes', async () => {
    const folder = await tempFolder();
    const link = join(await tempFolder(), 'link');
    await symlink(folder, link);
    expect(await isSameFolder(folder, `${folder}/`)).toBe(true);
    expect(await isSameFolder(folder, link)).toBe(true);
    expect(await isSameFolder(folder, await tempFolder())).toBe(false);
    expect(await isSameFolder(folder, join(folder, '没有'))).toBe(false);
  });
});
