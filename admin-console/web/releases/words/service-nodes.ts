import { condition, expression } from './condition-sayers.ts';
import { flag, opaque, parts, quiet, text, texts, value } from './nodes.ts';
import {
  day,
  destination,
  euro,
  limit,
  minutes,
  months,
  named,
  payee,
  payees,
  percent,
  plain,
  plains,
  postalCodes,
  scanProfile,
  word,
  words,
} from './sayers.ts';

const option = parts({ value: quiet, label: text });

const field = parts({
  id: quiet,
  type: value(word),
  label: text,
  hint: text,
  required: flag(true),
  ifAny: flag(false),
  maxLength: value(plain),
  min: value(limit),
  max: value(limit),
  only: value(postalCodes),
  plates: value(words),
  computed: parts({ of: value(expression), as: value(word) }),
  options: { kind: 'things', id: 'value', name: ({ label }, side) => named(label, side), of: option },
  prefill: value(word),
  locked: flag(false),
  visibleIf: value(condition),
});

const page = parts({
  id: quiet,
  title: text,
  visibleIf: value(condition),
  repeat: parts({ min: value(plain), max: value(plain), item: text, add: text }),
  rules: {
    kind: 'things',
    id: 'text',
    name: ({ text: key }, side) => named(key, side),
    of: parts({ when: value(condition), text }),
  },
  fields: { kind: 'things', id: 'id', isKnownAlone: true, name: ({ label }, side) => named(label, side), of: field },
});

const evidence = parts({
  id: quiet,
  title: text,
  hint: text,
  required: flag(true),
  profile: value(scanProfile),
  ways: value(words, ['scan', 'phone']),
  maxPages: value(plain),
});

const concern = parts({ id: quiet, title: text, for: value(plain), bring: texts });

/** A service. */
export const SERVICE = parts({
  $schema: quiet,
  id: quiet,
  // Rises with each change of anything else.
  version: quiet,
  leika: value(plain),
  title: text,
  summary: text,
  category: value(word),
  situations: value(words, []),
  keywords: {
    kind: 'named',
    name: (_, { language }, code) => new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code,
    of: value(plains),
  },
  icon: opaque,
  trust: value(word),
  identification: parts({
    kind: value(word),
    required: value(words),
    optional: value(words, []),
    needed: value(words),
    purpose: text,
    withoutEid: value(word, 'refuse'),
  }),
  responsibleOffice: parts({ name: text, phone: value(plain), email: value(plain), room: text }),
  retention: parts({ months: value(months), law: value(plain) }),
  validFrom: value(day),
  validTo: value(day),
  residence: parts({ postalCodes: value(postalCodes), otherwise: text, unlessAbroad: flag(false) }),
  prerequisites: texts,
  needs: value(words),
  durationMinutes: value(minutes),
  fee: parts({
    kind: value(word),
    cents: value(euro),
    field: value(plain),
    prices: {
      kind: 'things',
      id: 'value',
      name: ({ value: option }) => String(option),
      of: parts({ value: quiet, cents: value(euro) }),
    },
    baseCents: value(euro),
    unitCents: value(euro),
    unit: text,
    leastCents: value(euro),
    mostCents: value(euro),
    reduced: parts({ field: value(plain), percent: value(percent), evidence: value(plain) }),
    purpose: text,
    payee: value(payee),
  }),
  bill: parts({ payees: value(payees) }),
  form: { kind: 'things', id: 'id', name: ({ title }, side) => named(title, side), of: page },
  evidence: { kind: 'things', id: 'id', name: ({ title }, side) => named(title, side), of: evidence },
  route: parts({
    kind: value(word),
    destination: value(destination),
    publicService: value(word),
    dataSchema: opaque,
    portal: value(plain),
    concerns: { kind: 'things', id: 'id', name: ({ title }, side) => named(title, side), of: concern },
    offices: value(plains, []),
  }),
  order: value(word, 'pay-then-submit'),
  whenRejected: value(word, 'flag'),
  whenUndeliverable: value(word, 'flag'),
  copy: value(word, 'offer'),
  next: texts,
  answers: value(word, 'post'),
  notice: value(word, 'none'),
  insteadOfEid: value(plain),
  whenPortalDown: value(word),
});
