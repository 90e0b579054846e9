import type { Configurations } from '../../../admin-console/domain/configuration/configurations.ts';
import { createConfigurations } from '../../../admin-console/store/configuration/configurations.ts';
import { createConfigurationReviews } from '../../../admin-console/store/configuration/reviews.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { BEGUN, edited, OFFERS, type OfferOfTown, SAID, WAITING } from './offer-changes.ts';
import { dated, officeHour } from './past.ts';
import type { People } from './people.ts';

const MINUTE = 60_000;
const [WRITTEN_AT, RELEASED_AT] = [8, 13];

/**
 * What the towns have released in the last weeks, one draft that waits for its release and one that is being written.
 * @returns id of the release that a rollout brings, by town
 */
export async function writeOffers(db: HubDatabase, clock: Clock, people: People): Promise<ReadonlyMap<string, string>> {
  const rolledOut = new Map<string, string>();
  for (const town of OFFERS) {
    const id = await releaseAll(db, clock, people, town);
    if (id !== null) rolledOut.set(town.tenantId, id);
  }
  await submitWaiting(db, clock, people);
  await writeAtPlace(at(db, officeHour(clock, 1, WRITTEN_AT)), people['jana.albrecht'], BEGUN);
  return rolledOut;
}

/** The hub learns of releases by the row that each of them writes. */
const at = (db: HubDatabase, clock: Clock): Configurations => createConfigurations(db, clock, () => {});

async function releaseAll(db: HubDatabase, clock: Clock, people: People, town: OfferOfTown): Promise<string | null> {
  const { tenantId, author, releaser, first, releases } = town;
  const layer = { tenantId, scope: 'tenant', scopeId: tenantId } as const;
  let rolledOut: string | null = null;
  let files: Awaited<ReturnType<OfferOfTown['first']>> = first();
  for (const [n, { title, edits, daysAgo, isForAll }] of releases.entries()) {
    const writing = at(db, officeHour(clock, daysAgo, WRITTEN_AT));
    const draft = await writing.begin({ ...layer, title }, people[author]);
    const changed = edited(files, edits) as Record<string, string>;
    files = { ...files, ...changed };
    const written = await writing.change(
      ...([[tenantId], draft.id, draft.revision, n === 0 ? files : changed, people[author]] as const),
    );
    const submitted = await writing.submit([tenantId], draft.id, written.revision, people[author]);
    const { id } = await at(db, officeHour(clock, daysAgo, RELEASED_AT)).release(
      [tenantId],
      draft.id,
      { revision: submitted.revision, activeFrom: null, isForAll },
      people[releaser],
    );
    if (!isForAll) rolledOut = id;
  }
  return rolledOut;
}

async function submitWaiting(db: HubDatabase, clock: Clock, people: People): Promise<void> {
  const author = people['jana.albrecht'];
  const writing = at(db, officeHour(clock, 2, WRITTEN_AT));
  const { id, revision } = await writeAtPlace(writing, author, WAITING);
  await writing.submit(['default'], id, revision, author);
  const from = officeHour(clock, 2, WRITTEN_AT + 1).now();
  for (const [n, { by, text }] of SAID.entries()) {
    const reviews = createConfigurationReviews(db, dated(from + n * 25 * MINUTE));
    await reviews.comment(['default'], id, { text, about: null }, people[by]);
  }
}

async function writeAtPlace(
  writing: Configurations,
  author: People['jana.albrecht'],
  { placeId, title, edits }: typeof WAITING,
) {
  const layer = { tenantId: 'default', scope: 'location', scopeId: placeId } as const;
  const { id, revision } = await writing.begin({ ...layer, title }, author);
  return writing.change(['default'], id, revision, edited({}, edits), author);
}
