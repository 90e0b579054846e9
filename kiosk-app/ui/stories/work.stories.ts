import type { ScanFault } from '../../../device-drivers/scanner/contract.ts';
import type { NoticeReason } from '../../session/contract/notice.ts';
import type { BillScreen } from '../../session/contract/screens/bill.ts';
import type { EvidenceScreen } from '../../session/contract/screens/evidence.ts';
import type { FieldErrorReason, FieldView, FormScreen } from '../../session/contract/screens/form.ts';
import type { ReviewScreen } from '../../session/contract/screens/review.ts';
import { billJourneyAt, field, type Story, type StoryOptions, story } from './fixture.ts';

const form = (name: string, over: Partial<FormScreen>, options: StoryOptions = {}): Story =>
  story(
    name,
    { kind: 'form', pageId: 'vehicle', title: '', page: 1, pages: 2, fields: [], complete: false, ...over },
    options,
  );

const card = (id: string, label: string, value: string, over: Partial<FieldView> = {}): FieldView =>
  field(id, label, { value, origin: 'card', ...over });

const VEHICLE: readonly FieldView[] = [
  field('plate', 'Kennzeichen', { type: 'plate', hint: 'Zum Beispiel MS-AB 123', maxLength: 12 }),
  field('zone', 'Parkzone', {
    type: 'choice',
    hint: 'Die Zone steht auf den Schildern in Ihrer Straße.',
    options: [
      { value: 'A', label: 'A – Altstadt' },
      { value: 'B', label: 'B – Bahnhofsviertel' },
      { value: 'C', label: 'C – Am Stadtpark' },
      { value: 'D', label: 'D – Hafen' },
    ],
  }),
  field('validFrom', 'Gültig ab', {
    type: 'date',
    hint: 'Tag.Monat.Jahr – ab heute, bis in einem Jahr',
    maxLength: 10,
  }),
  field('email', 'E-Mail-Adresse', {
    type: 'email',
    hint: 'Nur wenn Sie eine Benachrichtigung möchten.',
    required: false,
  }),
];

const STROKES = ['M180 220l40 -150l30 160l60 -90l40 70l50 -40', 'M460 200l60 -60l20 70l80 -80l90 60l120 -40'].join(
  '\n',
);
const signature = (value: string, over: Partial<FieldView>): FieldView =>
  field('mandateSignature', 'Unterschrift des Kontoinhabers', {
    type: 'signature',
    hint: 'Damit darf die Stadt die Hundesteuer abbuchen. Sie können das widerrufen.',
    signing: 'drawn',
    maxLength: 120,
    value,
    ...over,
  });

/** Values that fit the reason; a record, so that the compiler misses a reason that the contract adds. */
const ERRORS: Readonly<Record<FieldErrorReason, readonly [value: string, limit: string | null]>> = {
  required: ['', null],
  'too-long': ['Sehr lang', '5'],
  characters: ['Mu$ter', null],
  email: ['erika@', null],
  phone: ['12', null],
  date: ['31.02.2026', null],
  'date-past': ['01.01.1900', '01.01.1920'],
  'date-future': ['01.01.2099', '31.12.2026'],
  number: ['zwei', null],
  'too-small': ['0', '1'],
  'too-large': ['99', '20'],
  plate: ['MS-', null],
  street: ['Heidestraße', null],
  'postal-code': ['123', null],
  elsewhere: ['51147', null],
  town: ['4711', null],
  choice: ['', null],
  'bill-reference': ['K-1', null],
  amount: ['12,5O', null],
  'amount-too-small': ['3', '5,00 €'],
  'amount-too-large': ['900', '500,00 €'],
  iban: ['DE88 3704 0044 0532 0130 00', null],
  'iban-length': ['DE89 3704', '22'],
  'partial-date': ['13.1980', null],
  'plate-kind': ['MS-AB 123', null],
  signature: ['M100 100l8 2', null],
};
const errorFields = (reasons: readonly FieldErrorReason[]): readonly FieldView[] =>
  reasons.map((reason) =>
    field(reason, 'Angabe', { value: ERRORS[reason][0], error: { reason, limit: ERRORS[reason][1] } }),
  );
