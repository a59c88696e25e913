import { Checkbox, Input, InputNumber } from 'antd';
import {
  MOST_OCCURRENCES,
  type DeductionFinding,
  type GateFinding,
  type ReviewOutcome,
} from '@shared/caseFiles/reviewScore';
import type { DeductionEntry, ReviewTemplate } from '@shared/caseFiles/reviewTemplate';
import { formatPoints, shortPoints } from '@shared/domain/points';

type Describe = (code: string, words: { readonly pages?: string; readonly reason?: string }) => void;

/** 合法性: one mark for each gate the file fails, with page and reason. */
export function GateRows({
  template,
  findings,
  disabled,
  onToggle,
  onDescribe,
}: {
  readonly template: ReviewTemplate;
  readonly findings: readonly GateFinding[];
  readonly disabled: boolean;
  readonly onToggle: (code: string, failed: boolean) => void;
  readonly onDescribe: Describe;
}) {
  return (
    <section aria-label="合法性">
      <h3>合法性（有一项不符合，本卷即不合格）</h3>
      {template.gates.map(({ code, text, basis }) => {
        const finding = findings.find((one) => one.code === code);
        return (
          <div key={code} className={`case-entry ${finding ? 'case-entry-found' : ''}`}>
            <span className="case-code">{code}</span>
            <span title={basis}>{text}</span>
            <Checkbox
              disabled={disabled}
              checked={finding !== undefined}
              aria-label={`${code} 不符合`}
              onChange={(event) => onToggle(code, event.target.checked)}
            >
              不符合
            </Checkbox>
            {finding && <FindingWords finding={finding} disabled={disabled} onDescribe={onDescribe} />}
          </div>
        );
      })}
    </section>
  );
}

/** 规范性: how often each entry was found; the deduction follows from the standard. */
export function DeductionRows({
  template,
  findings,
  outcome,
  disabled,
  onCount,
  onDescribe,
}: {
  readonly template: ReviewTemplate;
  readonly findings: readonly DeductionFinding[];
  readonly outcome: ReviewOutcome | null;
  readonly disabled: boolean;
  readonly onCount: (code: string, count: number) => void;
  readonly onDescribe: Describe;
}) {
  const taken = new Map(outcome?.lines.map(({ entry, points }) => [entry.code, points]));
  return (
    <section aria-label="规范性">
      <h3>规范性（100 分起扣，标准没有列明的不扣）</h3>
      {template.deductions.map((entry, index) => {
        const finding = findings.find(({ code }) => code === entry.code);
        const heading = entry.stage !== template.deductions[index - 1]?.stage ? entry.stage : '';
        const points = taken.get(entry.code);
        return (
          <div key={entry.code}>
            {heading && <h4 className="case-stage">{heading}</h4>}
            <div className={`case-entry ${finding ? 'case-entry-found' : ''}`}>
              <span className="case-code">{entry.code}</span>
              <span title={entry.basis}>
                {entry.text} <span className="muted case-price">{priceOf(entry)}</span>
              </span>
              <span className="case-count">
                <InputNumber
                  controls={false}
                  size="small"
                  min={0}
                  max={MOST_OCCURRENCES}
                  precision={0}
                  disabled={disabled}
                  aria-label={`${entry.code} 次数`}
                  value={finding?.count ?? 0}
                  onChange={(count) => onCount(entry.code, count ?? 0)}
                />
                <span className="points">{points === undefined ? '' : `−${formatPoints(points)}`}</span>
              </span>
              {finding && <FindingWords finding={finding} disabled={disabled} onDescribe={onDescribe} />}
            </div>
          </div>
        );
      })}
    </section>
  );
}

function priceOf({ points, maxPoints }: DeductionEntry): string {
  if (maxPoints === points) return `扣 ${shortPoints(points)}`;
  return `每处扣 ${shortPoints(points)}，最多 ${shortPoints(maxPoints)}`;
}

function FindingWords({
  finding: { code, pages, reason },
  disabled,
  onDescribe,
}: {
  readonly finding: GateFinding;
  readonly disabled: boolean;
  readonly onDescribe: Describe;
}) {
  return (
    <span className="case-words">
      <Input
        size="small"
        className="case-pages"
        placeholder="页码"
        aria-label={`${code} 页码`}
        maxLength={500}
        disabled={disabled}
        value={pages}
        onChange={(event) => onDescribe(code, { pages: event.target.value })}
      />
      <Input
        size="small"
        placeholder="理由"
        aria-label={`${code} 理由`}
        maxLength={2000}
        disabled={disabled}
        value={reason}
        onChange={(event) => onDescribe(code, { reason: event.target.value })}
      />
    </span>
  );
}
