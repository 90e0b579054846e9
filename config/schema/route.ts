import { z } from 'zod';
import { AppointmentConcern } from './appointment-concern.ts';
import { InformationRoute, LookupRoute, PrintoutRoute } from './told-at-terminal.ts';
import { PortalName } from './web-portal.ts';

const DataSchemaFile = z.string().describe('File in config/submission-schemas');

export const Route = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fit-connect'),
    destination: z.string().describe('Name of a destination of the site'),
    publicService: z
      .string()
      .regex(/^urn:[a-z0-9][a-z0-9-]{0,31}:\S{1,100}$/i, 'urn')
      .optional()
      .describe(
        'Under which of the destination’s public services requests are announced where there is no LeiKa key, as with bills',
      ),
    dataSchema: DataSchemaFile,
  }),
  z
    .strictObject({ kind: z.literal('fit-connect-by-place'), dataSchema: DataSchemaFile })
    .describe(
      'To the authority that is responsible where the citizen lives: found by the LeiKa key, through the routing service of the site',
    ),
  z
    .strictObject({ kind: z.literal('pin-change') })
    .describe('Sets or changes the PIN of the identity card: finished at the terminal, nothing is sent anywhere'),
  z
    .strictObject({
      kind: z.literal('web'),
      portal: PortalName.describe('Name among the web portals of the site'),
      costs: z
        .int()
        .min(1)
        .max(100_000_00)
        .optional()
        .describe('Cents that the web site charges: said before, paid there; left out: nothing, or it depends'),
    })
    .describe('Opens a web site that the site allows; finished there'),
  z
    .strictObject({
      kind: z.literal('appointment'),
      concerns: z.array(AppointmentConcern).min(1).max(30),
      offices: z
        .array(z.int().min(1))
        .max(50)
        .default([])
        .describe('Numbers of the offices that are offered; empty: all that serve the concern'),
    })
    .describe('Books an appointment at an office, in the appointment system of the site'),
  z
    .strictObject({ kind: z.literal('appointment-manage') })
    .describe('Shows, moves or cancels an appointment, by its number or code'),
  InformationRoute,
  LookupRoute,
  PrintoutRoute,
]);
export type Route = z.infer<typeof Route>;

type Routed = { readonly route: Route };
export type SubmissionRoute = Extract<Route, { readonly dataSchema: string }>;

/** Where a service's requests go, and in which form; `null` for one that sends none. */
export const submissionRoute = ({ route }: Routed): SubmissionRoute | null => ('dataSchema' in route ? route : null);

/** Name of the destination of the site that gets all requests of a service; `null` where it depends, or there are none. */
export const fixedDestination = ({ route }: Routed): string | null =>
  route.kind === 'fit-connect' ? route.destination : null;

/** Which authority gets it depends on where the citizen lives. */
export const isRoutedByPlace = ({ route }: Routed): boolean => route.kind === 'fit-connect-by-place';

/** Name of the web portal that a service opens; `null` for any other. */
export const webPortalOf = ({ route }: Routed): string | null => (route.kind === 'web' ? route.portal : null);

/** Finished at the terminal with what is told there: nothing is sent anywhere. */
export const isToldHere = ({ route }: Routed): boolean => TOLD_HERE.includes(route.kind);
const TOLD_HERE: readonly Route['kind'][] = ['information', 'lookup', 'printout'];

/** Done with the appointment system of the site. */
export const isAppointment = ({ route }: Routed): boolean =>
  route.kind === 'appointment' || route.kind === 'appointment-manage';
