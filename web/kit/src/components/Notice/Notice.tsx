import type { ComponentChildren } from 'preact';

/** Something to know. `urgent` is read out at once; other notices when the reader is idle. */
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
