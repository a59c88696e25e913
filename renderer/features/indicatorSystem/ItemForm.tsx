import { Alert, Button, Flex, Form, Input, Select } from 'antd';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { IndicatorSystemView, ItemView } from '@shared/ipc/views';
import { checkItem } from '@shared/tables/ruleChecks';
import { pointsText } from './fieldTexts';
import { basisField } from './basisSources';
import { LinesField, RowsField, RuleForms } from './RuleForm';
import { TypedField } from './TypedField';
import { useItemDraft } from './useItemDraft';
import { TryOut } from './TryOut';

export interface ItemFormProps {
  readonly view: IndicatorSystemView;
  readonly stored: ItemView;
  /** What was typed earlier and refused. */
  readonly kept: ScoringItem | null;
  readonly groups: readonly string[];
  readonly onSaved: (view: IndicatorSystemView) => void;
  readonly onRemove: () => void;
}

/** An item of a draft, to edit; saved as typed. Use `key={stored.id}`. */
export function ItemForm({ view, stored, kept, groups, onSaved, onRemove }: ItemFormProps) {
  const draft = useItemDraft(view, stored, kept, onSaved);
  const { item, change } = draft;
  const findings = checkItem(item);
  return (
    <div className="item-form">
      <Flex gap={8} align="center" wrap>
        <h2>
          {item.code} {item.name}
        </h2>
        <span className="spacer" />
        <Button onClick={draft.undo} disabled={!draft.canUndo}>
          撤销
        </Button>
        <Button danger onClick={onRemove}>
          删除指标
        </Button>
      </Flex>
      {draft.refused && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={`尚未写入指标表：${draft.refused}`}
          description="输入的内容已留存，改好后自动写入。"
        />
      )}
      {(draft.refused ? [] : findings).map((finding) => (
        <Alert
          key={`${finding.code}-${finding.column}-${finding.message}`}
          type={finding.severity}
          showIcon
          title={`${finding.column}：${finding.message}`}
          description={finding.remedy}
        />
      ))}
      <Form labelCol={{ flex: '96px' }} colon={false} className="item-form-fields">
        <PlaceFields item={item} change={change} />
        <TextArea
          label="考核要求"
          value={item.requirement}
          onChange={(requirement) => change({ requirement })}
        />
        <RuleForms item={item} onChange={(rules) => change({ rules })} />
        <TextArea label="评分标准" value={item.standard} onChange={(standard) => change({ standard })} />
        <LinesField label="佐证材料" value={item.evidence} onChange={(evidence) => change({ evidence })} />
        <ScopeFields item={item} groups={groups} change={change} />
        <RowsField
          field={basisField(item.basis.map(({ source }) => source))}
          rows={item.basis.map(({ source, text }) => ({ source, text }))}
          least={0}
          onChange={(rows) =>
            change({
              basis: rows.map(({ source, text }) => ({ source: String(source), text: String(text) })),
            })
          }
        />
      </Form>
      <TryOut item={item} year={view.summary.year} />
    </div>
  );
}

interface PartProps {
  readonly item: ScoringItem;
  readonly change: (part: Partial<ScoringItem>) => void;
}

function PlaceFields({ item, change }: PartProps) {
  const base = item.section === 'base';
  return (
    <div className="rule-fields">
      <Text label="指标编码" value={item.code} onChange={(code) => change({ code })} />
      <Text label="三级指标" wide value={item.name} onChange={(name) => change({ name })} />
      {base && (
        <>
          <TypedField
            label="分值"
            {...pointsText}
            value={item.points}
            unit="分"
            onChange={(points) => change({ points })}
          />
          <Text label="一级编码" value={item.level1Code} onChange={(level1Code) => change({ level1Code })} />
          <Text
            label="一级指标"
            wide
            value={item.level1Name}
            onChange={(level1Name) => change({ level1Name })}
          />
          <Text label="二级编码" value={item.level2Code} onChange={(level2Code) => change({ level2Code })} />
          <Text
            label="二级指标"
            wide
            value={item.level2Name}
            onChange={(level2Name) => change({ level2Name })}
          />
        </>
      )}
    </div>
  );
}

function ScopeFields({ item, groups, change }: PartProps & { readonly groups: readonly string[] }) {
  const known = [...new Set([...groups, ...item.groups])];
  return (
    <div className="rule-fields">
      <label className="typed-field typed-wide">
        <span>适用单位类别（不选为全部）</span>
        <Select
          mode="multiple"
          aria-label="适用单位类别"
          value={[...item.groups]}
          options={known.map((value) => ({ value, label: value }))}
          onChange={(chosen: string[]) => change({ groups: known.filter((name) => chosen.includes(name)) })}
        />
      </label>
      <label className="typed-field typed-wide">
        <span>单位标签（不填为不限）</span>
        <Select
          mode="tags"
          aria-label="单位标签"
          tokenSeparators={['、', '，', ',']}
          value={[...item.unitTags]}
          onChange={(unitTags: string[]) => change({ unitTags })}
        />
      </label>
      <Text
        label="牵头评分单位"
        wide
        value={item.leadScorer}
        onChange={(leadScorer) => change({ leadScorer })}
      />
    </div>
  );
}

function Text({
  label,
  value,
  wide,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly wide?: boolean;
  readonly onChange: (text: string) => void;
}) {
  return (
    <label className={wide ? 'typed-field typed-wide' : 'typed-field'}>
      <span>{label}</span>
      <Input aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

function TextArea({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <label className="typed-field typed-wide">
      <span>{label}</span>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
