import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../../speech';
import type { FieldErrors } from '../ErrorSummary';

/** Whether a page was shown before: screen readers read the first one from its top. */
let shown = false;

/** A page: sets the document's title and shows an h1, which takes the focus on later pages. */
export function Page(props: {
  title: string;
  /** Whose page it is; shown after the title in the tab. */
  of?: string | undefined;
  /** Shown above the h1: "Step 1 of 3". */
  above?: string | undefined;
  /** The errors of its fields: the title says that there are some. */
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
