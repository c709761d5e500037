import { type Firm, Phone } from '@vestibule/kit';
import { useWords } from '../words/sign-in';

/** Whom to call, and how the firm handles data: below every page. */
export function FirmFooter({ firm }: { firm: Firm }) {
  const { words } = useWords();
  return (
    <>
      {firm.phone && (
        <p>
          {words.call(firm.name)} <Phone number={firm.phone} />
        </p>
      )}
      {firm.privacy_link && (
        <p>
          <a href={firm.privacy_link} rel="noreferrer">
            {words.privacy}
          </a>
        </p>
      )}
    </>
  );
}
