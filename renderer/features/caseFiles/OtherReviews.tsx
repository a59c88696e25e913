import { formatPoints } from '@shared/domain/points';
import type { CaseReviewView } from '@shared/ipc/practice/caseFile';

/** What the other reviewers of the file found, once that may be seen. */
export function OtherReviews({ view }: { readonly view: CaseReviewView }) {
  if (view.others.length === 0) return null;
  return (
    <section aria-label="其他评查人">
      <h3>其他评查人</h3>
      <ul className="case-others">
        {view.others.map(({ reviewId, reviewer, score, legal, findings, opinion }) => {
          const cited = [
            ...findings.gates.map(({ code }) => `${code} 不符合`),
            ...findings.deductions.map(({ code, count }) => `${code}×${count}`),
          ];
          return (
            <li key={reviewId}>
              {reviewer}：{formatPoints(score)}，合法性{legal ? '符合' : '不符合'}
              {cited.length > 0 && `（${cited.join('、')}）`}
              {opinion && ` · ${opinion}`}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
