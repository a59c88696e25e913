import { Button, Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import type { PackOptionsView } from '@shared/ipc/practice/exchange';
import type { UnitView } from '@shared/ipc/views';
import { useCall } from '../../shell/useCall';
import { goesToUnits } from '@shared/exchange/packageWords';
import type { PackDraft } from './packDraft';

const VOLUMES = ['', '20M', '50M', '200M', '700M', '4G'];

/** Whom a package is for, what it is about, and how it is written. */
export function PackFields({
  draft,
  options,
  units,
  onChange,
}: {
  readonly draft: PackDraft;
  readonly options: PackOptionsView;
  readonly units: readonly UnitView[];
  readonly onChange: (draft: PackDraft) => void;
}) {
  const id = useId();
  const assign = draft.kind === 'assign';
  const set = (change: Partial<PackDraft>) => onChange({ ...draft, ...change });
  return (
    <div className="exchange-fields">
      {assign && <ScorerField draft={draft} options={options} onChange={onChange} />}
      {(assign || goesToUnits(draft.kind)) && (
        <>
          <label htmlFor={`${id}-units`}>{assign ? '单位（不选时是全部单位）' : '单位'}</label>
          <span className="exchange-filter">
            <Select
              id={`${id}-units`}
              aria-label="单位"
              mode="multiple"
              maxTagCount={4}
              style={{ flex: 1, minWidth: 0 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={[...draft.unitCodes]}
              onChange={(unitCodes: string[]) => set({ unitCodes })}
              options={units.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            />
            <Button onClick={() => set({ unitCodes: units.map(({ code }) => code) })}>全选</Button>
            <Button disabled={draft.unitCodes.length === 0} onClick={() => set({ unitCodes: [] })}>
              清空
            </Button>
          </span>
        </>
      )}
      {assign && <ItemField draft={draft} onChange={onChange} />}
      {draft.kind !== 'form' && <WritingFields draft={draft} onChange={onChange} />}
    </div>
  );
}

/** How a package is written: under a passphrase, in volumes, with which files, with what said. */
function WritingFields({
  draft,
  onChange,
}: {
  readonly draft: PackDraft;
  readonly onChange: (draft: PackDraft) => void;
}) {
  const id = useId();
  const set = (change: Partial<PackDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <div className="exchange-pair">
        <div>
          <label htmlFor={`${id}-pass`}>口令（可不设；设了要另行告诉对方）</label>
          <Input.Password
            id={`${id}-pass`}
            aria-label="口令"
            autoComplete="new-password"
            maxLength={256}
            value={draft.passphrase}
            onChange={(event) => set({ passphrase: event.target.value })}
          />
        </div>
        <div>
          <label htmlFor={`${id}-again`}>再输一次口令</label>
          <Input.Password
            id={`${id}-again`}
            aria-label="再输一次口令"
            autoComplete="new-password"
            maxLength={256}
            value={draft.again}
            onChange={(event) => set({ again: event.target.value })}
          />
        </div>
        <div>
          <label htmlFor={`${id}-volume`}>分卷（邮件、U盘放不下时）</label>
          <Select
            id={`${id}-volume`}
            aria-label="分卷"
            value={draft.volume}
            onChange={(volume: string) => set({ volume })}
            options={VOLUMES.map((size) => ({
              value: size,
              label: size === '' ? '不分卷' : `每卷 ${size}B`,
            }))}
          />
        </div>
        <div>
          <span>佐证材料</span>
          {draft.kind === 'archive' ? (
            <Checkbox
              checked={draft.withoutEvidence}
              onChange={(event) => set({ withoutEvidence: event.target.checked })}
            >
              不带文件，只列出名称和校验值
            </Checkbox>
          ) : (
            <Checkbox checked={draft.leaveOut} onChange={(event) => set({ leaveOut: event.target.checked })}>
              对方已有的不再带
            </Checkbox>
          )}
        </div>
      </div>
      <label htmlFor={`${id}-note`}>附言（对方打开包时看到，可不填）</label>
      <Input.TextArea
        id={`${id}-note`}
        aria-label="附言"
        rows={2}
        maxLength={2000}
        value={draft.note}
        onChange={(event) => set({ note: event.target.value })}
      />
    </>
  );
}

function ScorerField({
  draft,
  options,
  onChange,
}: {
  readonly draft: PackDraft;
  readonly options: PackOptionsView;
  readonly onChange: (draft: PackDraft) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>评分员</label>
      <Select
        id={id}
        aria-label="评分员"
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent="还没有评分员：在“系统管理 · 人员”里添加，在“评分分工”里分配指标"
        value={draft.scorer === '' ? undefined : draft.scorer}
        onChange={(scorer: string) => onChange({ ...draft, scorer })}
        options={options.scorers.map(({ name, items, allItems }) => ({
          value: name,
          label: `${name}（${allItems ? '全部指标' : `分工 ${items} 项`}）`,
        }))}
      />
    </>
  );
}

function ItemField({
  draft,
  onChange,
}: {
  readonly draft: PackDraft;
  readonly onChange: (draft: PackDraft) => void;
}) {
  const id = useId();
  const system = useCall('indicators:get', {});
  return (
    <>
      <label htmlFor={id}>指标（不选时是分工给这位评分员的全部指标）</label>
      <Select
        id={id}
        aria-label="指标"
        mode="multiple"
        maxTagCount={4}
        showSearch={{ optionFilterProp: 'label' }}
        value={[...draft.itemCodes]}
        onChange={(itemCodes: string[]) => onChange({ ...draft, itemCodes })}
        options={(system.data?.items ?? []).map(({ code, name }) => ({
          value: code,
          label: `${code} ${name}`,
        }))}
      />
    </>
  );
}
