import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { DrawCheck } from '@shared/caseFiles/checkDraw';
import type { CaseDrawsView } from '@shared/ipc/practice/caseFile';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';

/** 「核对抽取」: repeats the draw from the seed and hash as they are printed on the record. */
export function CheckDrawDialog({
  view,
  onClose,
}: {
  readonly view: CaseDrawsView;
  readonly onClose: () => void;
}) {
  const draw = view.draws.at(-1);
  const [seed, setSeed] = useState(draw?.seed ?? '');
  const [listSha256, setHash] = useState(draw?.listSha256 ?? '');
  const [found, setFound] = useState<DrawCheck | null>(null);
  const check = useAction('caseFiles:checkDraw');
  const submit = async () => {
    setFound(null);
    const answer = await check.run({ seed, listSha256 });
    if (answer) setFound(answer);
  };
  return (
    <Modal open title="核对抽取" onCancel={onClose} footer={null} width={640}>
      <ErrorNotice error={check.error} onClose={check.clearError} />
      <p className="muted">
        按种子、目录指纹和方案重新抽取一遍，和记录逐份比对。可以照着打印的抽查记录填写种子和指纹，看和库里的是否一致。
      </p>
      <Form labelCol={{ flex: '84px' }} colon={false} onFinish={submit}>
        <Form.Item label="种子" htmlFor="check-seed">
          <Input id="check-seed" maxLength={200} value={seed} onChange={(e) => setSeed(e.target.value)} />
        </Form.Item>
        <Form.Item label="目录指纹" htmlFor="check-hash">
          <Input
            id="check-hash"
            maxLength={100}
            value={listSha256}
            onChange={(e) => setHash(e.target.value)}
          />
        </Form.Item>
        {found && (
          <Alert
            role="status"
            type={found.ok ? 'success' : 'error'}
            showIcon
            title={found.ok ? '重新抽取的结果和记录完全一致。' : '核对不一致。'}
            description={
              !found.ok && (
                <ul className="case-problems">
                  {found.problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              )
            }
          />
        )}
        <div className="review-foot">
          <Button onClick={onClose}>关闭</Button>
          <Button type="primary" htmlType="submit" loading={check.busy}>
            重新抽取并比对
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
