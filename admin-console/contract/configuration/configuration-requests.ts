import { z } from 'zod';

/** What the API takes about configuration. Only the hub reads these schemas: a page that imports them carries zod. */
const Id = z.uuid();
export const OfId = z.strictObject({ id: Id });
const Revision = z.int().min(1);
/** Why, in the person's own words: it stands in the audit. */
const Reason = z.string().trim().min(1).max(500);

export const ConfigurationPlace = z.strictObject({
  scope: z.enum(['tenant', 'location', 'terminal']),
  /** Id of the tenant, the location or the terminal. */
  scopeId: z.string().min(1).max(60),
});
const Title = z.string().trim().min(1).max(120);
export const NewConfigurationDraft = ConfigurationPlace.extend({ title: Title });
export const NewSampleDraft = z.strictObject({ title: Title });
/** Path → new text of the file, `null` to be without it; what is not named stays. */
export const ConfigurationChange = z.strictObject({
  revision: Revision,
  files: z.record(z.string().max(120), z.string().nullable()),
  /** Left out: the draft keeps its own. */
  title: Title.optional(),
});
export const ConfigurationRevision = z.strictObject({ revision: Revision });
export const ConfigurationReleaseHow = z.strictObject({
  revision: Revision,
  /** Epoch milliseconds; `null`: at once. */
  activeFrom: z.int().min(0).nullable(),
  /** False: only terminals that a rollout reaches get it. */
  isForAll: z.boolean().default(true),
});
export const PerhapsWithReason = z.strictObject({ reason: Reason.optional() });
export const WithReason = z.strictObject({ reason: Reason });
export const TwoVersions = z.strictObject({ from: Id, to: Id });
export const Compared = z.strictObject({
  /** Left out: nothing of that layer. */
  from: Id.optional(),
  to: Id,
  /** Of a draft, the one that was seen. */
  revision: z.coerce.number().int().min(1).optional(),
});
export const NewConfigurationComment = z.strictObject({
  text: z.string().trim().min(1).max(2_000),
  about: z.string().min(1).max(300).nullable(),
});

/** Characters of the largest FIM form: 2 MB. */
const LARGEST_FIM_FILE = 2 * 1024 * 1024;
/** A form of FIM: XDatenfelder, or its JSON Schema. */
export const FimFile = z.strictObject({ xml: z.string().min(1).max(LARGEST_FIM_FILE) });
/** Largest body of it, in bytes: letters of several bytes, escaped as JSON. */
export const MAX_FIM_IMPORT = 5 * 1024 * 1024;

/** Largest body of a change of files, in bytes: one file of the largest size, escaped as JSON. */
export const MAX_CONFIGURATION_CHANGE = 4 * 1024 * 1024;
