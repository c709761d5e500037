import type { ComponentChildren } from 'preact';
import { go, isPlainClick } from '../../navigate';

/** A link to another step of the same site, without loading it anew. */
export function Link(props: {
  href: string;
  children: ComponentChildren;
  class?: string;
  /** Leads to what is shown now. */
  current?: boolean;
}) {
  const { href, children } = props;
  return (
    <a
      href={href}
      class={props.class}
      aria-current={props.current ? 'page' : undefined}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
