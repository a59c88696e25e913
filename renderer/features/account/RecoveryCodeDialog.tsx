import { Alert, Button, Checkbox, Flex, Modal } from 'antd';
import { useState } from 'react';
import './account.css';
import { showRecoveryCode, useRecoveryCode } from './recoveryCode';

/** The recovery code, once; closed only when the person says it was written down. */
export function RecoveryCodeDialog() {
  const code = useRecoveryCode();
  if (code === null) return null;
  return <OpenDialog key={code} code={code} />;
}

function OpenDialog({ code }: { readonly code: string }) {
  const [kept, setKept] = useState(false);
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(code).then(() => setCopied(true));
  return (
    <Modal
      open
      title="恢复码"
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={520}
      footer={
        <Button type="primary" disabled={!kept} onClick={() => showRecoveryCode(null)}>
          完成
        </Button>
      }
    >
      <p>忘记口令时，用这个恢复码可以自己重设。它只显示这一次，请抄在纸上，和公章、保险柜钥匙一样保管。</p>
      <Flex gap={12} align="center">
        <code className="recovery-code" aria-label="恢复码">
          {code}
        </code>
        <Button onClick={copy}>复制</Button>
        {copied && <span role="status">已复制</span>}
      </Flex>
      <Alert
        type="warning"
        showIcon
        className="recovery-note"
        title="没有恢复码、又没有其他管理员时，忘记口令就打不开这个考评库了。"
      />
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        我已抄下恢复码
      </Checkbox>
    </Modal>
  );
}
