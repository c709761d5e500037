import type { ComponentChildren } from 'preact';

/** Information in a box. Screen readers interrupt for an `urgent` notice and wait with others. */
export function Notice(props: {
  tone?: 'info' | 'good' | 'warning' | 'bad';
  urgent?: boolean;
  title?: string;
  children?: ComponentChildren;
}) {
  const { tone = 'info', urgent = false, title, children } = props;
  return (
    <div class={`notice ${tone}`} role={urgent ? 'alert' : 'status'}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}
