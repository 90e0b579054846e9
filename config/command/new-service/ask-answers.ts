import type { StaffLanguage } from '../../../foundation/staff-languages.ts';
import { ServiceAnswers } from '../../draft/answers.ts';
import { fieldName, optionValue } from '../../draft/draft-service.ts';
import { Category } from '../../schema/topics.ts';
import { commandText } from '../texts.ts';

/** Asks one question and gives what was typed, without blanks around it. */
export type Ask = (question: string) => Promise<string>;

/** What the place has to choose from. */
export interface Choices {
  readonly languages: readonly string[];
  readonly destinations: readonly string[];
  readonly payees: readonly string[];
}

const PERSONS = ['typed', 'either', 'eid', 'none'] as const;
/** Those that need no settings beside their words. */
const KINDS = ['text', 'long-text', 'date', 'number', 'yes-no', 'choice', 'plate', 'amount', 'iban'] as const;
const MOST_PER_PAGE = 5;

type Raw = Record<string, unknown>;
type Words = Record<string, string>;
interface RawOption {
  readonly label: Words;
}
interface RawField {
  readonly label: Words;
  readonly type: string;
  readonly min?: string;
  readonly max?: string;
  readonly options?: readonly RawOption[];
}
interface AskedPage {
  readonly fields: readonly RawField[];
}
/** In place of the id of a field: the price depends on none. */
const NO = '-';
const nameOf = ({ label }: RawField): string => fieldName(label.de ?? '');

/** A few questions, each until its answer can be used; everything else can be changed in the files afterwards. */
export async function askAnswers(ask: Ask, place: Choices, language: StaffLanguage): Promise<ServiceAnswers> {
  const say = (key: Parameters<typeof commandText>[1], values = {}) => commandText(language, key, values);
  const must = async (question: string): Promise<string> => {
    for (;;) {
      const answer = await ask(question);
      if (answer !== '') return answer;
    }
  };
  const words = async (question: string, mayBeEmpty = false): Promise<Words | null> => {
    const said: Words = {};
    for (const code of place.languages) {
      const text = await (mayBeEmpty && Object.keys(said).length === 0 ? ask : must)(`${question} [${code}] `);
      if (text === '') return null;
      said[code] = text;
    }
    return said;
  };
  const oneOf = async <T extends string>(
    question: string,
    values: readonly T[],
    named: (value: T) => string = (value) => value,
  ): Promise<T> => {
    const list = values.map((value, at) => `  ${at + 1} ${named(value)}`).join('\n');
    for (;;) {
      const typed = (await ask(`${question}\n${list}\n${say('new.number')} `)).toLowerCase();
      const isMeant = (value: T, at: number) => [String(at + 1), value, named(value).toLowerCase()].includes(typed);
      const value = values.find(isMeant);
      if (value) return value;
    }
  };

  const title = await words(say('new.title'));
  const summary = await words(say('new.summary'));
  const category = await oneOf(say('new.category'), Category.options, (value) => say(`new.category.${value}`));
  const destination = await oneOf(say('new.destination'), place.destinations);
  const person = await oneOf(say('new.person'), PERSONS, (value) => say(`new.person.${value}`));
  const leika = await ask(`${say('new.leika')} `);
  const pages = await askPages();
  const evidence = await askEvidence();
  const fee = await askFee(pages);
  const next = await words(say('new.next'), true);
  return ServiceAnswers.parse({
    ...{ title, summary, category, destination, person, leika: leika === '' ? null : leika, pages, evidence, fee },
    next: next ? [next] : [],
  });

  async function askPages(): Promise<readonly AskedPage[]> {
    const fields: RawField[] = [];
    for (;;) {
      const label = await words(say('new.field'), true);
      if (!label) break;
      const type = await oneOf(say('new.kind'), KINDS, (value) => say(`new.kind.${value}`));
      const options = type === 'choice' ? { options: await askOptions() } : {};
      const limits = type === 'date' ? { min: 'today-10y', max: 'today+10y' } : {};
      fields.push({ label, type, ...options, ...limits });
    }
    const pageTitle = fields.length > 0 ? await words(say('new.page')) : null;
    const parts = Array.from({ length: Math.ceil(fields.length / MOST_PER_PAGE) }, (_, at) => at);
    return parts.map((at) => ({
      id: at === 0 ? 'request' : `request-${at + 1}`,
      title: pageTitle,
      fields: fields.slice(at * MOST_PER_PAGE, (at + 1) * MOST_PER_PAGE),
    }));
  }

  async function askOptions(): Promise<readonly RawOption[]> {
    const options: RawOption[] = [];
    for (;;) {
      const label = await words(say('new.option'), options.length >= 2);
      if (!label) return options;
      options.push({ label });
    }
  }

  async function askEvidence(): Promise<readonly Raw[]> {
    const items: Raw[] = [];
    for (;;) {
      const name = await words(say('new.evidence'), true);
      if (!name) return items;
      items.push({ title: name, hint: await words(say('new.evidence-hint')) });
    }
  }

  async function askFee(asked: readonly AskedPage[]): Promise<Raw> {
    const payee = () => oneOf(say('new.payee'), place.payees);
    const amount = async (question: string): Promise<number | null> => {
      for (;;) {
        const typed = await ask(`${question} `);
        if (typed === '') return null;
        const [, euros, cents = '00'] = /^(\d{1,5})(?:[.,](\d{2}))?$/.exec(typed) ?? [];
        if (euros !== undefined) return Number(euros) * 100 + Number(cents);
      }
    };
    const choices = asked.flatMap(({ fields }) => fields).filter(({ options }) => options !== undefined);
    const by =
      choices.length === 0
        ? NO
        : await oneOf(say('new.fee-by-choice'), [NO, ...choices.map(nameOf)], (name) =>
            name === NO
              ? say('new.fee-by-choice.no')
              : (choices.find((choice) => nameOf(choice) === name)?.label.de ?? name),
          );
    const choice = choices.find((one) => nameOf(one) === by);
    if (choice) {
      const prices: Raw[] = [];
      for (const { label } of choice.options ?? []) {
        const cents = await amount(say('new.price', { option: label.de ?? '' }));
        prices.push({ value: optionValue(label), cents });
      }
      return { kind: 'table', field: by, prices, payee: await payee() };
    }
    const cents = await amount(say('new.fee'));
    return cents === null || cents === 0 ? { kind: 'none' } : { kind: 'fixed', cents, payee: await payee() };
  }
}
