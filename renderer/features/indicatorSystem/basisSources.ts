import type { FormField } from './ruleForms';

/** What the sources of 依据 are called. Other sources stand as they are. */
export const SOURCE_NAMES: Readonly<Record<string, string>> = {
  seed: '区年度报告',
  law: '法律法规',
  practice: '实践做法',
};

/** 依据 as lines of a form; a source of another name stays choosable where it occurs. */
export function basisField(sources: readonly string[]): Extract<FormField, { type: 'rows' }> {
  const known = [...new Set([...Object.keys(SOURCE_NAMES), ...sources])];
  return {
    type: 'rows',
    key: 'basis',
    label: '依据',
    columns: [
      {
        type: 'choice',
        key: 'source',
        label: '来源',
        options: known.map((value) => ({ value, label: SOURCE_NAMES[value] ?? value })),
      },
      { type: 'text', key: 'text', label: '内容' },
    ],
    blank: { source: 'law', text: '' },
  };
}
