import { OneOf } from '../fields/choices.tsx';
import { Euro } from '../fields/euro.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { all, setValue } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import { choicesIn, numbersIn, pricesFor } from './fee-kinds.ts';
import type { PartProps } from './part-props.ts';

interface PriceRulesProps extends PartProps {
  readonly payees: readonly { readonly value: string; readonly label: string }[];
}

/** A price that depends on an answer: by rows of a table, or counted from a number. */
export function PriceRules({ work, id, file, payees }: PriceRulesProps) {
  const { files, desk } = work;
  const { say, language } = desk;
  const service = serviceOf(files, id);
  const fee = service?.fee;
  if (fee?.kind !== 'table' && fee?.kind !== 'computed') return null;
  const fields = fee.kind === 'table' ? choicesIn(service) : numbersIn(service);
  const words = (key: string) => wordsFor(files, key, language);
  const chosen = fields.find((field) => field.id === fee.field);
  return (
    <>
      <div class="row">
        <OneOf
          {...{ work, file }}
          path={['fee', 'field']}
          label={say('offer.fee.deciding-field')}
          options={fields.map((field) => ({ value: field.id, label: words(field.label) || field.id }))}
          choose={(value) => {
            const next = fields.find((field) => field.id === value);
            const prices = pricesFor(next, fee.kind === 'table' ? fee.prices : []);
            return all(
              setValue(file, ['fee', 'field'], value),
              fee.kind === 'table' ? setValue(file, ['fee', 'prices'], prices) : (same) => same,
            );
          }}
        />
        <OneOf
          {...{ work, file }}
          path={['fee', 'payee']}
          label={say('offer.payee')}
          hint={say('offer.payee.hint')}
          options={payees}
        />
      </div>
      {fee.kind === 'table' &&
        fee.prices.map(({ value }, at) => {
          const label = chosen?.options?.find((option) => option.value === value)?.label;
          return (
            <Euro
              key={value}
              {...{ work, file }}
              path={['fee', 'prices', at, 'cents']}
              label={say('offer.fee.price-for', { option: (label && words(label)) || value })}
              testId={`price-${value}`}
            />
          );
        })}
      {fee.kind === 'computed' && (
        <>
          <div class="row">
            {fee.baseCents !== undefined && (
              <Euro {...{ work, file }} path={['fee', 'baseCents']} label={say('offer.fee.base')} />
            )}
            <Euro {...{ work, file }} path={['fee', 'unitCents']} label={say('offer.fee.each')} testId="unit-price" />
            {fee.leastCents !== undefined && (
              <Euro {...{ work, file }} path={['fee', 'leastCents']} label={say('offer.fee.least')} />
            )}
            {fee.mostCents !== undefined && (
              <Euro {...{ work, file }} path={['fee', 'mostCents']} label={say('offer.fee.most')} />
            )}
          </div>
          <TextRow
            work={work}
            text={{ file, path: ['fee', 'unit'], name: 'feeUnit' }}
            label={say('offer.fee.unit')}
            hint={say('offer.fee.unit.hint')}
          />
        </>
      )}
      {fee.reduced && (
        <p class="muted">
          {say('offer.fee.reduced', {
            percent: new Intl.NumberFormat(language, { style: 'percent' }).format(fee.reduced.percent / 100),
          })}
        </p>
      )}
    </>
  );
}
