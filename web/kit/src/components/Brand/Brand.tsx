import type { Firm } from '../../brand';

/** The firm's logo, or its name where it has none. */
export function Brand({ firm }: { firm: Firm }) {
  return firm.logo ? (
    <img class="logo" src={firm.logo} alt={firm.name} height="60" />
  ) : (
    <span class="firm-name">{firm.name}</span>
  );
}
