import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Say } from './texts.ts';

interface Props<P> {
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  readonly say: Say;
}

/** A page whose code is fetched when somebody opens it. `load` must be the same function each time. */
export function Lazy<P extends object>({ load, props, say }: Props<P>) {
  const [loaded, setLoaded] = useState<{ readonly Page: ComponentType<P> } | 'failed' | null>(null);
  useEffect(() => {
    setLoaded(null);
    load().then(
      (Page) => setLoaded({ Page }),
      () => setLoaded('failed'),
    );
  }, [load]);
  if (loaded === 'failed')
    return (
      <main>
        <p class="notice" role="alert">
          {say('page.not-loaded')}
        </p>
      </main>
    );
  return loaded ? <loaded.Page {...props} /> : <main aria-busy="true" />;
}
