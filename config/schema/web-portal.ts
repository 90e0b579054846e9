import { z } from 'zod';
import { EidAttribute } from './identity-fields.ts';

/** `stadt.example`, `*.stadt.example`, `stadt.example:8443`; lower case, names outside ASCII as "xn--…". */
const HOST =
  /^(\*\.)?(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{2,5})?$/;

export const PortalHost = z.string().max(260).regex(HOST, 'portal-host');

export const PortalName = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'portal-name');

const Address = z
  .string()
  .max(500)
  .regex(/^https:\/\/[^\s@#\\]+$/, 'portal-address');

/** One part of what may be loaded. */
export const AllowedPart = z.strictObject({
  host: PortalHost.describe('Host, "*.host" for all below it, with ":port" where it is not 443'),
  paths: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^\/[\w~!$&'()*+,;=:@/.-]*$/, 'portal-path'),
    )
    .min(1)
    .default(['/'])
    .describe('What these begin with; "/termine" covers "/termine/neu" and not "/termine-anderswo"'),
  methods: z
    .array(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']))
    .min(1)
    .default(['GET', 'POST'])
    .describe('HEAD and OPTIONS go with any of them'),
  purpose: z
    .enum(['page', 'resource'])
    .default('page')
    .describe('page: people may get there. resource: parts of pages only (pictures, scripts, fonts)'),
  sockets: z.boolean().default(false).describe('WebSockets to this host are needed'),
});
export type AllowedPart = z.infer<typeof AllowedPart>;

/** A web site that citizens may use at the terminal, and what of it: as a session is told it. */
export const WebPortalRules = z.strictObject({
  start: Address.describe('Page that is opened first'),
  allowed: z.array(AllowedPart).min(1).max(60),
  eid: z
    .strictObject({
      tcTokenHosts: z.array(PortalHost).min(1).max(10).describe('Where the TC token may come from'),
      refreshHosts: z.array(PortalHost).min(1).max(10).describe('Where the page may go on afterwards'),
      rights: z.array(EidAttribute).min(1).describe('What it may ask of the card at most'),
    })
    .nullable()
    .default(null)
    .describe('The portal starts identifications with the identity card itself; null: it may not'),
  downloads: z.enum(['print', 'none']).default('none').describe('print: a PDF may be printed after a look at it'),
  uploads: z.enum(['scan', 'none']).default('none').describe('scan: where the page wants a file, it gets a scan'),
  timeoutMinutes: z.int().min(2).max(60).default(20).describe('Longest visit'),
});
export type WebPortalRules = z.infer<typeof WebPortalRules>;

export const WebPortal = WebPortalRules.extend({
  caFile: z.string().nullable().default(null).describe('PEM of the portal’s certificate; for tests only'),
}).refine(
  ({ start, allowed }) => allowed.some((part) => part.purpose === 'page' && coversHost(part.host, hostOf(start))),
  {
    error: 'portal-start-not-allowed',
    path: ['start'],
  },
);
export type WebPortal = z.infer<typeof WebPortal>;

const hostOf = (address: string): string => URL.parse(address)?.host ?? '';

/** @param host with its port where it is not 443, as `URL.host` says it */
export function coversHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern;
}
