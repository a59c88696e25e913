import { App, Button, Flex } from 'antd';
import { useMemo, useState } from 'react';
import type { ReviewTemplateView } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { useMay } from '../../shell/workspace';
import './caseFiles.css';
import { SettingsDialog } from './SettingsDialog';
import { TemplateImportDialog } from './TemplateImportDialog';
import { TemplatePanel } from './TemplatePanel';

const NO_ROWS: readonly ReviewTemplateView[] = [];
const keyOf = ({ type, version }: ReviewTemplateView): string => `${type} ${version}`;

/** 案卷评查 · 评查标准: one standard in use for each type of file, versions kept. */
export default function TemplatesTab() {
  const { message } = App.useApp();
  const templates = useCall('caseFiles:templates', {});
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'import' | 'settings' | null>(null);
  const [error, setError] = useState<unknown>();
  const manages = useMay()('manageCaseFiles');
  const rows = templates.data ?? NO_ROWS;
  const chosen = rows.find((row) => keyOf(row) === chosenKey);
  const { setData } = templates;

  const columns = useMemo(() => {
    const exportOne = async ({ type, version, name }: ReviewTemplateView) => {
      setError(undefined);
      try {
        const target = await call('dialog:save', {
          suggestedName: `${name} ${version}.xlsx`,
          extension: 'xlsx',
        });
        if (!target) return;
        const { fileName } = await call('caseFiles:exportTemplate', { type, version, target: target.token });
        message.success(`已导出到 ${fileName}`);
      } catch (cause) {
        setError(cause);
      }
    };
    const use = async ({ id }: ReviewTemplateView) => {
      if (id === null) return;
      try {
        setData(await call('caseFiles:useTemplate', { templateId: id }));
      } catch (cause) {
        setError(cause);
      }
    };
    return templateColumns(exportOne, manages ? use : null);
  }, [manages, message, setData]);
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>评查标准</h2>
        <span className="muted case-facts">
          随软件附带的是参考标准，不是官方文本；正式评查请导入本地采用的标准。
        </span>
        <span className="spacer" />
        <Button onClick={() => setDialog('settings')}>评查设置</Button>
        {manages && (
          <Button type="primary" onClick={() => setDialog('import')}>
            导入评查标准
          </Button>
        )}
      </div>
      <ErrorNotice
        error={error ?? templates.error}
        onRetry={templates.reload}
        onClose={() => setError(undefined)}
      />
      <div className={`case-split ${chosen ? 'case-split-wide' : ''}`}>
        <DataTable
          id="caseFiles.templates"
          label="评查标准"
          rows={rows}
          columns={columns}
          rowKey={keyOf}
          loading={templates.loading && !templates.data}
          selectedKey={chosenKey}
          onOpen={(row) => setChosenKey(keyOf(row))}
        />
        {chosen && <TemplatePanel template={chosen} onClose={() => setChosenKey(null)} />}
      </div>
      {dialog === 'settings' && <SettingsDialog editable={manages} onClose={() => setDialog(null)} />}
      {dialog === 'import' && (
        <TemplateImportDialog
          onClose={() => setDialog(null)}
          onImported={(next) => {
            templates.setData(next);
            message.success('已导入评查标准');
          }}
        />
      )}
    </div>
  );
}

function templateColumns(
  onExport: (template: ReviewTemplateView) => Promise<void>,
  onUse: ((template: ReviewTemplateView) => Promise<void>) | null,
): DataColumn<ReviewTemplateView>[] {
  return [
    { key: 'type', title: '类别', width: 96, text: (row) => row.type },
    { key: 'name', title: '名称', text: (row) => row.name },
    { key: 'version', title: '版本', width: 100, text: (row) => row.version },
    { key: 'official', title: '文本', width: 76, text: (row) => (row.official ? '官方' : '非官方') },
    { key: 'gates', title: '合法性', width: 76, numeric: true, text: (row) => String(row.gates.length) },
    {
      key: 'deductions',
      title: '规范性',
      width: 76,
      numeric: true,
      text: (row) => String(row.deductions.length),
    },
    { key: 'active', title: '状态', width: 76, text: (row) => (row.active ? '在用' : '停用') },
    {
      key: 'actions',
      title: '操作',
      width: 104,
      sortable: false,
      text: () => '',
      render: (row) => (
        <Flex gap={4}>
          <Button
            size="small"
            type="link"
            aria-label={`导出${row.name} ${row.version}`}
            onClick={(event) => {
              event.stopPropagation();
              void onExport(row);
            }}
          >
            导出
          </Button>
          {onUse && !row.active && (
            <Button
              size="small"
              type="link"
              aria-label={`启用${row.name} ${row.version}`}
              onClick={(event) => {
                event.stopPropagation();
                void onUse(row);
              }}
            >
              启用
            </Button>
          )}
        </Flex>
      ),
    },
  ];
}
