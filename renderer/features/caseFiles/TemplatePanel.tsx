import { Button } from 'antd';
import { templateLabel } from '@shared/caseFiles/reviewTemplate';
import { shortPoints } from '@shared/domain/points';
import type { ReviewTemplateView } from '@shared/ipc/practice/caseFile';

/** One standard with all its entries. */
export function TemplatePanel({
  template,
  onClose,
}: {
  readonly template: ReviewTemplateView;
  readonly onClose: () => void;
}) {
  return (
    <section className="panel case-result" aria-label="标准内容">
      <div className="panel-head">
        <h3>{templateLabel(template)}</h3>
        <span className="spacer" />
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      {template.source && <p className="muted">{template.source}</p>}
      <h3>合法性（有一项不符合，本卷即不合格）</h3>
      {template.gates.map(({ code, text, basis }) => (
        <div key={code} className="case-entry case-entry-plain" title={basis}>
          <span className="case-code">{code}</span>
          <span>{text}</span>
        </div>
      ))}
      <h3>规范性</h3>
      {template.deductions.map(({ code, stage, text, points, maxPoints, basis }, index) => (
        <div key={code}>
          {stage !== template.deductions[index - 1]?.stage && stage && (
            <h4 className="case-stage">{stage}</h4>
          )}
          <div className="case-entry case-entry-plain" title={basis}>
            <span className="case-code">{code}</span>
            <span>
              {text}{' '}
              <span className="muted">
                扣 {shortPoints(points)}
                {maxPoints > points && `，最多 ${shortPoints(maxPoints)}`}
              </span>
            </span>
          </div>
        </div>
      ))}
    </section>
  );
}
