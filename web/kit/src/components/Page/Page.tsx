import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../../speech';
import type { FieldErrors } from '../ErrorSummary';

/** The first page of a document is read from its top; only later ones take the focus. */
let shown = false;

/** One page: the document's title, the h1 that takes the focus, and what stands below it. */
export function Page(props: {
  title: string;
  /** Whose page it is; stands behind the title in the tab. */
  of?: string | undefined;
  /** Stands above the h1: "Step 1 of 3". */
  above?: string | undefined;
  /** What is wrong with its fields: the title says that something is. */
  errors?: FieldErrors;
  children?: ComponentChildren;
}) {
  const { title, of, above, errors = {}, children } = props;
  const { strings } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const invalid = Object.keys(errors).length > 0;
  const inTab = of ? `${title} – ${of}` : title;
  useEffect(() => {
    document.title = invalid ? strings.errorInTitle(inTab) : inTab;
  }, [inTab, invalid, strings]);
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
