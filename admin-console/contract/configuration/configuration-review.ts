import type { ConfigurationDraft, ConfigurationRelease } from './configuration.ts';

/** What a second person looks at before a release, and what became of one. Times are epoch milliseconds on the hub's clock. */

/** How many terminals a layer is for. */
export interface ConfigurationReach {
  readonly terminals: number;
  readonly locations: number;
}

export interface ConfigurationReview {
  readonly draft: ConfigurationDraft;
  /** Release from which it was begun. */
  readonly base: ConfigurationRelease | null;
  /** Release whose content it brings back. */
  readonly former: ConfigurationRelease | null;
  /** Names of everybody who has changed it. */
  readonly authors: readonly string[];
  readonly reach: ConfigurationReach;
  /** Why whoever asks cannot release it now (`mayRelease`, `rollout-open`); `null`: they can, if nothing is faulty. */
  readonly obstacle: string | null;
  /** What it became, once it is released. */
  readonly releaseId: string | null;
  readonly story: readonly ConfigurationStep[];
  readonly comments: readonly ConfigurationComment[];
}

/** Something that was done with a draft or a release. */
export interface ConfigurationStep {
  readonly at: number;
  readonly actor: string;
  /** As in the audit: `configuration.draft.begun`. */
  readonly act: string;
  readonly reason: string | null;
}

export interface ConfigurationComment {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly text: string;
  /** The line of the difference that it is about, by a name that only the console reads; `null`: the whole. */
  readonly about: string | null;
}

/** Two states of a layer as places get them: over the layers below it. Path → text. */
export interface ConfigurationComparison {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/**
 * How far a release is at a terminal. `has-it`: runs it. `on-trial`: runs it and still has to prove it. `staged`: takes
 * it over when nobody is there. `on-its-way`: linked, is being told. `unreachable`: not linked. `refused`: did not take
 * it, or went back. `faulty`: together with the layers of that place it cannot be made. `not-its-turn`: no rollout has
 * reached it. `not-yet`: the release is not in force yet. `replaced`: a newer one is in force there. `withdrawn`.
 */
export const SPREAD_STATES = [
  'has-it',
  'on-trial',
  'staged',
  'on-its-way',
  'unreachable',
  'refused',
  'faulty',
  'not-its-turn',
  'not-yet',
  'replaced',
  'withdrawn',
] as const;
export type SpreadState = (typeof SPREAD_STATES)[number];

export interface ConfigurationSpread {
  readonly release: ConfigurationRelease;
  readonly counts: Readonly<Record<SpreadState, number>>;
  /** Those that do not run it, by id; a hundred at most. */
  readonly without: readonly {
    readonly terminalId: string;
    readonly state: SpreadState;
    /** Of one that refused it: kebab-case, as the terminal says. */
    readonly reason: string | null;
  }[];
  readonly story: readonly ConfigurationStep[];
  readonly comments: readonly ConfigurationComment[];
}
