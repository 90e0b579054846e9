import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Personal } from '../../foundation/personal.ts';
import { readLinkFragment } from '../../portals/phone-relay/link/link-address.ts';
import { binary, needlesOf, text } from '../wipe/canaries.ts';
import { searchMemory } from '../wipe/memory.ts';
import { createSearch } from '../wipe/search.ts';
import { recordedRelay } from './test-support/recorded-relay.ts';
import { linkedVisit } from './test-support/visit.ts';

/** Bytes from the middle of what travels: nothing else has them. */
const runOf = (name: string, bytes: Uint8Array) => binary(name, Buffer.from(bytes.slice(50_000, 50_024)));

test('what passes through a relay is in clear neither on its wire, nor in its memory, nor in its log', async () => {
  const relay = await recordedRelay();
  const { telephone, visit, link, code, until } = await linkedVisit(relay);
  const photo = new Uint8Array(randomBytes(300_000));
  const receipt = new Uint8Array(randomBytes(150_000));
  telephone.add([new Blob([photo])]);
  await until(({ pictures }) => pictures.size).toBe(1);
  const given = await link.give({
    name: 'Quittung-4711.pdf',
    type: 'application/pdf',
    title: 'Quittung für Quastenflößer',
    bytes: new Personal<Uint8Array>(receipt),
  });
  expect([given.ok, visit.taken.length]).toEqual([true, 1]);

  const { id = '', secret = '' } = readLinkFragment(new URL(code).hash) ?? {};
  const canaries = [
    runOf('photo', photo),
    runOf('receipt', receipt),
    text('title', 'Quittung für Quastenflößer'),
    text('asked', 'Fahrzeugschein'),
    text('secret', secret),
    binary('secret', Buffer.from(secret, 'base64url')),
  ];
  const search = createSearch(needlesOf(canaries));
  const memory = searchMemory(relay.pid, 'relay', search);
  expect(memory?.hits).toEqual([]);
  // What it does know of the link is found so: the search looks where such things are.
  const known = createSearch(needlesOf([text('box', id)]));
  expect(searchMemory(relay.pid, 'relay', known)?.hits).not.toEqual([]);
  await relay.stop();
  expect(search.in(relay.heard())).toEqual([]);
  expect(relay.heard().length).toBeGreaterThan(photo.length + receipt.length);
  expect(known.in(relay.heard())).not.toEqual([]);
  expect([...search.in(relay.log()), ...known.in(relay.log())]).toEqual([]);
  expect(relay.log().toString()).toContain('"phone-relay.minute"');
}, 60_000);
