import type { OnCallRota } from '../../contract/alerting/rota.ts';
import type { AlertRules } from '../../contract/alerting/rules.ts';
import type { Episode } from './episode.ts';
import type { Mute } from './mutes.ts';
import type { ObservedTerminal, WatchedTerminal } from './observed.ts';

/** What stands at terminals; answered by whoever keeps their reports. */
export interface StandingConditions {
  /** Those of these that there are. */
  observe(terminalIds: readonly string[]): Promise<readonly ObservedTerminal[]>;
  /** Terminals of which something that is observed here was changed at that time or later. */
  changedSince(at: number): Promise<readonly { readonly id: string; readonly changedAt: number }[]>;
  /** Ids in their order, for going through all of them; the empty string comes before the first. */
  terminalsAfter(id: string, atMost: number): Promise<readonly string[]>;
}

export interface KeptEpisode extends Episode {
  readonly id: string;
  readonly tenantId: string;
  readonly terminalId: string;
  /** Counts its changes: who changes it names the one that it has seen. */
  readonly version: number;
}

/** A change that is written only if nobody else has changed the episode meanwhile, together with its messages. */
export interface EpisodeChange {
  readonly terminalId: string;
  readonly tenantId: string;
  /** `null`: it begins; nothing is written if another process has begun the same. */
  readonly before: KeptEpisode | null;
  /** `null`: it is forgotten. */
  readonly after: Episode | null;
  readonly message: EpisodeMessage | null;
}

export type EpisodeMessage =
  | {
      readonly kind: 'opened' | 'escalated';
      readonly channelIds: readonly string[];
      /** A channel hears the same of an episode once. */
      readonly act: string;
      /** Others of the same cause join the message until then, epoch milliseconds. */
      readonly sendAt: number;
    }
  /** To every channel that was told, and no other. */
  | { readonly kind: 'recovered'; readonly sendAt: number };

/** What a tenant has set. */
export interface TenantAlerting {
  readonly rules: AlertRules;
  readonly rota: OnCallRota;
  /** Those that have not ended. */
  readonly mutes: readonly Mute[];
  /** Those that are not turned off. */
  readonly channelIds: readonly string[];
}

/** What alerting asks of whatever keeps episodes. Each method is one transaction. */
export interface AlertingStore {
  /** Those that are not closed. */
  live(terminalIds: readonly string[]): Promise<readonly KeptEpisode[]>;
  /** @returns terminals with an episode that is due, the longest due first */
  dueTerminals(atMost: number): Promise<readonly string[]>;
  watched(terminalIds: readonly string[]): Promise<ReadonlyMap<string, WatchedTerminal>>;
  tenant(tenantId: string): Promise<TenantAlerting>;
  /** @returns how many of the changes were written */
  commit(changes: readonly EpisodeChange[], watched: ReadonlyMap<string, WatchedTerminal>): Promise<number>;
  /** This process looks at the terminals from now on, unless another does; asked again every `DELAYS.watch`. */
  watch(processId: string): Promise<{
    readonly isHolder: boolean;
    /** The hub watches since then without a gap. */
    readonly watchingSince: number;
    /** When some process last said so before. */
    readonly seenBefore: number;
  }>;
  /** Forgets what has been over for long enough. */
  forgetOld(): Promise<void>;
}
