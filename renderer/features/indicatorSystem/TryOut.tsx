import { Button } from 'antd';
import { useState } from 'react';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { EMPTY_ENTRY, type ExplanationStep, type ScoreEntry } from '@shared/domain/score';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { resultText } from '../scoring/resultText';
import { RuleFields } from '../scoring/RuleFields';
import '../scoring/scoring.css';

/** 「试算」: the item's rule on made-up inputs, by the same engine as 评分; nothing is stored. */
export function TryOut({ item, year }: { readonly item: ScoringItem; readonly year: number }) {
  const [entry, setEntry] = useState<ScoreEntry>(EMPTY_ENTRY);
  const result = evaluateItem(item, entry, year);
  return (
    <section aria-label="试算" className="try-out">
      <div className="panel-head">
        <h3>试算</h3>
        <span className="muted">填入假定的数，看得分如何算出；不保存。</span>
        <span className="spacer" />
        <Button size="small" onClick={() => setEntry(EMPTY_ENTRY)}>
          清空
        </Button>
      </div>
      <RuleFields
        item={{ ...item, id: 0 }}
        entry={entry}
        problems={result.problems}
        disabled={false}
        onEntry={setEntry}
      />
      <p role="status" aria-label="试算结果">
        <strong className="numeric">{resultText({ ...item, id: 0 }, result)}</strong>
      </p>
      <Steps steps={result.steps} />
    </section>
  );
}

function Steps({ steps }: { readonly steps: readonly ExplanationStep[] }) {
  if (steps.length === 0) return null;
  return (
    <ul className="plain-list">
      {steps.map((step, index) => (
        // Steps are lines of one derivation: their place is their identity.
        <li key={`${index}-${step.text}`}>
          {step.text}
          {step.children && <Steps steps={step.children} />}
        </li>
      ))}
    </ul>
  );
}
