import type { ComponentChildren } from 'preact';
import { go, isPlainClick } from '../navigate';

/** A link to another step of the same site, without loading it anew. */
export function Link(props: {
  href: string;
  /** In place of going there. */
  onClick?: () => void;
  children: ComponentChildren;
  class?: string;
}) {
  const { href, onClick, children } = props;
  return (
    <a
      href={href}
      class={props.class}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        if (onClick) onClick();
        else go(href);
      }}
    >
      {children}
    </a>
  );
}
