import { Alert, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { timeText } from '@shared/audit/timeText';
import type { AuditVerified } from '@shared/ipc/practice/audit';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';

/** What 「校验审计记录」 found, the hash to put on file, and the comparison with one that was. */
export function AuditCheck({
  result,
  checkedAt,
  onClose,
}: {
  readonly result: AuditVerified;
  readonly checkedAt: string;
  readonly onClose: () => void;
}) {
  const { findings, entries, hash } = result;
  return (
    <Modal
      open
      title="校验审计记录"
      width={720}
      rootClassName="audit-check"
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          <Button type="primary" onClick={onClose}>
            关闭
          </Button>
        </>
      }
    >
      {findings.length === 0 ? (
        <Alert
          type="success"
          showIcon
          role="status"
          title="审计记录完整，没有发现改动"
          description={`从第一条到末条逐条核对，共 ${entries} 条；评分保存记录、得分调整和佐证材料登记与审计记录一致。`}
        />
      ) : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={`发现 ${findings.length} 处不符`}
          description={
            <ul className="audit-findings">
              {findings.map(({ place, message }) => (
                <li key={`${place}${message}`}>
                  {place}：{message}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <dl className="audit-facts audit-head">
        <dt>校验时间</dt>
        <dd>{timeText(checkedAt)}</dd>
        <dt>总条数</dt>
        <dd>{entries}</dd>
        <dt>末条校验值</dt>
        <dd>
          <code>{grouped(hash)}</code>
        </dd>
      </dl>
      <p className="muted">
        请把总条数和末条校验值打印或抄录存档。以后只要第 {entries}{' '}
        条的校验值仍与存档相同，就证明此前的全部记录没有改动过。
      </p>
      <Compare />
    </Modal>
  );
}

/** Eight at a time, so that it can be read aloud and copied by hand. */
function grouped(hash: string): string {
  return hash === '' ? '（还没有记录）' : (hash.match(/.{1,8}/g) ?? []).join(' ');
}

function Compare() {
  const compare = useAction('audit:compare');
  const [entry, setEntry] = useState<number | null>(null);
  const [onFile, setOnFile] = useState('');
  const [said, setSaid] = useState<{ same: boolean; hash: string | null } | null>(null);
  const ready = entry !== null && onFile.replace(/\s/g, '').length >= 8;
  const run = async () => {
    if (entry === null) return;
    setSaid(null);
    setSaid((await compare.run({ entry, hash: onFile.replace(/\s/g, '') })) ?? null);
  };
  return (
    <fieldset className="audit-compare">
      <legend>与存档核对</legend>
      <label>
        第几条{' '}
        <InputNumber
          controls={false}
          aria-label="第几条"
          min={1}
          precision={0}
          value={entry}
          onChange={(value) => setEntry(value)}
        />
      </label>
      <Input
        aria-label="存档的校验值"
        placeholder="存档的校验值（至少前 8 位）"
        value={onFile}
        maxLength={80}
        onChange={(event) => setOnFile(event.target.value)}
      />
      <Button disabled={!ready} loading={compare.busy} onClick={() => void run()}>
        核对
      </Button>
      <ErrorNotice error={compare.error} onClose={compare.clearError} />
      {said && (
        <Alert
          type={said.same ? 'success' : 'error'}
          showIcon
          role="status"
          title={
            said.same
              ? '与存档一致，此前的记录没有改动过。'
              : said.hash === null
                ? '没有这一条记录：记录被截断，或条数抄错了。'
                : '与存档不一致：此前的记录被改动过，或校验值抄错了。'
          }
        />
      )}
    </fieldset>
  );
}
