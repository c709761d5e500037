/** Returns a text for one, and a text for any other number, which replaces its `#`. */
export const count = (one: string, many: string) => (number: number) =>
  number === 1 ? one : many.replace('#', String(number));
