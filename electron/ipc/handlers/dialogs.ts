import {
  dialog,
  type BrowserWindow,
  type FileFilter,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

const WORKBOOKS: FileFilter[] = [
  { name: 'Excel 工作簿', extensions: ['xlsx'] },
  { name: '所有文件', extensions: ['*'] },
];
const TABLES: FileFilter[] = [
  { name: '指标表', extensions: ['xlsx', 'json'] },
  { name: '所有文件', extensions: ['*'] },
];
const BACKUPS: FileFilter[] = [{ name: '考评库备份', extensions: ['zip'] }];
const ZIPS: FileFilter[] = [{ name: '压缩包', extensions: ['zip'] }];
/** Volumes end in .001, .002 … */
const PACKAGES: FileFilter[] = [
  {
    name: '数据包和自评表',
    extensions: ['fhpkg', 'xlsx', ...Array.from({ length: 99 }, (_, i) => String(i + 1).padStart(3, '0'))],
  },
  { name: '所有文件', extensions: ['*'] },
];
const SAVED: Record<'xlsx' | 'zip' | 'png' | 'fhpkg', FileFilter> = {
  xlsx: { name: 'Excel 工作簿', extensions: ['xlsx'] },
  zip: { name: '考评库备份', extensions: ['zip'] },
  png: { name: '图片', extensions: ['png'] },
  fhpkg: { name: '数据包', extensions: ['fhpkg'] },
};

const FILTERS = {
  evidence: undefined,
  backup: BACKUPS,
  indicators: TABLES,
  package: PACKAGES,
  materials: ZIPS,
};
const FOLDER_TITLES = {
  create: '选择新考评库的文件夹（空文件夹或新文件夹）',
  open: '选择考评库文件夹',
  packages: '选择放数据包的文件夹',
  materials: '选择材料所在的文件夹',
} as const;

/** File dialogs. They answer tokens, never paths. */
export function dialogHandlers(
  session: Session,
  window: () => BrowserWindow | null,
): Pick<Handlers, 'dialog:folder' | 'dialog:files' | 'dialog:save'> {
  return {
    'dialog:folder': async ({ purpose }) => {
      const [folder] = await openDialog(window(), {
        title: FOLDER_TITLES[purpose],
        properties: ['openDirectory', 'createDirectory'],
      });
      return folder === undefined ? null : session.files.add(folder, 'folder');
    },
    'dialog:files': async ({ purpose, multiple }) => {
      const filters = purpose in FILTERS ? FILTERS[purpose as keyof typeof FILTERS] : WORKBOOKS;
      const paths = await openDialog(window(), {
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
        ...(filters ? { filters } : {}),
      });
      return Promise.all(paths.map((path) => session.files.add(path, 'read')));
    },
    'dialog:save': async ({ suggestedName, extension }) => {
      const path = await saveDialog(window(), { defaultPath: suggestedName, filters: [SAVED[extension]] });
      if (path === null) return null;
      return session.files.add(
        path.toLowerCase().endsWith(`.${extension}`) ? path : `${path}.${extension}`,
        'write',
      );
    },
  };
}

// Called through the module so that tests can answer in the person's place.
async function openDialog(window: BrowserWindow | null, options: OpenDialogOptions): Promise<string[]> {
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.canceled ? [] : answer.filePaths;
}

async function saveDialog(window: BrowserWindow | null, options: SaveDialogOptions): Promise<string | null> {
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return answer.canceled || !answer.filePath ? null : answer.filePath;
}
