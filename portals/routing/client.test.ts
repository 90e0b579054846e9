import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { KEY_DIRECTORY } from '../../simulators/fit-connect/test-support/portal.ts';
import { type RoutingService, startRoutingService } from '../../simulators/routing/index.ts';
import { SAMPLE_AREAS, sampleRoutes } from '../../simulators/routing/sample-areas.ts';
import { createRoutingClient, type RoutingClient, type RoutingSite } from './client.ts';
import { delays } from './delays.ts';

const HOME = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b002';
const NEXT_TOWN = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1c001';
const DOG_TAX = '99102013104000';
const NACHBARORT = '1002';
const SUBMISSION_API = 'https://submission.example/submission-api';

const clock = new SimulatedClock();
let service: RoutingService;
let client: RoutingClient;
let lines: string[] = [];

const start = (routes = sampleRoutes({ musterstadt: HOME, nachbarort: NEXT_TOWN })) =>
  startRoutingService({
    port: 0,
    keyDirectory: KEY_DIRECTORY,
    areas: SAMPLE_AREAS,
    routes,
    submissionHost: 'submission.example',
    clock,
  });
const clientOf = (url: string, changes: Partial<RoutingSite> = {}) =>
  createRoutingClient({
    site: { api: url, selfServicePortal: url, submissionApi: SUBMISSION_API, ...changes },
    clock,
    log: createLog((line) => lines.push(line), clock),
  });

beforeAll(async () => {
  service = await start();
}, 60_000);
afterAll(() => service.stop());
beforeEach(() => {
  service.setDown(false);
  client = clientOf(service.url);
  lines = [];
});

const namesOf = async (postalCode: string) => {
  const areas = await client.areas(postalCode);
  return areas.ok && areas.value.map(({ name }) => name);
};

test('the one area of a postal code', async () => expect(await namesOf('12346')).toEqual(['Nachbarort']));
test('two villages of one postal code', async () =>
  expect(await namesOf('12347')).toEqual(['Oberdorf (Muster)', 'Unterdorf']));
test('a postal code that nobody has', async () => expect(await namesOf('99999')).toEqual([]));

test('the authority of the next town, with its address', async () =>
  expect(await client.authority(DOG_TAX, NACHBARORT)).toEqual({
    ok: true,
    value: {
      destinationId: NEXT_TOWN,
      name: 'Stadt Nachbarort, Steueramt',
      address: ['Marktplatz 7', '12346 Nachbarort'],
      phone: '0123 987-12',
      email: 'steueramt@nachbarort.example',
    },
  }));

test('nobody takes the service there', async () =>
  expect(await client.authority(DOG_TAX, '1005')).toEqual({ ok: false, error: { reason: 'no-route' } }));
test('two offices take it: none is guessed', async () =>
  expect(await client.authority(DOG_TAX, '1006')).toEqual({ ok: false, error: { reason: 'several-routes' } }));

test('an authority without a name: nobody could be told who receives it', async () => {
  const nameless = sampleRoutes({ musterstadt: HOME, nachbarort: NEXT_TOWN }).map((route) => ({ ...route, told: {} }));
  const other = await start(nameless);
  const answer = await clientOf(other.url).authority(DOG_TAX, NACHBARORT);
  await other.stop();
  expect(answer).toMatchObject({ error: { reason: 'refused', detail: 'nameless' } });
});

test('a part that is only shown and has another form does not hide the authority', async () => {
  const odd = sampleRoutes({ musterstadt: HOME, nachbarort: NEXT_TOWN }).map((route) => ({
    ...route,
    told: { ...route.told, address: 'Marktplatz', contactPersons: null },
  }));
  const other = await start(odd);
  const answer = await clientOf(other.url).authority(DOG_TAX, NACHBARORT);
  await other.stop();
  expect(answer).toMatchObject({ value: { name: 'Stadt Nachbarort, Steueramt', address: [], phone: null } });
});

test('a route signed for another delivery service', async () =>
  expect(
    await clientOf(service.url, { submissionApi: 'https://elsewhere.example' }).authority(DOG_TAX, NACHBARORT),
  ).toMatchObject({ error: { reason: 'refused', detail: 'wrong-delivery-service' } }));

test('while the portal’s keys cannot be read, nothing is believed', async () => {
  const other = await start([]);
  other.setDown(true);
  const silent = clientOf(service.url, { selfServicePortal: other.url });
  expect(await silent.authority(DOG_TAX, NACHBARORT)).toMatchObject({
    error: { reason: 'unavailable', detail: 'keys-unreachable' },
  });
  await other.stop();
});

test('a fresh answer is given again without asking', async () => {
  await client.areas('12346');
  const calls = service.calls();
  expect(await namesOf('12346')).toEqual(['Nachbarort']);
  expect(service.calls()).toBe(calls);
});

test('an answer that is no longer fresh is asked for again', async () => {
  await client.areas('12346');
  const calls = service.calls();
  await clock.advance(delays.fresh);
  await client.areas('12346');
  expect(service.calls()).toBe(calls + 1);
});

test('during an outage the last answer holds', async () => {
  await client.authority(DOG_TAX, NACHBARORT);
  service.setDown(true);
  await clock.advance(delays.staleAtMost - 1);
  expect((await client.authority(DOG_TAX, NACHBARORT)).ok).toBe(true);
});

test('but not for ever', async () => {
  await client.authority(DOG_TAX, NACHBARORT);
  service.setDown(true);
  await clock.advance(delays.staleAtMost);
  expect(await client.authority(DOG_TAX, NACHBARORT)).toMatchObject({ error: { reason: 'unavailable' } });
});

test('a responsibility that has ended does not live on in memory', async () => {
  const routes = [...sampleRoutes({ musterstadt: HOME, nachbarort: NEXT_TOWN })];
  const other = await start(routes);
  const own = clientOf(other.url);
  await own.authority(DOG_TAX, NACHBARORT);
  routes.splice(0);
  await clock.advance(delays.fresh);
  expect(await own.authority(DOG_TAX, NACHBARORT)).toMatchObject({ error: { reason: 'no-route' } });
  other.setDown(true);
  expect(await own.authority(DOG_TAX, NACHBARORT)).toMatchObject({ error: { reason: 'unavailable' } });
  await other.stop();
});

test('neither place nor service stands in the log', async () => {
  await client.authority(DOG_TAX, '1005');
  service.setDown(true);
  await client.areas('12349');
  expect(lines.length).toBe(2);
  expect(lines.join()).not.toMatch(/12349|1005|99102013104000/);
});
