/** A number that a phone dials when it is pressed. */
export function Phone({ number }: { number: string }) {
  return (
    <a class="phone" href={`tel:${number.replace(/[^+0-9]/g, '')}`}>
      {number}
    </a>
  );
}
