import type {
  ConfigurationDifference,
  ConfigurationDraft,
  ConfigurationFaultView,
  ConfigurationLayer,
  ConfigurationRelease,
  ConfigurationScope,
  LayerFiles,
  TerminalConfiguration,
} from '../../contract/configuration/configuration.ts';
import type { ConfigurationActor } from './rules.ts';

type Tenants = readonly string[];

export interface LayerName {
  readonly tenantId: string;
  readonly scope: ConfigurationScope;
  readonly scopeId: string;
}
export interface NewDraft extends LayerName {
  readonly title: string;
}

export interface ComposedDraft {
  readonly tenantId: string;
  readonly revision: number;
  readonly files: Readonly<Record<string, string>>;
  readonly faults: readonly ConfigurationFaultView[];
}

/**
 * Drafts and releases of all layers. Each method is one transaction with its entry in the audit; each looks only at the
 * tenants it is given and refuses with `not-found` for everything else.
 */
export interface Configurations {
  drafts(tenants: Tenants): Promise<readonly ConfigurationDraft[]>;
  draft(tenants: Tenants, id: string): Promise<ConfigurationDraft & { readonly files: LayerFiles }>;
  /** Layers of a place, the lowest first, its own last. */
  layers(place: LayerName): Promise<readonly ConfigurationLayer[]>;
  /** Of a draft: whoever follows it asks for this often. */
  revision(tenants: Tenants, id: string): Promise<number>;
  /** The files that a place of this draft would get, over the layers below it, and what is wrong with them. */
  composed(tenants: Tenants, id: string): Promise<ComposedDraft>;
  /** Begun from the newest release of its layer. */
  begin(draft: NewDraft, actor: ConfigurationActor): Promise<ConfigurationDraft>;
  /** @param change path → new text, `null` to be without it */
  change(
    tenants: Tenants,
    id: string,
    revision: number,
    change: LayerFiles,
    actor: ConfigurationActor,
    /** Left out: the draft keeps its own. */
    title?: string,
  ): Promise<ConfigurationDraft>;
  check(tenants: Tenants, id: string): Promise<readonly ConfigurationFaultView[]>;
  /** Refuses with `has-faults`. */
  submit(tenants: Tenants, id: string, revision: number, actor: ConfigurationActor): Promise<ConfigurationDraft>;
  /** Back to its authors, or away. */
  reopen(tenants: Tenants, id: string, actor: ConfigurationActor, reason: string): Promise<ConfigurationDraft>;
  discard(tenants: Tenants, id: string, actor: ConfigurationActor, reason?: string): Promise<ConfigurationDraft>;
  /** See `mayRelease`; refuses with `has-faults` too. */
  release(
    tenants: Tenants,
    id: string,
    how: {
      readonly revision: number;
      /** `null`: at once. */
      readonly activeFrom: number | null;
      /** False: only terminals that a rollout reaches get it. */
      readonly isForAll: boolean;
    },
    actor: ConfigurationActor,
  ): Promise<ConfigurationRelease>;
  releases(tenants: Tenants): Promise<readonly ConfigurationRelease[]>;
  releasedFiles(tenants: Tenants, id: string): Promise<LayerFiles>;
  withdraw(tenants: Tenants, id: string, actor: ConfigurationActor, reason: string): Promise<ConfigurationRelease>;
  /** A draft with the content of a former release, submitted: a second person releases it. */
  askForRollBack(tenants: Tenants, id: string, actor: ConfigurationActor): Promise<ConfigurationDraft>;
  /** At once, by one person, with their reason in the audit. */
  rollBackAlone(tenants: Tenants, id: string, actor: ConfigurationActor, reason: string): Promise<ConfigurationRelease>;
  /** Between two releases, or a release and a draft. */
  difference(tenants: Tenants, from: string, to: string): Promise<readonly ConfigurationDifference[]>;
  terminals(tenants: Tenants): Promise<readonly TerminalConfiguration[]>;
}
