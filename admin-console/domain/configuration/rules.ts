import { Refusal } from '../../../foundation/errors.ts';
import type { ConfigurationDraft, ConfigurationRelease } from '../../contract/configuration/configuration.ts';

/** Who acts: `key` is a program. */
export interface ConfigurationActor {
  readonly kind: 'user' | 'key';
  readonly id: string;
  /** For the audit. */
  readonly name: string;
}

/** @throws Refusal `wrong-state`; `changed-meanwhile` if somebody else has changed it since `revision` was read */
export function mustBeOpen(draft: ConfigurationDraft, revision: number): void {
  if (draft.state !== 'open') throw new Refusal('wrong-state', draft.state);
  if (draft.revision !== revision) throw new Refusal('changed-meanwhile');
}

/**
 * Four eyes: a person who has changed nothing of it releases it, and releases what they have seen.
 * @throws Refusal `wrong-state`, `changed-meanwhile`, `needs-a-person`, `needs-another-person`, `base-is-old` (something
 * was released since it was begun), `before-the-scheduled`
 */
export function mayRelease(options: {
  readonly draft: ConfigurationDraft;
  readonly revision: number;
  readonly actor: ConfigurationActor;
  /** Newest release of the layer that was not withdrawn. */
  readonly newest: ConfigurationRelease | null;
  readonly activeFrom: number;
}): void {
  const { draft, revision, actor, newest, activeFrom } = options;
  if (draft.state !== 'submitted') throw new Refusal('wrong-state', draft.state);
  if (draft.revision !== revision) throw new Refusal('changed-meanwhile');
  if (actor.kind !== 'user') throw new Refusal('needs-a-person');
  if (draft.authors.includes(actor.id)) throw new Refusal('needs-another-person');
  if (draft.baseId !== (newest?.id ?? null)) throw new Refusal('base-is-old');
  // It holds what the scheduled one changes, which is not to be in force before its time.
  if (newest && activeFrom < newest.activeFrom) throw new Refusal('before-the-scheduled');
}

/** @throws Refusal `needs-a-person`, `needs-a-reason`, `wrong-state` if it is the newest itself or another layer's */
export function mayRollBackAlone(
  release: ConfigurationRelease,
  newest: ConfigurationRelease | null,
  actor: ConfigurationActor,
  reason: string,
): void {
  if (actor.kind !== 'user') throw new Refusal('needs-a-person');
  if (reason.trim().length < 10) throw new Refusal('needs-a-reason');
  if (newest === null || newest.id === release.id) throw new Refusal('wrong-state', 'newest');
}

/** @throws Refusal `wrong-state`: only what is not in force yet is withdrawn; the rest is rolled back */
export function mayWithdraw(release: ConfigurationRelease, now: number): void {
  if (release.withdrawnAt !== null) throw new Refusal('wrong-state', 'withdrawn');
  if (release.activeFrom <= now && release.isForAll) throw new Refusal('wrong-state', 'in-force');
}

/**
 * The release that a terminal gets of one layer: the newest that is in force, is not withdrawn, and is for all or has
 * reached this terminal.
 */
export function releaseInForce<
  R extends Pick<ConfigurationRelease, 'id' | 'number' | 'activeFrom' | 'isForAll' | 'withdrawnAt'>,
>(releases: readonly R[], admitted: ReadonlySet<string>, now: number): R | null {
  let best: R | null = null;
  for (const release of releases) {
    if (release.withdrawnAt !== null || release.activeFrom > now) continue;
    if (!release.isForAll && !admitted.has(release.id)) continue;
    if (best === null || release.number > best.number) best = release;
  }
  return best;
}
