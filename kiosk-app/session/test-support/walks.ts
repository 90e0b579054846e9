import type { Harness } from './harness.ts';

/** Ways through a session that many tests begin with. */
export async function begin(h: Harness, service: string): Promise<void> {
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service });
  await h.do('begin');
}

export async function identify(h: Harness, service = 'bewohnerparkausweis'): Promise<void> {
  await begin(h, service);
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  await h.do('continue');
  h.attended.card(false);
  await h.settle();
}

export async function toEvidence(h: Harness): Promise<void> {
  await identify(h);
  await h.do('continue');
  await h.type({ plate: 'MS-AB 123', zone: 'B', validFrom: '06.01.2026' });
  await h.do('continue');
}

/** Parking permit: eID, form, one scanned page, fee of 30.70 EUR. */
export async function toParkingReview(h: Harness): Promise<void> {
  await toEvidence(h);
  await h.do('scan');
  await h.do('continue');
}

export async function toParkingPayment(h: Harness): Promise<void> {
  await toParkingReview(h);
  await h.do('confirm');
}

/** Registration certificate: eID, and a fee of 10 EUR that is paid after it was sent. */
export async function toCertificateReview(h: Harness): Promise<void> {
  const { result } = h.eidService;
  if (result.status === 'identified') {
    h.eidService.result = { ...result, identity: { ...result.identity, dateOfBirth: '1964-08-12' } };
  }
  await identify(h, 'meldebescheinigung');
  await h.do('continue');
  await h.type({ extent: 'simple' });
  await h.do('continue');
}

/** Dog tax: neither eID nor fee. */
export async function toDogReview(h: Harness): Promise<void> {
  await begin(h, 'hundesteuer-anmelden');
  await h.type({
    givenNames: 'Max',
    familyName: 'Beispiel',
    street: 'Hauptstraße 1',
    postalCode: '12345',
    city: 'Musterstadt',
  });
  await h.do('continue');
  await tellDog(h);
}

/** From the page of the first dog to the review: one dog, no direct debit. */
export async function tellDog(h: Harness): Promise<void> {
  await h.type({ dogName: 'Bello', breed: 'Dackel', heldSince: '01.01.2026', assistanceDog: 'no' });
  await h.do('continue');
  await h.do('continue');
  await h.type({ otherDogs: '0', mandate: 'no' });
  await h.do('continue');
}

/** Paying a bill of 25.00 EUR. */
export async function toBillReview(h: Harness): Promise<void> {
  await begin(h, 'bescheid-bezahlen');
  await h.type({ reference: '5201.1234.5678' });
  await h.do('continue');
  await h.do('continue');
}

/** What the terminal was told of an unfinished session. */
export const abandonments = (h: Harness): readonly unknown[] =>
  h.terminal.heard.filter(({ name }) => name === 'abandoned').map(({ params }) => params);
