import { InboxOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

/** Says what belongs here and offers the next step. */
export function EmptyState({
  title,
  text,
  actions,
}: {
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="empty-state">
      <InboxOutlined className="empty-state-icon" aria-hidden />
      <p className="empty-state-title">{title}</p>
      {text && <p className="empty-state-text">{text}</p>}
      {actions && <div className="empty-state-actions">{actions}</div>}
    </div>
  );
}
