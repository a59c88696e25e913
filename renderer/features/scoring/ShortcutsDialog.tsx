import { Modal } from 'antd';
import { KEY_HELP } from './keys';

/** 「快捷键」: everything the keyboard does in 评分. */
export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal open={open} title="快捷键" footer={null} width={560} onCancel={onClose}>
      <table className="keys-table">
        <tbody>
          {KEY_HELP.map(({ keys, what }) => (
            <tr key={keys}>
              <th scope="row">{keys}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
