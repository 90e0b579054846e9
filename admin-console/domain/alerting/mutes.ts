import type { AlertCause } from '../../contract/alerting/causes.ts';
import { CAUSES } from '../../contract/alerting/causes.ts';
import type { MuteScope, MuteView } from '../../contract/alerting/views.ts';

export type Mute = Pick<MuteView, 'scope' | 'cause' | 'from' | 'until' | 'endedAt'>;

/**
 * Until when nothing is told of this cause at this terminal: the end of the last of the windows and snoozes that follow
 * each other without a gap. `null`: it is told now.
 */
export function mutedUntil(
  mutes: readonly Mute[],
  terminal: { readonly id: string; readonly locationId: string | null },
  cause: AlertCause,
  now: number,
): number | null {
  if (CAUSES[cause].isImmediate) return null;
  const about = mutes.filter((mute) => (mute.cause === null || mute.cause === cause) && covers(mute.scope, terminal));
  let until = now;
  for (;;) {
    const next = about.find((mute) => mute.from <= until && endOf(mute) > until);
    if (!next) return until > now ? until : null;
    until = endOf(next);
  }
}

const endOf = ({ until, endedAt }: Mute): number => Math.min(until, endedAt ?? until);

function covers(
  scope: MuteScope,
  { id, locationId }: { readonly id: string; readonly locationId: string | null },
): boolean {
  if (scope.kind === 'tenant') return true;
  if (scope.kind === 'terminals') return scope.ids.includes(id);
  return locationId !== null && scope.ids.includes(locationId);
}
