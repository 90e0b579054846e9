import { z } from 'zod';

/**
 * Software over the fleet link: the hub says which version should run, the terminal says what runs and what became of
 * what it was told. How a package comes to the terminal is not said here.
 */
/** As a terminal names its software: "1.2.3". */
export const SoftwareVersion = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

export const WantedSoftware = z.strictObject({
  version: SoftwareVersion,
  /** SHA-256 of the package and its bytes; `null`: what ran before, which the terminal has kept. */
  package: z
    .strictObject({
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      size: z.int().min(1),
    })
    .nullable(),
});
export type WantedSoftware = z.infer<typeof WantedSoftware>;

/** What runs, and what became of the last version that was wanted. */
export const SoftwareState = z.strictObject({
  running: z.string().regex(/^[\w.+-]{1,40}$/),
  /** `null`: nothing else was wanted, or what was wanted runs. */
  change: z
    .strictObject({
      version: SoftwareVersion,
      state: z.enum(['fetching', 'staged', 'refused']),
      reason: z
        .string()
        .regex(/^[a-z][a-z-]{0,59}$/)
        .nullable(),
    })
    .nullable(),
});
export type SoftwareState = z.infer<typeof SoftwareState>;

/** Methods that the hub answers. */
export const hubSoftwareMethods = {
  /** Told on each new link and on each change. @returns what should run; `null`: nothing said */
  'software.state': { params: SoftwareState, result: z.strictObject({ wanted: WantedSoftware.nullable() }) },
} as const;

/** Notifications that the terminal hears. */
export const terminalSoftwareNotices = {
  /** Something else may be wanted: the terminal answers with `software.state`. */
  'software.changed': z.strictObject({}),
} as const;
