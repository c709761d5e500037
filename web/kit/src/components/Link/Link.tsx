import type { ComponentChildren } from 'preact';
import { go, isPlainClick } from '../../navigate';

/** A link to another page of the same site, which is shown without loading the document again. */
export function Link(props: {
  href: string;
  children: ComponentChildren;
  class?: string;
  /** The link leads to the page that is shown. */
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
