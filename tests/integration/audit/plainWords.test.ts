import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { createDemoWorkspace } from '@electron/services/demo/createDemoWorkspace';
import { listAudit } from '@electron/services/audit/listAudit';
import { EVERY_ENTRY } from '@shared/ipc/practice/audit';
import { tempFolder } from '../../helpers/tempFolder';

it('probe', async () => {
  const w = await createDemoWorkspace(join(await tempFolder(), '一'));
  const { entries } = await listAudit(w, EVERY_ENTRY, null, 100000);
  writeFileSync('/tmp/fixS/demo.txt', entries.flatMap((e) => e.changes.map((c) => `${e.action} | ${c.field} | ${c.before} | ${c.after}`)).join('\n'));
  await w.close();
});
