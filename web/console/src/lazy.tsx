// Views that are loaded when they are first shown.

import { Failure, Spinner } from '@vestibule/kit';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Returns a component that is loaded when it is first shown; `preload` loads it earlier. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>) {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const preload = () =>
    (loading ??= load().then(
      (found) => {
        loaded = found;
      },
      (error: unknown) => {
        // The next caller tries again.
        loading = undefined;
        throw error;
      },
    ));
  function Lazy(props: P) {
    const [state, setState] = useState<'loading' | 'there' | 'failed'>(
      loaded ? 'there' : 'loading',
    );
    const fetch = () => {
      setState('loading');
      preload().then(
        () => setState('there'),
        () => setState('failed'),
      );
    };
    useEffect(() => {
      if (!loaded) fetch();
    }, []);
    if (loaded && state === 'there') {
      const View = loaded;
      return <View {...props} />;
    }
    if (state === 'failed') {
      return (
        <Failure problem={{ kind: 'offline', status: 0, fields: {}, more: {} }} again={fetch} />
      );
    }
    return <Spinner />;
  }
  return Object.assign(Lazy, { preload });
}
