import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../../words';

/** The first page of a document is read from its top; only later ones take the focus. */
let shown = false;

/** One page: the document's title, the h1 that takes the focus, and what stands below it. */
export function Page(props: {
  title: string;
  /** Whose page it is; stands behind the title in the tab. */
  of?: string | undefined;
  /** Stands above the h1: "Step 1 of 3". */
  above?: string | undefined;
  /** Something was refused: the title says so. */
  faulty?: boolean;
  children?: ComponentChildren;
}) {
  const { title, of, above, faulty = false, children } = props;
  const { words } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const inTab = of ? `${title} – ${of}` : title;
  useEffect(() => {
    document.title = faulty ? words.errorInTitle(inTab) : inTab;
  }, [inTab, faulty, words]);
  useEffect(() => {
    if (shown) heading.current?.focus();
    shown = true;
  }, []);
  return (
    <>
      {above && <p class="above">{above}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}
