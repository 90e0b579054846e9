/** In an address: all tenants in which the caller may do this; for reading only. */
export const ALL = 'all';

/** Terminals whose names are asked for at once: their ids have to fit into an address. */
export const MOST_NAMED_TERMINALS = 100;

/** Addresses of the hub's API. Each id may be the placeholder of the server's router. */
export const ROUTES = {
  /** GET `?metric=&from=&to=&by=&location=&service=`: `StatisticTable`. */
  statisticsTable: (tenant: string) => `/api/tenants/${tenant}/statistics/table` as const,
  /** GET, as before and `?language=`: CSV. */
  statisticsCsv: (tenant: string) => `/api/tenants/${tenant}/statistics/table.csv` as const,
  /** GET `?metric=&by=&location=&service=&beforeFrom=&beforeTo=&afterFrom=&afterTo=`: `ComparedRow[]`. */
  statisticsComparison: (tenant: string) => `/api/tenants/${tenant}/statistics/comparison` as const,
  /** GET `?from=&to=&language=&location=&service=`: `Answer[]` in sentences. */
  statisticsAnswers: (tenant: string) => `/api/tenants/${tenant}/statistics/answers` as const,
  /** GET `?since=&language=&location=&service=`: what changed with a day, in sentences. */
  statisticsChange: (tenant: string) => `/api/tenants/${tenant}/statistics/change` as const,
  /** GET `?month=&language=`: PDF. */
  statisticsReport: (tenant: string) => `/api/tenants/${tenant}/statistics/report.pdf` as const,
  /** GET, PUT: counts of people below this are not shown. */
  statisticsThreshold: (tenant: string) => `/api/tenants/${tenant}/statistics/threshold` as const,
  /** GET: what the hub keeps, and for how long. */
  retention: (tenant: string) => `/api/tenants/${tenant}/retention` as const,
  /** GET: `{ id, name }[]`, where terminals stand. */
  locations: (tenant: string) => `/api/tenants/${tenant}/locations` as const,
  /** GET `?from=&sort=&order=&limit=&condition=&cause=&location=&tag=&software=&text=`, or `?after=`: `TerminalPage`. */
  terminals: (tenant: string) => `/api/tenants/${tenant}/terminals` as const,
  /** GET: `ServiceTitle[]`, what services are called at the terminals. */
  serviceTitles: (tenant: string) => `/api/tenants/${tenant}/service-titles` as const,
  /** GET `?ids=` (parted by commas, `MOST_NAMED_TERMINALS` of them): `TerminalNamed[]`, those that have a name. */
  terminalNames: (tenant: string) => `/api/tenants/${tenant}/terminal-names` as const,
  /** PUT `TerminalName`: what people call it. */
  terminalName: (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}/name` as const,
  /** GET: `SoftwareInUse[]`. */
  softwareInUse: (tenant: string) => `/api/tenants/${tenant}/software-in-use` as const,
  /** GET: `TerminalTotals`. */
  terminalTotals: (tenant: string) => `/api/tenants/${tenant}/terminal-totals` as const,
  /** GET: `TerminalView`. */
  terminal: (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}` as const,
  /** POST `Reason`: the terminal's link ends wherever it is, and no other is taken until it is enrolled again. */
  revocation: (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}/revocation` as const,
  /** PUT `NewDialling`: who opens this terminal's connections. */
  dialling: (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}/dialling` as const,
  /** GET: server-sent events, each a `TerminalSummary[]` of rows that changed since the one before. */
  events: (tenant: string) => `/api/tenants/${tenant}/events` as const,
  /** POST `NewEnrolmentCode`: `EnrolmentCode`. */
  enrolmentCodes: (tenant: string) => `/api/tenants/${tenant}/enrolment-codes` as const,
  /** POST `NoArguments`: somebody has found out why this journal went back. */
  journalExplained: (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}/journal-explained` as const,
  /** POST `HelpTaken`: somebody looks after this call for help. */
  helpTaken: (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}/help-taken` as const,
  /** GET: `CommandView[]`, newest first. */
  commands: (tenant: string) => `/api/tenants/${tenant}/commands` as const,
  /** GET: `CommandView`. */
  command: (tenant: string, id: string) => `/api/tenants/${tenant}/commands/${id}` as const,
  /** GET: `CommandFileView`. */
  commandFile: (tenant: string, id: string) => `/api/tenants/${tenant}/commands/${id}/file` as const,
  /** POST `NoArguments`: takes back what was not sent yet. */
  commandCancelled: (tenant: string, id: string) => `/api/tenants/${tenant}/commands/${id}/cancelled` as const,
  /** POST `NewCommand`: `CommandView`. */
  terminalCommands: (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}/commands` as const,
  /** GET: `CommandBatchView[]`, newest first. POST `NewCommandBatch`: `CommandBatchView`. */
  commandBatches: (tenant: string) => `/api/tenants/${tenant}/command-batches` as const,
  /** POST `CommandBatchPreview`: `CommandPreview`. */
  commandBatchPreview: (tenant: string) => `/api/tenants/${tenant}/command-batches/preview` as const,
  /** GET: `CommandBatchView`. */
  commandBatch: (tenant: string, id: string) => `/api/tenants/${tenant}/command-batches/${id}` as const,
  /** POST `NoArguments`: what was not sent yet is taken back. */
  commandBatchStopped: (tenant: string, id: string) => `/api/tenants/${tenant}/command-batches/${id}/stopped` as const,
  configuration: {
    /** GET: `ConfigurationDraft[]`. POST `NewConfigurationDraft`: `ConfigurationDraft`. */
    drafts: (tenant: string) => `/api/tenants/${tenant}/configuration/drafts` as const,
    /** GET with `scope` and `scopeId`: `ConfigurationLayer[]` of that place, the lowest first, its own last. */
    layers: (tenant: string) => `/api/tenants/${tenant}/configuration/layers` as const,
    /** POST `NewSampleDraft`: `ConfigurationDraft` of the tenant with the offer of the sample municipality. */
    sampleDraft: (tenant: string) => `/api/tenants/${tenant}/configuration/sample-draft` as const,
    /** POST `FimFile`: `FimImport` (config/fim/fim-import.ts). Refused with `fim-` and a `FimFault`. */
    fimImport: (tenant: string) => `/api/tenants/${tenant}/configuration/fim-import` as const,
    /** GET: a draft with `files`. PUT `ConfigurationChange`: `ConfigurationDraft`. */
    draft: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}` as const,
    /** GET: `ConfigurationFaultView[]`. */
    faults: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/faults` as const,
    /** POST `ConfigurationRevision`. */
    submit: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/submit` as const,
    /** POST `PerhapsWithReason`. */
    discard: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/discard` as const,
    /** POST `WithReason`. */
    reopen: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/reopen` as const,
    /** POST `ConfigurationReleaseHow`: `ConfigurationRelease`. */
    release: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/release` as const,
    /** GET: `ConfigurationRelease[]`. */
    releases: (tenant: string) => `/api/tenants/${tenant}/configuration/releases` as const,
    /** GET: `LayerFiles`. */
    releasedFiles: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/releases/${id}/files` as const,
    /** POST `WithReason`: `ConfigurationRelease`. */
    withdraw: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/releases/${id}/withdraw` as const,
    /** POST `NoArguments`: `ConfigurationDraft`. */
    askForRollBack: (tenant: string, id: string) =>
      `/api/tenants/${tenant}/configuration/releases/${id}/ask-for-roll-back` as const,
    /** POST `WithReason`: `ConfigurationRelease`. */
    rollBackAlone: (tenant: string, id: string) =>
      `/api/tenants/${tenant}/configuration/releases/${id}/roll-back-alone` as const,
    /** GET with `from` and `to` (ids of releases or drafts): `ConfigurationDifference[]`. */
    difference: (tenant: string) => `/api/tenants/${tenant}/configuration/difference` as const,
    /** GET: `ConfigurationReview`. */
    review: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/review` as const,
    /** POST `NewConfigurationComment`: `ConfigurationComment`. */
    comments: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/comments` as const,
    /** GET `?from=&to=&revision=` (ids of releases or drafts): `ConfigurationComparison`. */
    comparison: (tenant: string) => `/api/tenants/${tenant}/configuration/comparison` as const,
    /** GET: `ConfigurationSpread`. */
    spread: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/releases/${id}/spread` as const,
    /** POST `NoArguments`: `PreviewView`, the one that stands if there is one. */
    previewOf: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/drafts/${id}/preview` as const,
    /** GET `?after=`: `PreviewView`, answered once its version is higher, or after a while. DELETE: ends it. */
    preview: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/previews/${id}` as const,
    /** POST `NoArguments`: `PreviewAddress`. */
    previewAddress: (tenant: string, id: string) =>
      `/api/tenants/${tenant}/configuration/previews/${id}/address` as const,
    /** POST `PreviewAct`. */
    previewAct: (tenant: string, id: string) => `/api/tenants/${tenant}/configuration/previews/${id}/act` as const,
    /** GET: `TerminalConfiguration[]`. */
    terminals: (tenant: string) => `/api/tenants/${tenant}/configuration/terminals` as const,
  },
} as const;
