import { type Firm, Phone } from '@vestibule/kit';
import { useStrings } from '../sign-in/strings';

/** Shown below every page: whom to call, and how the firm handles data. */
export function FirmFooter({ firm }: { firm: Firm }) {
  const { strings } = useStrings();
  return (
    <>
      {firm.phone && (
        <p>
          {strings.call(firm.name)} <Phone number={firm.phone} />
        </p>
      )}
      {firm.privacy_link && (
        <p>
          <a href={firm.privacy_link} rel="noreferrer">
            {strings.privacy}
          </a>
        </p>
      )}
    </>
  );
}
