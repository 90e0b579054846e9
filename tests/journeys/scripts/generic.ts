import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConditionTest, SingleCondition } from '../../../config/schema/condition.ts';
import { mayBeTyped } from '../../../config/schema/demands-eid.ts';
import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import { ServiceDefinition } from '../../../config/schema/service.ts';
import { Bug } from '../../../foundation/errors.ts';
import { CitizensTelephone } from '../citizens-telephone.ts';
import { photograph, takeAlong } from './by-telephone.ts';
import { chooseWay, findService, identify, receive, reviewAndPay, scan } from './common-steps.ts';
import { type Answer, answerTo } from './generic-answers.ts';
import type { Delivered, Play, Script } from './script.ts';

const SERVICES = join(import.meta.dirname, '../../../config/services');

/** How somebody without a script of their own says who they are. */
type Way = 'card' | 'typed';

/**
 * A citizen who walks any service that sends a request, by its definition alone: what is asked is answered by its kind,
 * papers are scanned, a fee is paid, an eID is shown where one is demanded. Whoever may type, types.
 */
function anyService(service: ServiceDefinition, way: Way = mayBeTyped(service) ? 'typed' : 'card'): Script {
  const isOther = way === 'card' && mayBeTyped(service);
  return {
    service: isOther ? `${service.id}-mit-ausweis` : service.id,
    faults: [],
    isGeneric: true,
    patience: 300_000,
    play: (play) => walk(play, service, way, null),
  };
}

/** The same with photos of the person's own telephone instead of the scanner; what there is comes along on it. */
export const byPhone = (id: string): Script => ({
  service: `${id}-phone`,
  faults: [],
  isGeneric: true,
  patience: 300_000,
  async play(play) {
    const service = serviceIn(`${id}.json`);
    const telephone = new CitizensTelephone();
    try {
      return await walk(play, service, mayBeTyped(service) ? 'typed' : 'card', telephone);
    } finally {
      await telephone.close();
    }
  },
});

/** Any service that asks for a paper, photographed; `undefined` for one that asks for none, or that there is not. */
export function withTelephone(id: string): Script | undefined {
  const found = readdirSync(SERVICES)
    .map(serviceIn)
    .find((service) => service.id === id);
  return found?.route.kind === 'fit-connect' && found.evidence.length > 0 ? byPhone(id) : undefined;
}

/** Every service of the sample that sends a request to a fixed authority, but those that are played by scripts of their own. */
export const anyServices = (others: readonly Pick<Script, 'service'>[]): readonly Script[] =>
  readdirSync(SERVICES)
    .map(serviceIn)
    .filter(({ id, route }) => route.kind === 'fit-connect' && !others.some((script) => script.service === id))
    .map((service) => anyService(service));

/** A service that people may type through, with their card all the same. */
export const withCard = (id: string): Script => anyService(serviceIn(`${id}.json`), 'card');

const serviceIn = (file: string): ServiceDefinition =>
  ServiceDefinition.parse(JSON.parse(readFileSync(join(SERVICES, file), 'utf8')));

type Answers = ReadonlyMap<string, Answer>;

async function walk(
  play: Play,
  service: ServiceDefinition,
  way: Way,
  telephone: CitizensTelephone | null,
): Promise<Delivered> {
  const { citizen } = play.stage;
  await findService(play, service.id);
  const isRead = service.identification.kind === 'eid' && way === 'card';
  if (isRead) await identify(play);
  else if (service.identification.kind === 'eid') await chooseWay(play.stage, 'typed');
  const answers = await fillIn(play, service, isRead);
  const scans: Buffer[] = [];
  for (const _ of service.evidence) scans.push(telephone ? await photograph(play, telephone) : await scan(play));
  const cents = priceOf(service, answers);
  if (cents === null) {
    await citizen.see('review', 'open');
    await citizen.press('intent-confirm');
  } else await reviewAndPay(play);
  let takenAlong: Delivered['takenAlong'];
  const beside = async () => {
    if (telephone) takenAlong = await takeAlong(play, telephone);
  };
  const numbers = await receive(play, { paid: cents !== null, beside });
  const secret = [...answers.values()].flatMap(({ isSecret, typed }) => (isSecret && typed ? [typed] : []));
  const { person } = play.stage;
  const { givenNames, familyName } = person;
  return {
    data: {
      ...(service.form.length > 0 && {
        antrag: Object.fromEntries([...answers].map(([id, { sent }]) => [id, sent])),
      }),
      ...(isRead && { antragsteller: cardOf(play) }),
    },
    identity: isRead ? { familyName, givenNames } : null,
    cents,
    pages: scans.length,
    secrets: [...secret, ...(telephone ? [telephone.inPhoto] : [])],
    readable: secret,
    ...(takenAlong && { takenAlong }),
    scanSeen: scans[0] ?? null,
    numbers,
  };
}

/** What this citizen has to pay by what they chose; nobody here pays less than others. */
function priceOf({ fee }: ServiceDefinition, answers: Answers): number | null {
  if (fee.kind === 'fixed') return fee.cents;
  if (fee.kind === 'none') return null;
  if (fee.kind !== 'table') throw new Bug('this citizen counts no prices');
  const chosen = answers.get(fee.field)?.chosen;
  return fee.prices.find(({ value }) => value === chosen)?.cents ?? null;
}

/** As the simulated card tells it. */
function cardOf({ stage: { person } }: Play) {
  const { givenNames, familyName, street, postalCode, city, country = 'D' } = person;
  return { familyName, givenNames, address: { street, postalCode, city, country } };
}

/** Page after page: whatever must be answered. @returns answers by field id, those of the card among them */
async function fillIn(play: Play, service: ServiceDefinition, isRead: boolean): Promise<Answers> {
  const { citizen, person } = play.stage;
  const answers = new Map<string, Answer>();
  for (const page of service.form) {
    if (!isAsked(page, answers)) continue;
    await citizen.see('form', page.id);
    for (const field of page.fields) {
      if (field.type === 'computed' || !isAsked(field, answers)) continue;
      const read = isRead && field.prefill ? person[field.prefill as keyof typeof person] : undefined;
      if (typeof read === 'string') {
        answers.set(field.id, { sent: read, isSecret: false });
        continue;
      }
      if (!field.required && !field.ifAny) continue;
      const answer = answerTo(field, answers.size);
      if (answer.isSigned) {
        const svgPath = await citizen.sign(field.id);
        answers.set(field.id, { ...answer, sent: { kind: 'drawn', svgPath, width: 1000, height: 320 } });
        continue;
      }
      answers.set(field.id, answer);
      if (answer.typed !== undefined) await citizen.type(field.id, answer.typed);
      else if (answer.chosen !== undefined) await citizen.choose(field.id, answer.chosen);
    }
    await citizen.press('intent-continue');
  }
  return answers;
}

/** Whether the answers so far lead to a question. */
function isAsked({ visibleIf }: Pick<FieldDefinition, 'visibleIf'>, answers: Answers): boolean {
  if (!visibleIf) return true;
  const single = (one: SingleCondition) => ('not' in one ? !holds(one.not, answers) : holds(one, answers));
  if ('all' in visibleIf) return visibleIf.all.every(single);
  return 'any' in visibleIf ? visibleIf.any.some(single) : single(visibleIf);
}

function holds(test: ConditionTest, answers: Answers): boolean {
  if (!('field' in test)) throw new Bug('this citizen compares no numbers');
  const answer = answers.get(test.field);
  const said = answer?.chosen ?? answer?.typed ?? '';
  return 'oneOf' in test ? test.oneOf.includes(said) : said === test.equals;
}
