import { Input, Modal, Tag } from 'antd';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { ErrorNotice } from '../components/ErrorNotice';
import { useNavigate } from './navigation';
import { screensFor } from './screens';
import { indexEntries, searchIn, type SearchEntry, type ToPinyin } from './searchEntries';
import { useCall } from './useCall';
import { useFoundEvidence } from './useFoundEvidence';
import { useHasScreen } from './useHasScreen';
import { useWorkspace } from './workspace';

async function loadPinyin(): Promise<ToPinyin> {
  const { pinyin } = await import('pinyin-pro');
  return (text) => ({
    initials: pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase(),
    full: pinyin(text, { toneType: 'none', type: 'array' }).join('').toLowerCase(),
  });
}

/** Units, items and commands, asked for only while the palette is open. */
function useEntries(open: boolean): { readonly entries: readonly SearchEntry[]; readonly error: unknown } {
  const { workspace } = useWorkspace();
  const units = useCall('units:list', open ? {} : null);
  const system = useCall('indicators:get', open ? {} : null);
  const hasScreen = useHasScreen();
  const unitScreen = (['scoring', 'selfEvaluation'] as const).find(hasScreen);
  const itemScreen = (['indicatorSystem', 'scoring', 'selfEvaluation'] as const).find(hasScreen);
  const entries = useMemo(() => {
    const commands = screensFor(workspace).map((screen): SearchEntry => ({
      key: `screen-${screen.id}`,
      kind: '命令',
      title: screen.name,
      detail: `打开${screen.name}`,
      words: [],
      place: { screen: screen.id },
    }));
    const ofUnits = (unitScreen ? (units.data ?? []) : []).map((unit): SearchEntry => ({
      key: `unit-${unit.id}`,
      kind: '单位',
      title: unit.name,
      detail: unit.group,
      words: [unit.code, unit.shortName],
      place: { screen: unitScreen ?? 'dashboard', unitId: unit.id },
    }));
    const ofItems = (itemScreen ? (system.data?.items ?? []) : []).map((item): SearchEntry => ({
      key: `item-${item.id}`,
      kind: '指标',
      title: `${item.code} ${item.name}`,
      detail: item.level1Name,
      words: [item.code, item.name],
      place: { screen: itemScreen ?? 'dashboard', itemId: item.id },
    }));
    return [...ofUnits, ...ofItems, ...commands];
  }, [workspace, units.data, system.data, unitScreen, itemScreen]);
  return { entries, error: units.error ?? system.error };
}

/** 「搜索」, Ctrl+K: type, choose with the arrows, Enter opens the place. */
export function SearchPalette({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} title="搜索" width={560} destroyOnHidden>
      {open && <SearchBox onClose={onClose} />}
    </Modal>
  );
}

function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const { entries, error } = useEntries(true);
  const [toPinyin, setToPinyin] = useState<ToPinyin | null>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);

  useEffect(() => {
    let gone = false;
    void loadPinyin().then((loaded) => !gone && setToPinyin(() => loaded));
    return () => {
      gone = true;
    };
  }, []);
  const index = useMemo(() => indexEntries(entries, toPinyin), [entries, toPinyin]);
  const files = useFoundEvidence(query);
  const found = useMemo(() => [...searchIn(index, query), ...files], [index, query, files]);

  const openEntry = (entry: SearchEntry | undefined) => {
    if (!entry) return;
    onClose();
    navigate(entry.place);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive((n) => Math.min(n + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive((n) => Math.max(n - 1, 0));
    else if (event.key === 'Enter') openEntry(found[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <ErrorNotice error={error} />
      <Input
        autoFocus
        role="combobox"
        aria-label="搜索单位、指标、材料和命令"
        aria-expanded
        aria-controls="search-results"
        aria-activedescendant={found[active] ? `search-${found[active].key}` : undefined}
        placeholder="单位、指标、命令可输入拼音首字母；材料输入文件名或文号"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <SearchResults found={found} active={active} onOpen={openEntry} />
      {found.length === 0 && (
        <p className="muted">
          没有找到“{query}”。可换用单位简称、指标编码、拼音首字母，或材料的文件名、文号。
        </p>
      )}
    </div>
  );
}

function SearchResults({
  found,
  active,
  onOpen,
}: {
  readonly found: readonly SearchEntry[];
  readonly active: number;
  readonly onOpen: (entry: SearchEntry) => void;
}) {
  const activeKey = found[active]?.key;
  useEffect(() => {
    if (activeKey) document.getElementById(`search-${activeKey}`)?.scrollIntoView({ block: 'nearest' });
  }, [activeKey]);
  return (
    <ul id="search-results" role="listbox" aria-label="搜索结果" className="search-results">
      {found.map((entry) => (
        <li
          key={entry.key}
          id={`search-${entry.key}`}
          role="option"
          aria-selected={entry.key === activeKey}
          className={entry.key === activeKey ? 'search-result search-active' : 'search-result'}
          onClick={() => onOpen(entry)}
        >
          <Tag>{entry.kind}</Tag>
          <span className="search-title">{entry.title}</span>
          <span className="muted">{entry.detail}</span>
        </li>
      ))}
    </ul>
  );
}
