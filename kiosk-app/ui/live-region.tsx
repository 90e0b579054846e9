import { announcement } from './announcement.ts';
import { useView } from './view.ts';

/** Tells screen readers what changed without a change of screen: progress, phases, notices. Never speaks digits of a secret. */
export function LiveRegion() {
  const { snapshot, words } = useView();
  return (
    <p class="unseen" role="status" aria-live="polite" data-testid="live">
      {announcement(snapshot, words)}
    </p>
  );
}
