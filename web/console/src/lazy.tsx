// Views that are loaded when they are first gone to.

import { Failure, Spinner } from '@vestibule/kit';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A component that is loaded when it is first shown; `preload` asks for it earlier. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>) {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const preload = () =>
    (loading ??= load().then(
      (found) => {
        loaded = found;
      },
      (error: unknown) => {
        // The next one to ask tries again.
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
