import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import type { Desk } from '../frame/desk.ts';
import { timeWords } from '../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly release: ConfigurationRelease;
  /** Of its layer, those that were taken back apart. */
  readonly isNewest: boolean;
}

/** Whether it holds now, will, or did. */
export function ReleaseState({ desk: { say, language }, release, isNewest }: Props) {
  const { withdrawnAt, activeFrom, isForAll } = release;
  const time = (at: number) => timeWords(at, language, { status: null });
  if (withdrawnAt !== null)
    return <span class="pill">{say('release-state.withdrawn', { time: time(withdrawnAt) })}</span>;
  if (activeFrom > Date.now())
    return <span class="pill warn">{say('release-state.scheduled', { time: time(activeFrom) })}</span>;
  if (!isNewest) return <span class="pill">{say('release-state.replaced')}</span>;
  return <span class="pill good">{say(isForAll ? 'release-state.in-force' : 'release-state.stepwise')}</span>;
}
