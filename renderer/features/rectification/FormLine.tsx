import { Flex, Form } from 'antd';
import type { ReactNode } from 'react';

/** A form of this screen: labels at the left, enter saves. */
export function LineForm({
  onFinish,
  children,
}: {
  readonly onFinish: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Form labelCol={{ flex: '84px' }} colon={false} onFinish={onFinish}>
      {children}
    </Form>
  );
}

/** One field with its label. */
export function FormLine({
  label,
  id,
  required,
  children,
}: {
  readonly label: string;
  readonly id: string;
  readonly required?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Form.Item label={label} htmlFor={id} required={required}>
      {children}
    </Form.Item>
  );
}

export function FormButtons({ children }: { readonly children: ReactNode }) {
  return (
    <Flex gap={8} justify="flex-end">
      {children}
    </Flex>
  );
}
