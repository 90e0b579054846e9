import type { CatalogueScreen, ServiceCard } from '../../session/contract/screens/catalogue.ts';
import { BILL, DOG, journeyAt, PARKING, SERVICES, type Story, story } from './fixture.ts';

const HOME: CatalogueScreen = {
  kind: 'catalogue',
  query: '',
  list: { kind: 'home' },
  services: SERVICES,
  total: 48,
  situations: [
    { id: 'moving', title: 'Umzug', icon: 'moving' },
    { id: 'letter', title: 'Post vom Amt', icon: 'letter' },
    { id: 'car', title: 'Auto', icon: 'car' },
    { id: 'birth', title: 'Ein Kind kommt', icon: 'birth' },
    { id: 'dog', title: 'Hund', icon: 'dog' },
    { id: 'home', title: 'Haus und Wohnung', icon: 'home' },
    { id: 'loss', title: 'Etwas ist weg', icon: 'key' },
    { id: 'death', title: 'Todesfall', icon: 'candle' },
  ],
  categories: ['mobility', 'animals', 'payments', 'residence', 'information'],
};
const catalogue = (services: readonly ServiceCard[], query = ''): CatalogueScreen =>
  query === '' && services.length > 0
    ? { ...HOME, services, total: services.length }
    : { ...list(services, { kind: 'search', isNear: false }), query };
const list = (services: readonly ServiceCard[], shown: CatalogueScreen['list'], more = 0): CatalogueScreen => ({
  ...HOME,
  list: shown,
  services,
  total: services.length + more,
  situations: [],
  categories: [],
});
const LETTERS = [...'ABDEFGHKLMPRSTUVW'];

const info = (service: ServiceCard, needs: readonly ('id-card' | 'pin' | 'bank-card' | 'document' | 'bill')[]) =>
  ({
    kind: 'service-info',
    service,
    prerequisites: [
      'Sie wohnen in einer Parkzone von Musterstadt und sind dort gemeldet.',
      'Das Auto ist auf Sie zugelassen.',
      'Sie haben noch keinen Bewohnerparkausweis.',
    ],
    documents: needs.includes('document') ? ['Zulassungsbescheinigung Teil I'] : [],
    needs,
    prices: [],
    reduction: null,
    noPaperReceipt: false,
    office: { name: 'Straßenverkehrsamt', phone: '0123 456-20', room: 'Rathaus, 1. Stock, Zimmer 112' },
    kept: { months: 120, law: '§ 147 AO' },
    deferred: false,
  }) as const;

const EVERYTHING = ['id-card', 'pin', 'document', 'bank-card'] as const;

export const startStories: readonly Story[] = [
  story('out-of-service-devices', { kind: 'out-of-service', reason: 'devices' }),
  story('out-of-service-maintenance', { kind: 'out-of-service', reason: 'maintenance' }),
  story('out-of-service-network', { kind: 'out-of-service', reason: 'network' }),
  story('out-of-service-closed', {
    kind: 'out-of-service',
    reason: 'closed',
    notices: [
      { language: 'de', dir: 'ltr', text: 'Wegen Umbaus bis 14 Uhr geschlossen. Das Bürgerbüro hilft Ihnen weiter.' },
      { language: 'en', dir: 'ltr', text: 'Closed for building work until 2 p.m. The citizens’ office will help you.' },
    ],
  }),
  story('attract', { kind: 'attract', services: SERVICES }),
  story('attract-three', { kind: 'attract', services: [PARKING, DOG, BILL] }),
  story('attract-card-left', { kind: 'attract', services: SERVICES }, { change: { cardLeft: true } }),
  story('out-of-service-card-left', { kind: 'out-of-service', reason: 'devices' }, { change: { cardLeft: true } }),
  story('orient', { kind: 'orient' }),
  story('catalogue', catalogue(SERVICES)),
  story('catalogue-home', HOME),
  story('catalogue-letters', list(SERVICES, { kind: 'letters', letters: LETTERS, letter: null }, 42)),
  story('catalogue-situation', list([DOG, PARKING], { kind: 'situation', title: 'Umzug' })),
  story('catalogue-near', { ...list([DOG], { kind: 'search', isNear: true }), query: 'meinen hund bringen' }),
  story('catalogue-three', catalogue([PARKING, DOG, BILL])),
  story('catalogue-found', catalogue([DOG], 'hund')),
  story('catalogue-deferred', catalogue([{ ...DOG, deferred: true }, BILL, PARKING])),
  story('catalogue-none', catalogue([], 'xylofon')),
  story(
    'catalogue-unavailable',
    catalogue([
      { ...PARKING, unavailable: 'portal-down' },
      { ...BILL, unavailable: 'payment-device' },
      { ...PARKING, id: 'b', title: 'Führungszeugnis', icon: 'certificate', unavailable: 'eid-device' },
      { ...DOG, unavailable: 'scanner-device' },
    ]),
  ),
  story('service-info', info(PARKING, EVERYTHING)),
  story('service-info-journey', info(PARKING, EVERYTHING), {
    journey: {
      ...journeyAt('identify'),
      steps: journeyAt('identify').steps.map((step) => ({ ...step, state: 'ahead' })),
    },
  }),
  story('service-info-bill', { ...info(BILL, ['bill', 'bank-card']), prerequisites: [] }),
  story('service-info-prices', {
    ...info({ ...PARKING, fee: { kind: 'from', cents: 1250 } }, ['document', 'bank-card']),
    prices: [
      { label: 'Schwimmkurs für Kinder, zehn Stunden', cents: 2500 },
      { label: 'Schwimmkurs für Erwachsene, zehn Stunden', cents: 6000 },
      { label: 'Wassergymnastik, ein halbes Jahr', cents: 9950 },
    ],
    reduction: { percent: 50, proof: 'Bescheid über Bürgergeld oder Wohngeld' },
  }),
  story('service-info-nothing', info(DOG, [])),
  story('service-info-no-eid', {
    ...info(
      {
        ...DOG,
        title: 'Führungszeugnis beantragen',
        summary: 'Auf der Seite des Bundesamts für Justiz, mit Ihrem Online-Ausweis.',
        fee: { kind: 'fixed', cents: 1300 },
        icon: 'certificate',
        needsEid: true,
      },
      ['id-card', 'pin', 'bank-card'],
    ),
    prerequisites: [
      'Sie melden sich mit Ausweis und PIN an. Das Gesetz will es so.',
      'Sie bezahlen die Gebühr auf der Seite, mit Karte.',
    ],
    canSayNoEid: true,
  }),
  story('service-info-warnings', { ...info(PARKING, EVERYTHING), noPaperReceipt: true, deferred: true }),
  story('service-info-unavailable', info({ ...PARKING, unavailable: 'payment-device' }, EVERYTHING)),
];
