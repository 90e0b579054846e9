/** Configuration: drafts, releases, and what terminals have of them. Times are epoch milliseconds on the hub's clock. */
export interface ConfigurationTables {
  configurationDraft: {
    id: string;
    tenantId: string;
    scope: string;
    scopeId: string;
    title: string;
    /** JSON: path → text or `null`. */
    files: string;
    state: string;
    revision: number;
    baseId: string | null;
    rollsBackTo: string | null;
    /** JSON: ids. */
    authors: string;
    createdAt: number;
    changedAt: number;
    changedBy: string;
  };
  configurationRelease: {
    id: string;
    tenantId: string;
    scope: string;
    scopeId: string;
    number: number;
    title: string;
    files: string;
    releasedAt: number;
    releasedBy: string;
    activeFrom: number;
    rollsBackTo: string | null;
    emergency: string | null;
    isForAll: number;
    withdrawnAt: number | null;
    draftId: string | null;
  };
  /** What people say about a draft. */
  configurationComment: {
    id: string;
    tenantId: string;
    draftId: string;
    at: number;
    by: string;
    text: string;
    /** A line of the difference; see `ConfigurationComment`. */
    about: string | null;
  };
  /** Terminals that a rollout has reached with a release that is not for all. */
  configurationAdmission: { releaseId: string; terminalId: string; at: number };
  /** Rises with each act that may change what terminals get; its row is also the lock of a tenant's releases. */
  configurationChange: { tenantId: string; seq: number };
  /** The version last made for each terminal, and what it said of itself. */
  configurationTarget: {
    terminalId: string;
    /** Ids of the releases it was made of. */
    releases: string;
    version: number;
    digest: string | null;
    madeAt: number;
    isRollBack: number;
    fault: string | null;
    running: number | null;
    runningDigest: string | null;
    staged: number | null;
    trusted: number;
    isOnTrial: number;
    refusedVersion: number | null;
    refusedReason: string | null;
    refusedDetail: string | null;
    reportedAt: number | null;
  };
  /** Files of bundles, each content once. */
  configurationContent: { digest: string; list: string; files: string; madeAt: number };
}
