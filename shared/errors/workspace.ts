import { defineError, keptUntouched } from './appError';

interface Folder {
  /** Absolute path as the person knows it. */
  readonly folder: string;
}

const NOTHING_CREATED = '没有创建任何文件；文件夹里原有的内容没有改动。';

export const workspaceFolderMissing = defineError<Folder>('WORKSPACE_FOLDER_MISSING', ({ folder }) => ({
  what: `文件夹“${folder}”不存在。`,
  kept: keptUntouched,
  todo: '请检查位置是否写对；考评库在 U 盘或移动硬盘上的，请确认已插好。',
}));

export const notAWorkspace = defineError<Folder>('NOT_A_WORKSPACE', ({ folder }) => ({
  what: `“${folder}”不是考评库：里面没有“考评库.faheng”。`,
  kept: '这个文件夹没有任何改动。',
  todo: '请选择考评库所在的文件夹（里面有“考评库.faheng”和“faheng.db”）；要新建考评库，请用“新建考评库”。',
}));

export const workspaceManifestDamaged = defineError<Folder>('WORKSPACE_MANIFEST_DAMAGED', ({ folder }) => ({
  what: `“${folder}”里的“考评库.faheng”读不出来，或不是本软件的考评库说明文件。`,
  kept: '数据库和佐证材料没有任何改动。',
  todo: '请从备份还原考评库，或把“考评库.faheng”从备份里复制回来。',
}));

export const workspaceTooNew = defineError<{ readonly found: number; readonly supported: number }>(
  'WORKSPACE_TOO_NEW',
  ({ found, supported }) => ({
    what: `这个考评库由更新版本的软件建立（格式 ${found}，本软件最高支持格式 ${supported}）。`,
    kept: keptUntouched,
    todo: '请安装新版本的法衡后再打开。',
  }),
);

export const workspaceNeedsUpgrade = defineError<Folder>('WORKSPACE_NEEDS_UPGRADE', ({ folder }) => ({
  what: `考评库“${folder}”是旧格式，打开前需要升级，但现在不能写入。`,
  kept: keptUntouched,
  todo: '请关闭正在使用它的其他窗口，或把考评库复制到可以写入的位置，再打开一次。',
}));

export const workspaceNotClosed = defineError<Folder>('WORKSPACE_NOT_CLOSED', ({ folder }) => ({
  what: `考评库“${folder}”上次没有正常关闭，还有内容在日志文件里；它所在的位置不能写入，现在打不开。`,
  kept: '已保存的内容都在数据库和日志文件里，没有任何改动。',
  todo: '请把整个考评库文件夹复制到可以写入的位置，再打开复制的那一份。',
}));

export const workspaceLocked = defineError<Folder>('WORKSPACE_LOCKED', ({ folder }) => ({
  what: `考评库“${folder}”正在另一个窗口或另一台电脑上使用，不能同时写入。`,
  kept: keptUntouched,
  todo: '请先关闭另一个窗口，再试一次；只是查看的话，可以只读打开。',
}));

export const workspaceReadOnly = defineError<{ readonly reason: string }>(
  'WORKSPACE_READ_ONLY',
  ({ reason }) => ({
    what: reason || '考评库现在是只读的，不能保存改动。',
    kept: '已经保存的内容都在；刚才的改动没有保存。',
    todo: '请关闭占用它的其他窗口，或把考评库复制到可以写入的位置，再打开一次。',
  }),
);

export const folderNotEmpty = defineError<Folder>('FOLDER_NOT_EMPTY', ({ folder }) => ({
  what: `文件夹“${folder}”里已经有文件。`,
  kept: NOTHING_CREATED,
  todo: '请选择一个空文件夹，或新建一个文件夹。',
}));

export const folderIsFile = defineError<Folder>('FOLDER_IS_FILE', ({ folder }) => ({
  what: `“${folder}”是一个文件，不是文件夹。`,
  kept: NOTHING_CREATED,
  todo: '请换一个文件夹名。',
}));

export const folderReadOnly = defineError<Folder>('FOLDER_READ_ONLY', ({ folder }) => ({
  what: `“${folder}”不能写入：文件夹是只读的，或没有写入权限。`,
  kept: '已经保存的内容都在，没有写出不完整的文件。',
  todo: '请另选一个可以写入的文件夹，或向管理员索取写入权限。',
}));

export const diskFull = defineError<void>('DISK_FULL', () => ({
  what: '磁盘空间不够，刚才的内容没有保存。',
  kept: '上一次保存的内容完好，没有留下不完整的文件。',
  todo: '请腾出磁盘空间（或换一个磁盘），再试一次。',
}));

