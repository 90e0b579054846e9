import { z } from 'zod';
import { NoArguments } from '../../contract/requests.ts';
import { Selection, Tag } from '../../contract/terminals/selection-request.ts';
import { MOST_TAGS, TAG_ROUTES } from '../../contract/terminals/tags.ts';
import { changeTags, previewChange, tagsIn, undoChange } from '../../store/tags/tag-store.ts';
import type { AccessContext } from '../access/context.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';

const Tags = z.array(Tag).max(MOST_TAGS).default([]);
const NewTagChange = z.strictObject({ selection: Selection, add: Tags, remove: Tags });
const Counts = { changed: z.int(), unchanged: z.int(), full: z.int() };
const OfChange = z.strictObject({ id: z.uuid() });

/** The tenants' own words on terminals: one terminal or thousands, seen before it is done, taken back after. */
export function tagRoutes({ db, clock }: Pick<AccessContext, 'db' | 'clock'>): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: TAG_ROUTES.tags(':tenant'),
      access: 'fleet.read',
      summary: 'Tags that terminals have, by name, and how many have each.',
      answer: z.array(z.strictObject({ tag: z.string(), terminals: z.int() })),
      handle: async ({ tenants }) => [...(await tagsIn(db, tenants))],
    }),
    route({
      method: 'POST',
      path: TAG_ROUTES.preview(':tenant'),
      access: 'fleet.arrange',
      summary: 'How many terminals a change of tags would reach. Changes nothing.',
      body: NewTagChange,
      answer: z.strictObject(Counts),
      handle: ({ tenants, body: { selection, ...change } }) => previewChange(db, theTenant(tenants), selection, change),
    }),
    route({
      method: 'POST',
      path: TAG_ROUTES.changes(':tenant'),
      access: 'fleet.arrange',
      summary: 'Adds tags to all selected terminals and removes others.',
      body: NewTagChange,
      answer: z.strictObject({ id: z.uuid(), ...Counts }),
      handle: ({ principal, tenants, body: { selection, ...change } }) =>
        changeTags(db, clock, principal.name, theTenant(tenants), selection, change),
    }),
    route({
      method: 'POST',
      path: TAG_ROUTES.undone(':tenant', ':id'),
      access: 'fleet.arrange',
      summary: 'Takes back what a change of tags did, within a day of it.',
      params: OfChange,
      body: NoArguments,
      answer: z.strictObject(Counts),
      handle: ({ principal, tenants, params }) => undoChange(db, clock, principal.name, theTenant(tenants), params.id),
    }),
  ];
}
