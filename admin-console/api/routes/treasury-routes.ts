import { zipSync } from 'fflate';
import { z } from 'zod';
import { writeCamt054 } from '../../../fleet-link/treasury/camt054.ts';
import { writeCsv } from '../../../fleet-link/treasury/csv.ts';
import { closingName } from '../../../fleet-link/treasury/entries.ts';
import { CASE_WAYS, type How } from '../../../fleet-link/treasury/ways.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { NoArguments } from '../../contract/requests.ts';
import {
  type CaseView,
  type ClosingAccount,
  type ClosingView,
  type SettlementView,
  TREASURY_ROUTES,
  type TreasuryRetention,
} from '../../contract/treasury/treasury.ts';
import {
  ClosingsAsked,
  NewSettlement,
  NewTreasuryRetention,
  OfCase,
  OfClosing,
} from '../../contract/treasury/treasury-requests.ts';
import { OPEN_STATES } from '../../domain/commands/command-state.ts';
import type { Commands } from '../../domain/commands/commands.ts';
import { LIMITS } from '../../domain/commands/limits.ts';
import type { TreasuryStore } from '../../domain/treasury/treasury-store.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';
import { giverIn } from './command-routes.ts';

/** Settlements in one answer. */
const MOST = 200;
/** Files of a ZIP carry a time; always the same one, so that the same closings are the same bytes. */
const NO_TIME = new Date(2000, 0, 1);

/** Closings of all terminals, their exports, and what a person has to decide about money. */
export const treasuryRoutes = (treasury: TreasuryStore, commands: Commands): readonly ApiRoute[] => [
  ...closingRoutes(treasury),
  ...caseRoutes(treasury, commands),
  ...retentionRoutes(treasury),
];

const closingRoutes = (treasury: TreasuryStore): readonly ApiRoute[] => [
  route({
    method: 'GET',
    path: TREASURY_ROUTES.closings(':tenant'),
    access: 'treasury.read',
    summary: 'Closings of the payment terminals within some days, the newest first, each compared with the journal.',
    query: ClosingsAsked,
    answer: z.array(z.custom<ClosingView>()),
    handle: async ({ tenants, query }) => [...(await treasury.closings(tenants, query))],
  }),
  route({
    method: 'GET',
    path: TREASURY_ROUTES.csv(':tenant'),
    access: 'treasury.read',
    summary: 'Every payment and reversal of these closings as a table; docs/treasury.md explains the columns.',
    query: ClosingsAsked,
    answer: z.string(),
    produces: 'text/csv; charset=utf-8',
    handle: async ({ tenants, query }) => writeCsv(await treasury.accounts(tenants, query), query.payee ?? null),
  }),
  route({
    method: 'GET',
    path: TREASURY_ROUTES.camt054(':tenant'),
    access: 'treasury.read',
    summary: 'A camt.054 message for each of these closings, as a ZIP; a closing in which nothing moved has none.',
    query: ClosingsAsked,
    answer: z.instanceof(Buffer),
    produces: 'application/zip',
    async handle({ tenants, query }) {
      const messages = (await treasury.accounts(tenants, query)).flatMap((account) => {
        const message = writeCamt054(account, query.payee ?? null);
        return message ? [[`${closingName(account)}.xml`, Buffer.from(message.xml)] as const] : [];
      });
      return Buffer.from(zipSync(Object.fromEntries(messages), { mtime: NO_TIME }));
    },
  }),
  route({
    method: 'GET',
    path: TREASURY_ROUTES.closing(':tenant', ':id', ':name'),
    access: 'treasury.read',
    summary: 'One closing with each payment, what is open, and what differs.',
    params: OfClosing,
    answer: z.custom<ClosingAccount>(),
    async handle({ tenants, params: { id, name } }) {
      const account = await treasury.account(tenants, id, name);
      if (!account) throw new Refusal('not-found');
      return account;
    },
  }),
];

const caseRoutes = (treasury: TreasuryStore, commands: Commands): readonly ApiRoute[] => [
  route({
    method: 'GET',
    path: TREASURY_ROUTES.cases(':tenant'),
    access: 'treasury.read',
    summary: 'What waits for a person about money: unclear, to be repaid, owed, differing.',
    answer: z.array(z.custom<CaseView>()),
    handle: async ({ tenants }) => [...(await treasury.cases(tenants))],
  }),
  route({
    method: 'GET',
    path: TREASURY_ROUTES.settlements(':tenant'),
    access: 'treasury.read',
    summary: 'What was decided here about such cases, the newest first, and what became of it.',
    answer: z.array(z.custom<SettlementView>()),
    handle: async ({ tenants }) => [...(await treasury.settlements(tenants, MOST))],
  }),
  route({
    method: 'POST',
    path: TREASURY_ROUTES.settlement(':tenant', ':id', ':case'),
    access: 'treasury.settle',
    summary: 'Settles a case: the terminal writes it into its journal, once.',
    params: OfCase,
    body: NewSettlement,
    answer: z.custom<SettlementView>(),
    async handle({ principal, tenants, params, body: { how, reason, id } }) {
      const tenantId = theTenant(tenants);
      const known = await treasury.case(tenantId, params.id, params.case);
      if (!known) throw new Refusal('not-found');
      const { kind, settlement } = known;
      const ways: readonly How[] = CASE_WAYS[kind];
      if (!ways.includes(how)) throw new Refusal('not-for-this-case');
      // Two people that decide differently: the first one counts, and the second one is told at once.
      if (settlement && settlement.id !== id && settlement.isOpen) throw new Refusal('being-settled');
      const command = await commands.give(
        tenantId,
        params.id,
        {
          order: { kind: 'settle-case', caseId: params.case, how },
          reason,
          urgent: true,
          id,
          lifeMs: LIMITS.lifeAtMost,
        },
        giverIn(tenantId, principal),
      );
      const { actor, createdAt, state, outcome, finishedAt, terminalId } = command;
      const settled = { id: command.id, terminalId, caseId: params.case, how, who: actor, why: command.reason };
      return { ...settled, at: createdAt, state, isOpen: OPEN_STATES.includes(state), outcome, finishedAt };
    },
  }),
];

const retentionRoutes = (treasury: TreasuryStore): readonly ApiRoute[] => [
  route({
    method: 'GET',
    path: TREASURY_ROUTES.retention(':tenant'),
    access: 'treasury.read',
    summary: 'For how many years closings are kept.',
    answer: z.custom<TreasuryRetention>(),
    handle: async ({ tenants }) => ({ years: await treasury.years(theTenant(tenants)) }),
  }),
  route({
    method: 'PUT',
    path: TREASURY_ROUTES.retention(':tenant'),
    access: 'tenant.manage',
    summary: 'Keeps closings for other years, as the law of the state demands.',
    body: NewTreasuryRetention,
    answer: NoArguments,
    async handle({ principal, tenants, body: { years } }) {
      await treasury.setYears(theTenant(tenants), years, principal.name);
      return {};
    },
  }),
];
