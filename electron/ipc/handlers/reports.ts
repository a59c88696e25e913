import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { shell } from 'electron';
import { writeAside } from '../../workbook/writeAside';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type ReportCalls = Extract<
  keyof Handlers,
  `reports:${string}` | `jobs:${string}` | `images:${string}` | `tables:${string}`
>;

/** 报表导出, and the jobs it starts. */
export function reportHandlers(session: Session): Pick<Handlers, ReportCalls> {
  return {
    'reports:preview': async ({ kind, cycleId }) =>
      session.run('previewReport', { folder: (await session.workspace()).folder, kind, cycleId }),
    'reports:start': async ({ kind, target, cycleId }) => {
      const { folder } = await session.workspace();
      const path = session.files.path(target, 'write');
      return {
        jobId: session.startWithProgress('exportReport', { folder, kind, target: path, cycleId }, path),
      };
    },
    'jobs:cancel': async ({ jobId }) => {
      session.cancelJob(jobId);
      return null;
    },
    'jobs:reveal': async ({ jobId }) => {
      shell.showItemInFolder(session.jobTarget(jobId));
      return null;
    },
    'tables:export': async ({ target, ...table }) => {
      const path = session.files.path(target, 'write');
      await session.run('writeListTable', { ...table, target: path });
      return { fileName: basename(path) };
    },
    'images:save': async ({ target, bytes }) => {
      const path = session.files.path(target, 'write');
      await writeAside(path, (aside) => writeFile(aside, bytes));
      return { fileName: basename(path) };
    },
  };
}
