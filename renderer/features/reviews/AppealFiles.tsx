import type { ChosenFile, EvidenceView } from '@shared/ipc/views';
import { call } from '../../api';
import { FileBox } from '../../components/FileBox';

/** New evidence of an appeal: it becomes evidence of the item, and is named by the appeal. */
export function AppealFiles({
  place,
  files,
  onFiles,
}: {
  readonly place: { readonly unitId: number; readonly itemId: number };
  readonly files: readonly EvidenceView[];
  readonly onFiles: (files: readonly EvidenceView[]) => void;
}) {
  const add = async (chosen: readonly ChosenFile[]) => {
    const tokens = chosen.map(({ token }) => token);
    const { added, refused } = await call('evidence:add', { ...place, files: tokens });
    const known = new Set(files.map(({ id }) => id));
    onFiles([...files, ...added.filter(({ id }) => !known.has(id))]);
    return refused;
  };
  return (
    <FileBox
      label="补充材料"
      heading={<span>补充材料（{files.length}）</span>}
      addText="添加补充材料"
      hint={files.length === 0 ? '把文件拖到这里，或点“添加补充材料”；材料同时附在这项指标下。' : undefined}
      add={add}
    >
      <ul className="review-list">
        {files.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </FileBox>
  );
}
