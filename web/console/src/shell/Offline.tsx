import { useEffect, useState } from 'preact/hooks';
import { useStrings } from '../strings';

/** Shows a message while there is no connection. */
export function Offline() {
  const { strings } = useStrings();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const changed = () => setOnline(navigator.onLine);
    addEventListener('online', changed);
    addEventListener('offline', changed);
    return () => {
      removeEventListener('online', changed);
      removeEventListener('offline', changed);
    };
  }, []);
  return (
    <div role="status" class="offline-slot">
      {!online && <p class="offline">{strings.noConnection}</p>}
    </div>
  );
}
