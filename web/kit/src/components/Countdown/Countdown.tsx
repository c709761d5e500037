import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Returns the whole seconds left until `until`, in milliseconds of this browser's clock. */
export function useSecondsLeft(until: number): number {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}

/** Shows `before` with the seconds left, then `after`. */
export function Countdown(props: {
  until: number;
  before: (seconds: number) => ComponentChildren;
  after: ComponentChildren;
}) {
  const seconds = useSecondsLeft(props.until);
  return seconds > 0 ? props.before(seconds) : props.after;
}