export const diskFailed = defineError<void>('DISK_FAILED', () => ({
  what: '读写磁盘时出错：磁盘或 U 盘可能已断开。',
  kept: '上一次保存的内容没有改动。',
  todo: '请检查磁盘或 U 盘是否还在，重新插好后再试一次。',
}));

export const workspaceBusy = defineError<void>('WORKSPACE_BUSY', () => ({
  what: '考评库正被另一个程序占用，等了几秒仍不能写入。',
  kept: keptUntouched,
  todo: '请稍等片刻再试；如有同步盘、杀毒软件正在扫描这个文件夹，请等它结束。',
}));

export const workspaceDamaged = defineError<
  Folder & { readonly detail: string; readonly backups: readonly string[] }
>('WORKSPACE_DAMAGED', ({ folder, detail, backups }) => ({
  what: `考评库“${folder}”的数据库已损坏（${detail}）。常见原因是放在网络盘或同步盘上、复制时没有关闭软件、U 盘直接拔出。`,
  kept: '损坏的文件原样保留，没有改动；佐证材料不受影响。',
  todo:
    backups.length > 0
      ? `请从自动备份还原。考评库的 backups 文件夹里有：${backups.slice(0, 5).join('、')}。`
      : '考评库的 backups 文件夹里没有自动备份；请找出以前导出的备份文件，用“还原”建立新的考评库。',
}));

export const databaseMissing = defineError<Folder & { readonly backups: readonly string[] }>(
  'DATABASE_MISSING',
  ({ folder, backups }) => ({
    what: `考评库“${folder}”里没有数据库文件 faheng.db。`,
    kept: '其余文件没有任何改动。',
    todo:
      backups.length > 0
        ? `请从自动备份还原。考评库的 backups 文件夹里有：${backups.slice(0, 5).join('、')}。`
        : '请确认考评库是否复制完整；否则请用以前导出的备份文件还原。',
  }),
);

/** Guards of the database itself: reached only when a check before it was passed by. */
export const refusedByDatabase: Readonly<Record<string, ReturnType<typeof defineError<void>>>> = {
  LAW_WEIGHT_BELOW_MINIMUM: defineError<void>('LAW_WEIGHT_BELOW_10', () => ({
    what: '法治建设在综合考核中的分值权重低于 10%，数据库拒绝保存。',
    kept: keptUntouched,
    todo: '请把标为“法治”的组成部分的权重提高到总分的 10% 以上（含 10%）。',
  })),
  WEIGHTS_NOT_WHOLE: defineError<void>('WEIGHTS_NOT_100', () => ({
    what: '综合考核各组成部分的权重合计不是 100 或 1000，数据库拒绝保存。',
    kept: keptUntouched,
    todo: '请调整权重，使合计恰好是 100（或 1000）。',
  })),
  INDICATOR_SYSTEM_PUBLISHED: defineError<void>('INDICATOR_SYSTEM_PUBLISHED', () => ({
    what: '这个版本的指标体系已经发布，不能再改。',
    kept: keptUntouched,
    todo: '请以它为基础新建一个版本，在新版本里修改。',
  })),
};

export const backupDamaged = defineError<{ readonly name: string; readonly detail: string }>(
  'BACKUP_DAMAGED',
  ({ name, detail }) => ({
    what: `备份文件“${name}”已损坏或被改动：${detail}。`,
    kept: '没有还原任何内容。',
    todo: '请换一个备份文件，或从原来的位置重新复制一份。',
  }),
);

export const notABackup = defineError<{ readonly name: string }>('NOT_A_BACKUP', ({ name }) => ({
  what: `“${name}”不是法衡的备份文件。`,
  kept: '没有还原任何内容。',
  todo: '请选择用“备份”导出的 .zip 文件。',
}));

export const backupTooNew = defineError<{ readonly name: string }>('BACKUP_TOO_NEW', ({ name }) => ({
  what: `备份文件“${name}”由更新版本的软件建立。`,
  kept: '没有还原任何内容。',
  todo: '请安装新版本的法衡后再还原。',
}));

export const backupNotReadable = defineError<{ readonly name: string }>('BACKUP_NOT_FOUND', ({ name }) => ({
  what: `备份文件“${name}”不存在或读不出来。`,
  kept: '没有还原任何内容。',
  todo: '请检查文件位置；在 U 盘上的，请确认 U 盘已插好。',
}));

export const cancelled = defineError<void>('CANCELLED', () => ({
  what: '已取消。',
  kept: '没有留下不完整的文件，考评库没有改动。',
  todo: '需要时再做一次即可。',
}));
