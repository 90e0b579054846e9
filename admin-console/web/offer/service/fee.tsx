import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { Group, OneOf, SomeOf } from '../fields/choices.tsx';
import { Euro } from '../fields/euro.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { all, type Edit, type FileSet, SITE, setValue, valueAt } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { SOURCE, setNewText, textKeyFor, textOf, wordsFor } from '../model/texts.ts';
import { canBe, FEE_KINDS, type FeeKind, newComputed, newTable, USUAL_FEE } from './fee-kinds.ts';
import type { PartProps } from './part-props.ts';
import { PriceRules } from './price-rules.tsx';

/** What it costs, whose money it is, when it is paid and what becomes of it when the request is refused. */
export function Fee({ work, id, file }: PartProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const service = serviceOf(files, id);
  const kind = service?.fee.kind ?? 'none';
  const payees = payeesOf(files);
  const named = (room: string) => (value: string) => ({ value, label: say(`offer.${room}.${value}`) });
  return (
    <>
      <Group label={say('offer.fee')}>
        {FEE_KINDS.map((value) => (
          <label key={value} class="check">
            <input
              type="radio"
              name={`${file}-fee`}
              checked={kind === value}
              disabled={isReadOnly || !canBe(value, service, payees.length)}
              onChange={() => edit(setFeeKind(id, file, value))}
            />
            <span>
              {say(`offer.fee.${value}`)}
              <small>{say(`offer.fee.${value}.hint`)}</small>
            </span>
          </label>
        ))}
      </Group>
      {payees.length === 0 && <p class="muted">{say('offer.no-payees')}</p>}
      {kind === 'fixed' && (
        <div class="row">
          <Euro
            {...{ work, file }}
            path={['fee', 'cents']}
            label={say('offer.price')}
            hint={say('offer.price.hint')}
            testId="price"
          />
          <OneOf
            {...{ work, file }}
            path={['fee', 'payee']}
            label={say('offer.payee')}
            hint={say('offer.payee.hint')}
            options={payees}
          />
        </div>
      )}
      {(kind === 'table' || kind === 'computed') && <PriceRules {...{ work, id, file, payees }} />}
      {kind === 'bill' && (
        <SomeOf {...{ work, file }} path={['bill', 'payees']} label={say('offer.bill-payees')} options={payees} />
      )}
      {kind !== 'none' && (
        <>
          <TextRow
            work={work}
            text={{ file, path: ['fee', 'purpose'], name: 'feePurpose' }}
            label={say('offer.fee-purpose')}
            hint={say('offer.fee-purpose.hint')}
          />
          <OneOf
            {...{ work, file }}
            path={['order']}
            label={say('offer.order')}
            chosen={service?.order ?? 'pay-then-submit'}
            options={['pay-then-submit', 'submit-then-pay'].map(named('order'))}
          />
          <OneOf
            {...{ work, file }}
            path={['whenRejected']}
            label={say('offer.when-rejected')}
            chosen={service?.whenRejected ?? 'flag'}
            options={['reverse', 'flag'].map(named('money'))}
          />
          <OneOf
            {...{ work, file }}
            path={['whenUndeliverable']}
            label={say('offer.when-undeliverable')}
            chosen={service?.whenUndeliverable ?? 'flag'}
            options={['reverse', 'flag'].map(named('money'))}
          />
        </>
      )}
    </>
  );
}

const payeesOf = (files: FileSet): readonly { readonly value: string; readonly label: string }[] =>
  Object.entries((files[SITE]?.payees ?? {}) as Record<string, { readonly name: string }>).map(([value, { name }]) => ({
    value,
    label: name,
  }));

/** What one kind has and the other does not goes; what the fee is for is kept. */
const setFeeKind =
  (id: string, file: string, kind: FeeKind): Edit =>
  (files) => {
    const [first] = payeesOf(files);
    const known = valueAt(files, file, ['fee', 'purpose']) as string | undefined;
    const purpose = known ?? textKeyFor(files, id, 'feePurpose');
    const needsWords = kind !== 'none' && !textOf(files, purpose, SOURCE);
    const service = serviceOf(files, id);
    const unit = textKeyFor(files, id, 'feeUnit');
    const title = wordsFor(files, serviceOf(files, id)?.title, SOURCE);
    const fee: Readonly<Record<typeof kind, Json>> = {
      none: { kind },
      fixed: { kind, cents: USUAL_FEE, purpose, payee: first?.value ?? '' },
      table: newTable(service, { purpose, payee: first?.value ?? '' }),
      computed: newComputed(service, { purpose, payee: first?.value ?? '' }, unit),
      bill: { kind, purpose },
    };
    return all(
      setValue(file, ['fee'], fee[kind]),
      setValue(file, ['bill'], kind === 'bill' ? { payees: first ? [first.value] : [] } : undefined),
      kind === 'none' ? setValue(file, ['order'], undefined) : (same) => same,
      needsWords ? setNewText(purpose, title) : (same) => same,
      kind === 'computed' ? setNewText(unit, title) : (same) => same,
    )(files);
  };
