import type { SoftwareState, WantedSoftware } from '../../../fleet-link/software.ts';
import type {
  RolloutAct,
  RolloutKind,
  RolloutMemberState,
  RolloutPlan,
  RolloutProgress,
  RolloutTerminal,
  RolloutView,
  SoftwareRelease,
} from '../../contract/rollouts/rollouts.ts';
import type { RolloutActor } from './rules.ts';

type Tenants = readonly string[];

export interface NewRollout {
  readonly tenantId: string;
  readonly kind: RolloutKind;
  readonly releaseId: string;
  readonly title: string;
  readonly plan: RolloutPlan;
}
export interface RolloutChange {
  /** The one that was seen. */
  readonly revision: number;
  readonly title: string;
  readonly plan: RolloutPlan;
}
export interface RolloutDeed {
  readonly revision: number;
  readonly reason: string;
}
export interface RolloutExclusion extends RolloutDeed {
  readonly terminalIds: readonly string[];
}
export interface RolloutTerminalFilter {
  readonly after?: string | undefined;
  readonly most: number;
  readonly ring?: number | undefined;
  readonly state?: RolloutMemberState | undefined;
}

/**
 * Rollouts as people see and move them. Each act is one transaction with its entry in the audit; each method looks only
 * at the tenants it is given and refuses with `not-found` for everything else.
 */
export interface Rollouts {
  /** Newest first. */
  list(tenants: Tenants, most: number): Promise<readonly RolloutView[]>;
  progress(tenants: Tenants, id: string, actor: RolloutActor): Promise<RolloutProgress>;
  /** By id; of a draft, whom it would reach. */
  terminals(tenants: Tenants, id: string, filter: RolloutTerminalFilter): Promise<readonly RolloutTerminal[]>;
  /** @throws Refusal `no-such-release` */
  create(rollout: NewRollout, actor: RolloutActor): Promise<RolloutView>;
  /** @throws Refusal `wrong-state`, `changed-meanwhile` */
  change(tenants: Tenants, id: string, change: RolloutChange, actor: RolloutActor): Promise<RolloutView>;
  /**
   * @throws Refusal `wrong-state`, `changed-meanwhile`; of `start` also `needs-a-person`, `needs-another-person` and
   * why it cannot begin, see `store/rollouts/subject.ts`
   */
  act(tenants: Tenants, id: string, act: RolloutAct, deed: RolloutDeed, actor: RolloutActor): Promise<RolloutView>;

  /**
   * These are never offered it, whatever ring they are in.
   * @throws Refusal `wrong-state`, `changed-meanwhile`, `already-offered` if one of them was: nothing is changed then
   */
  exclude(tenants: Tenants, id: string, exclusion: RolloutExclusion, actor: RolloutActor): Promise<RolloutView>;

  softwareReleases(tenants: Tenants): Promise<readonly SoftwareRelease[]>;
  /** @throws Refusal `version-taken` */
  addSoftware(
    release: Pick<SoftwareRelease, 'tenantId' | 'version' | 'channel' | 'notes' | 'digest' | 'size'>,
    actor: RolloutActor,
  ): Promise<SoftwareRelease>;
  /** @throws Refusal `rollout-open`, `wrong-state` */
  withdrawSoftware(tenants: Tenants, id: string, actor: RolloutActor, reason: string): Promise<SoftwareRelease>;
}

/** What terminals tell of their software, and what they are told to run. */
export interface SoftwareTargets {
  /** Keeps what the terminal says. @returns what should run; `null`: nothing was rolled out to it */
  told(terminalId: string, state: SoftwareState): Promise<WantedSoftware | null>;
}