const ERROR_REASONS = Object.keys(ERRORS) as FieldErrorReason[];

const bill = (name: string, over: Partial<BillScreen>, options: StoryOptions = {}): Story =>
  story(
    name,
    {
      kind: 'bill',
      field: field('reference', 'Kassenzeichen', {
        type: 'bill-reference',
        hint: 'Es steht oben rechts auf Ihrem Schreiben.',
        maxLength: 25,
      }),
      canScan: true,
      lookup: 'idle',
      bill: null,
      bills: [],
      cents: 0,
      canAdd: true,
      removed: null,
      ...over,
    },
    { journey: billJourneyAt('bill'), ...options },
  );
const LOOKUPS: Readonly<Record<BillScreen['lookup'], true>> = {
  idle: true,
  running: true,
  unknown: true,
  unavailable: true,
  paid: true,
  cancelled: true,
  twice: true,
  full: true,
  'being-paid': true,
  'not-payable-here': true,
};
const typedBill = field('reference', 'Kassenzeichen', {
  type: 'bill-reference',
  value: 'VG-2026-004711',
  maxLength: 25,
});

const page = (id: string, preview: string, blank = false) => ({
  id,
  preview,
  width: 620,
  height: 877,
  blank,
  from: 'scanner' as const,
});
const evidence = (name: string, over: Partial<EvidenceScreen>, options: StoryOptions = {}): Story =>
  story(
    name,
    {
      kind: 'evidence',
      item: {
        id: 'registration',
        title: 'Zulassungsbescheinigung Teil I',
        hint: 'Der „Fahrzeugschein“. Legen Sie ihn mit der Schrift nach unten auf das Glas. Sie behalten das Original.',
        required: true,
        maxPages: 4,
      },
      index: 0,
      count: 1,
      source: 'flatbed',
      pages: [],
      scan: { state: 'idle' },
      ways: ['scan'],
      phone: { kind: 'off' },
      asked: null,
      complete: false,
      ...over,
    },
    options,
  );
const SCAN_FAULTS: Readonly<Record<ScanFault, true>> = {
  'no-paper': true,
  jammed: true,
  'cover-open': true,
  busy: true,
  'access-denied': true,
  'io-error': true,
  'out-of-memory': true,
  gone: true,
  cancelled: true,
  'too-large': true,
};
const ONE = [page('p1', 'scan-1')];
const TWO = [page('p1', 'scan-1'), page('p2', 'scan-2')];

const BOTH: Pick<EvidenceScreen, 'ways'> = { ways: ['scan', 'phone'] };
const LINKED = { kind: 'linked', second: false, receiving: null, refused: null } as const;
const FROM_PHONE = TWO.map((one) => ({ ...one, from: 'phone' as const }));

const REVIEW: ReviewScreen = {
  kind: 'review',
  blocks: [
    {
      id: 'person',
      step: 'form',
      title: 'Ihre Angaben',
      rows: [
        { label: 'Vornamen', value: 'Erika' },
        { label: 'Familienname', value: 'Mustermann' },
        { label: 'Straße und Hausnummer', value: 'Heidestraße 17' },
        { label: 'Postleitzahl', value: '12345' },
        { label: 'Ort', value: 'Musterstadt' },
      ],
      pictures: [],
      changeable: true,
    },
    {
      id: 'vehicle',
      step: 'form',
      title: 'Ihr Auto und die Parkzone',
      rows: [
        { label: 'Kennzeichen', value: 'MS-AB 123' },
        { label: 'Parkzone', value: 'B – Bahnhofsviertel' },
        { label: 'Gültig ab', value: '01.02.2026' },
        { label: 'E-Mail-Adresse', value: '' },
      ],
      pictures: [],
      changeable: true,
    },
    {
      id: 'registration',
      step: 'evidence',
      title: 'Zulassungsbescheinigung Teil I',
      rows: [],
      pictures: ['scan-1', 'scan-2'],
      changeable: true,
    },
  ],
  fee: { cents: 3070, purpose: 'Bewohnerparkausweis, 1 Jahr', paid: 'before' },
  recipient: 'Straßenverkehrsamt der Stadt Musterstadt',
  deferred: false,
  state: 'open',
};

