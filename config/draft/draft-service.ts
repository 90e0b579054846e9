import { plainName } from '../schema/plain-name.ts';
import type { FieldFile, ServiceFile } from '../schema/service-file.ts';
import { submissionSchema } from '../schema/submission-schema.ts';
import type { AskedField, ServiceAnswers, Words } from './answers.ts';
import { personPages } from './person-page.ts';

/** The files of a new service: `services/<id>.json`, its texts, `submission-schemas/<id>.schema.json`. */
export interface ServiceDraft {
  readonly service: ServiceFile;
  /** language → key → text, in the order of the screens */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly submissionSchema: Readonly<Record<string, unknown>>;
}

/** Adds a text in every language and gives its key. */
type Say = (part: string, words: Words) => string;

/** Makes a whole service of what an office says of it. Nothing is made up: no service key, no price. */
export function draftService(answers: ServiceAnswers): ServiceDraft {
  const id = idOf(answers);
  const texts: Record<string, Record<string, string>> = {};
  const say: Say = (part, words) => {
    const key = `services.${id}.${part}`;
    for (const [language, text] of Object.entries(words)) texts[language] = { ...texts[language], [key]: text };
    return key;
  };
  const { person, fee, leika, publicService } = answers;
  const service: ServiceFile = {
    $schema: '../schema/published/service.schema.json',
    id,
    version: 1,
    leika,
    title: say('title', answers.title),
    summary: say('summary', answers.summary),
    category: answers.category,
    ...(answers.situations.length > 0 && { situations: answers.situations }),
    keywords: answers.keywords,
    icon: answers.icon,
    trust: answers.trust ?? (person === 'eid' ? 'substantial' : 'none'),
    identification: identificationOf(answers, say),
    prerequisites: answers.prerequisites.map((words, at) => say(`prerequisites.${at + 1}`, words)),
    needs: neededFor(answers),
    durationMinutes: answers.durationMinutes,
    fee: fee.kind === 'none' ? fee : { ...fee, purpose: say('feePurpose', answers.feePurpose ?? answers.title) },
    form: [...personPages(answers), ...askedPages(answers, say)],
    evidence: answers.evidence.map(({ title, hint, ...item }) => {
      const name = plainName(title.de ?? '', 'nachweis');
      const words = { title: say(`evidence.${name}`, title), hint: say(`evidence.${name}Hint`, hint) };
      return { id: name, ...words, ...item, profile: 'document' };
    }),
    route: {
      kind: 'fit-connect',
      destination: answers.destination,
      ...(publicService && { publicService }),
      dataSchema: `${id}.schema.json`,
    },
    next: answers.next.map((words, at) => say(`next.${at + 1}`, words)),
    // Money is taken only where the request can be sent at once.
    whenPortalDown: fee.kind === 'none' ? 'defer' : 'refuse',
  };
  return { service, texts, submissionSchema: submissionSchema(service, answers.title.de ?? id) };
}

/** Named by the office, or made of the German title. */
export const idOf = ({ id, title }: Pick<ServiceAnswers, 'id' | 'title'>): string =>
  id ?? plainName(title.de ?? '', 'leistung');

function identificationOf({ person, eidPurpose, title }: ServiceAnswers, say: Say): ServiceFile['identification'] {
  if (person !== 'eid' && person !== 'either') return { kind: 'none' };
  return {
    kind: 'eid',
    required: ['GivenNames', 'FamilyName', 'Address'],
    optional: ['DoctoralDegree'],
    purpose: say('eidPurpose', eidPurpose ?? title),
    ...(person === 'either' && { withoutEid: 'type' as const }),
  };
}

/** What people must have with them follows from what is asked. */
function neededFor({ needs, person, fee, evidence }: ServiceAnswers): ServiceFile['needs'] {
  return [
    ...new Set([
      ...needs,
      ...(person === 'eid' ? (['id-card', 'pin'] as const) : []),
      ...(evidence.some(({ required }) => required) ? (['document'] as const) : []),
      ...(fee.kind === 'none' ? [] : (['bank-card'] as const)),
    ]),
  ];
}

function askedPages({ pages }: ServiceAnswers, say: Say): ServiceFile['form'] {
  return pages.map(({ id, title, fields }) => {
    const name = id ?? plainName(title.de ?? '', 'page');
    return { id: name, title: say(`pages.${name}`, title), fields: fields.map((field) => fieldOf(field, say)) };
  });
}

function fieldOf({ id, label, hint, options, ...rest }: AskedField, say: Say): FieldFile {
  const name = id ?? fieldName(label.de ?? '');
  return {
    id: name,
    ...rest,
    label: say(`fields.${name}`, label),
    ...(hint && { hint: say(`fields.${name}Hint`, hint) }),
    ...(options && {
      options: options.map((option) => {
        const value = option.value ?? optionValue(option.label);
        return { value, label: say(`${name}.${value}`, option.label) };
      }),
    }),
  };
}

/** "Fünf Jahre" → "fuenf-jahre" */
export const optionValue = (label: Words): string => plainName(label.de ?? '', 'wahl');

/** "Datum der Feier" → "datumDerFeier" */
export const fieldName = (label: string): string =>
  plainName(label, 'angabe').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