const NOTICES: Readonly<Record<NoticeReason, true>> = {
  'not-possible-now': true,
  incomplete: true,
  'wrong-value': true,
  'unknown-code': true,
  'code-without-reference': true,
  'code-web-address': true,
  'code-appointment': true,
  'too-many-pages': true,
  'appointment-taken': true,
  'appointment-lapsed': true,
  'appointment-busy': true,
  'appointment-too-many': true,
  'appointment-unknown': true,
  'code-no-appointment': true,
  'document-unknown': true,
};

const FINE = {
  reference: 'VG-2026-004711',
  payee: 'Stadtkasse Musterstadt',
  purpose: 'Verwarnungsgeld wegen Parkens im Halteverbot',
  cents: 2500,
  dueDate: '2026-02-14',
};
const DOGS = { ...FINE, reference: 'HS-2026-000815', purpose: 'Hundesteuer 2026', cents: 10_000, dueDate: null };
const WATER = {
  ...FINE,
  reference: 'W-88.2210.7',
  payee: 'Stadtwerke Musterstadt',
  purpose: 'Wasser und Abwasser, Abschlag',
  cents: 8510,
};

export const workStories: readonly Story[] = [
  ...(Object.keys(LOOKUPS) as BillScreen['lookup'][]).map((lookup) =>
    bill(`bill-${lookup}`, lookup === 'idle' ? {} : { lookup, field: typedBill }),
  ),
  bill('bill-no-reader', { canScan: false }),
  bill('bill-found', {
    field: typedBill,
    bill: FINE,
    bills: [FINE],
    cents: 2500,
  }),
  bill('bill-several', { bill: WATER, bills: [FINE, DOGS, WATER], cents: 21_010, removed: 'Mahngebühr' }),
  bill('bill-one-more', { bills: [FINE, WATER], cents: 11_010 }),
  form('form-person', {
    pageId: 'person',
    title: 'Ihre Angaben',
    fields: [
      card('givenNames', 'Vornamen', 'Erika', { type: 'name', locked: true }),
      card('familyName', 'Familienname', 'Mustermann', { type: 'name', locked: true }),
      card('street', 'Straße und Hausnummer', 'Heidestraße 17'),
      card('postalCode', 'Postleitzahl', '12345', { type: 'postal-code' }),
      card('city', 'Ort', 'Musterstadt'),
    ],
    complete: true,
  }),
  form('form-recipient', {
    pageId: 'recipient.found',
    title: 'Das geht an diese Behörde',
    told: [
      { label: 'Behörde', value: 'Stadt Nachbarort, Steueramt' },
      { label: 'Adresse', value: 'Marktplatz 7, 12346 Nachbarort' },
      { label: 'Telefon', value: '0123 987-12' },
    ],
    complete: true,
  }),
  form('form-locked', {
    pageId: 'person',
    title: 'Ihre Angaben',
    fields: [
      card('givenNames', 'Vornamen', 'Erika', { type: 'name', locked: true }),
      card('familyName', 'Familienname', 'Mustermann', { type: 'name', locked: true }),
    ],
    complete: true,
  }),
  form('form-vehicle', { title: 'Ihr Auto und die Parkzone', page: 2, fields: VEHICLE }),
  form('form-date', {
    title: 'Wann soll es losgehen?',
    fields: [VEHICLE[2], VEHICLE[0]].filter((f) => f !== undefined),
  }),
  form('form-email', {
    title: 'Wie erreichen wir Sie?',
    fields: VEHICLE.slice(3).map((f) => ({ ...f, required: true })),
  }),
  form('form-phone', {
    title: 'Wie erreichen wir Sie?',
    fields: [field('phone', 'Telefonnummer', { type: 'phone' })],
  }),
  form('form-text', { title: 'Ihr Hund', fields: [field('dogName', 'Name des Hundes'), field('breed', 'Rasse')] }),
  form('form-name', {
    title: 'Ihre Angaben',
    fields: [
      field('givenNames', 'Vorname', { type: 'name', maxLength: 80 }),
      field('company', 'Firma', { required: false }),
    ],
  }),
  form('form-mixed', {
    title: 'Ihr Hund',
    fields: [
      field('dogName', 'Name des Hundes', { maxLength: 40 }),
      field('assistanceDog', 'Ist es ein Assistenzhund?', { type: 'yes-no' }),
      field('note', 'Bemerkung', { required: false }),
      field('breed', 'Rasse'),
    ],
  }),
  form('form-one-name', {
    title: 'Ihre Angaben',
    fields: [
      field('givenNames', 'Vornamen', {
        type: 'name',
        hint: 'Haben Sie nur einen Namen? Dann lassen Sie dieses Feld leer.',
        required: false,
        ifAny: true,
      }),
      field('familyName', 'Familienname', { type: 'name' }),
      field('company', 'Firma', { required: false }),
    ],
  }),
  form('form-filled', {
    title: 'Ihr Hund',
    fields: [
      field('dogName', 'Name des Hundes', { value: 'Rex' }),
      field('note', 'Bemerkung', { required: false }),
      field('breed', 'Rasse', { value: 'Pudel' }),
    ],
  }),
  form('form-yes-no', {
    title: 'Ihr Hund',
    fields: [
      field('assistanceDog', 'Ist es ein Assistenzhund?', { type: 'yes-no', value: 'yes' }),
      field('assistanceKind', 'Art der Assistenz', {
        type: 'choice',
        options: [
          { value: 'guide', label: 'Blindenführhund' },
          { value: 'hearing', label: 'Signalhund für Gehörlose' },
          { value: 'other', label: 'Andere Assistenz' },
        ],
      }),
    ],
  }),
  form('form-kinds', {
    title: 'Ihr Antrag',
    fields: [
      field('what', 'Was ist passiert?', { type: 'long-text', value: 'Am Tor liegt ein Rad.\nEs ist rot.' }),
      field('amount', 'Betrag', { type: 'amount', value: '12,50' }),
      field('iban', 'IBAN', { type: 'iban', value: 'DE89 3704 0044 0532 0130 00', maxLength: 42 }),
      field('extras', 'Was brauchen Sie?', {
        type: 'multi-choice',
        value: 'hall',
        options: [
          { value: 'hall', label: 'Die Halle' },
          { value: 'chairs', label: 'Stühle' },
          { value: 'sound', label: 'Ein Mikrofon' },
        ],
      }),
    ],
    told: [{ label: 'Zusammen', value: '12,50 €' }],
  }),
  form('form-broken', {
    title: 'Wann brauchen Sie die Halle?',
    fields: [
      field('from', 'Von', { type: 'date', value: '24.12.2026' }),
      field('until', 'Bis', { type: 'date', value: '20.12.2026' }),
    ],
    broken: ['Das Ende liegt vor dem Anfang. Bitte ändern Sie einen der Tage.'],
  }),
  form('form-entries', {
    title: 'Ihre Hunde',
    list: {
      entries: [
        { id: '1', title: 'Hund 1', name: 'Rex', complete: true },
        { id: '2', title: 'Hund 2', name: '', complete: false },
      ],
      add: 'Noch einen Hund eintragen',
      min: 1,
      canRestore: true,
    },
  }),
  form('form-signature', { title: 'Abbuchen lassen', fields: [signature('', {})] }),
  form('form-signature-drawn', { title: 'Abbuchen lassen', fields: [signature(STROKES, {})], complete: true }),
  form('form-signature-short', {
    title: 'Abbuchen lassen',
    fields: [signature('M100 100l8 2', { error: { reason: 'signature', limit: null } })],
  }),
  form('form-signature-typed', {
    title: 'Abbuchen lassen',
    fields: [signature('Erika Mustermann', { type: 'name', signing: 'typed' })],
    complete: true,
  }),
  form('form-entries-none', {
    title: 'Ihre Hunde',
    list: { entries: [], add: 'Einen Hund eintragen', min: 1, canRestore: false },
  }),
  form('form-errors-1', { title: 'Fehler', fields: errorFields(ERROR_REASONS.slice(0, 8)) }),
  form('form-errors-2', { title: 'Fehler', fields: errorFields(ERROR_REASONS.slice(8, 13)) }),
  form('form-errors-3', { title: 'Fehler', fields: errorFields(ERROR_REASONS.slice(13)) }),
  form(
    'form-choice-error',
    {
      title: 'Ihr Auto und die Parkzone',
      fields: VEHICLE.map((f) => (f.id === 'zone' ? { ...f, error: { reason: 'choice' as const, limit: null } } : f)),
    },
    { change: { notice: { reason: 'incomplete', field: 'zone' } } },
  ),
  evidence('evidence-phone-offered', BOTH),
  evidence('evidence-phone-linked', { ...BOTH, phone: LINKED }),
  evidence('evidence-phone-receiving', { ...BOTH, pages: FROM_PHONE, phone: { ...LINKED, receiving: 45 } }),
  evidence('evidence-phone-second', { ...BOTH, pages: FROM_PHONE, phone: { ...LINKED, second: true } }),
  evidence('evidence-phone-refused', { ...BOTH, pages: FROM_PHONE, phone: { ...LINKED, refused: 'heic' } }),
  evidence('evidence-idle', {}),
  evidence('evidence-feeder', { source: 'feeder', index: 1, count: 3 }),
  evidence('evidence-optional', {
    item: {
      id: 'photo',
      title: 'Foto des Hundes',
      hint: 'Ein Foto hilft, wenn der Hund wegläuft.',
      required: false,
      maxPages: 1,
    },
    complete: true,
  }),
  evidence('evidence-warming-up', { scan: { state: 'running', phase: 'warming-up', percent: null } }),
  evidence('evidence-scanning', { scan: { state: 'running', phase: 'scanning', percent: 45 } }),
  evidence('evidence-cleaning-up', { scan: { state: 'running', phase: 'cleaning-up', percent: null }, pages: ONE }),
  evidence('evidence-one-page', { pages: ONE, complete: true }),
  evidence('evidence-pages', { pages: [...TWO, page('p3', 'scan-3', true)], complete: true }),
  evidence('evidence-blank-asked', { pages: [page('p1', 'scan-3', true)], asked: 'p1' }),
  evidence('evidence-blank-asked-last', { pages: [...TWO, page('p3', 'scan-3', true)], asked: 'p3', source: 'feeder' }),
  evidence('evidence-full', { pages: [...TWO, page('p3', 'scan-1'), page('p4', 'scan-2')], complete: true }),
  ...(Object.keys(SCAN_FAULTS) as ScanFault[]).map((reason) =>
    evidence(`evidence-fault-${reason}`, { scan: { state: 'fault', reason }, pages: reason === 'jammed' ? ONE : [] }),
  ),
  story('review', REVIEW),
  story('review-free', { ...REVIEW, blocks: REVIEW.blocks.slice(0, 1), fee: null }),
  story('review-deferred-paid-after', {
    ...REVIEW,
    blocks: REVIEW.blocks.slice(0, 1),
    fee: { cents: 1000, purpose: 'Einfache Meldebescheinigung', paid: 'after' },
    deferred: true,
  }),
  story('review-signed', {
    ...REVIEW,
    blocks: [
      {
        id: 'form:mandate-page',
        step: 'form',
        title: 'Abbuchen lassen',
        rows: [
          { label: 'IBAN', value: 'DE02 1203 0000 0000 2020 51' },
          {
            label: 'Unterschrift des Kontoinhabers',
            value: 'Mit dem Finger unterschrieben',
            drawing: STROKES.replace('\n', ''),
          },
        ],
        pictures: [],
        changeable: true,
      },
    ],
  }),
  story('review-sealing', { ...REVIEW, state: 'sealing' }),
  ...(Object.keys(NOTICES) as NoticeReason[]).map((reason) =>
    evidence(`notice-${reason}`, { pages: ONE }, { change: { notice: { reason, field: null } } }),
  ),
];
