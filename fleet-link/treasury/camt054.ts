import { localTime } from '../../foundation/time/local-time.ts';
import { type Account, signedCents } from './account.ts';
import { isCreditorReference } from './creditor-reference.ts';
import { closingName, type Entry, entriesByPayee, entryName, type PayeeEntries } from './entries.ts';
import { type Element, element, writeXml } from './xml.ts';

/** Version of the German banking industry's DFÜ agreement, annex 3, since November 2022. */
const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08';

export interface Camt054 {
  readonly xml: string;
  /** Payees (or "") whose money is not in it, because the site names no account for them. */
  readonly withoutAccount: readonly string[];
}

/**
 * A closing as BankToCustomerDebitCreditNotificationV08: one notification per payee's account, one entry per payment.
 * A reversal is an entry of its own, DBIT with RvslInd (ISO 20022, ReportEntry10, "ReversalIndicator"). Status PDNG: the
 * terminal is no bank, the account is credited by the card acquirer some days later.
 *
 * Same closing, same bytes: all identifications are derived, so that a second import is recognised.
 * @returns `null` if there is nothing to notify: the schema demands at least one notification
 */
export function writeCamt054(account: Account, payee: string | null = null): Camt054 | null {
  const all = entriesByPayee(account, payee);
  const notified = all.filter(({ iban }) => iban !== null);
  const withoutAccount = all.flatMap((entries) => (entries.iban === null ? [entries.payee ?? ''] : []));
  if (notified.length === 0) return null;
  const created = instant(account.closedAt);
  const header = element('GrpHdr', [
    element('MsgId', messageName(account, payee, notified)),
    element('CreDtTm', created),
    element('AddtlInf', `Terminal ${account.terminalId}, Kassenschnitt ${account.number} vom ${account.day}`),
  ]);
  const body = element('BkToCstmrDbtCdtNtfctn', [
    header,
    ...notified.map((entries, i) => notification(account, entries, i + 1, created)),
  ]);
  return { xml: writeXml(element('Document', [body], { xmlns: NAMESPACE })), withoutAccount };
}

/** A selection of one payee is another message than that of all. */
function messageName(account: Account, only: string | null, notified: readonly PayeeEntries[]): string {
  const [entries] = notified;
  return only === null ? closingName(account) : `${closingName(account)}-${entries?.iban?.slice(-6) ?? ''}`;
}

function notification(account: Account, entries: PayeeEntries, index: number, created: string): Element {
  const { iban, name, bic, items } = entries;
  return element('Ntfctn', [
    element('Id', `${closingName(account)}-${String(index).padStart(2, '0')}`),
    element('ElctrncSeqNb', String(account.number)),
    element('CreDtTm', created),
    element('Acct', [
      element('Id', [element('IBAN', iban ?? '')]),
      element('Ccy', 'EUR'),
      element('Ownr', [element('Nm', name ?? '')]),
      bic === null ? null : element('Svcr', [element('FinInstnId', [element('BICFI', bic)])]),
    ]),
    summary(entries),
    ...items.map((item) => entry(account, item)),
  ]);
}

function summary({ credits, debits, net, items }: PayeeEntries): Element {
  const side = (name: string, { count, cents }: PayeeEntries['credits']) =>
    count === 0 ? null : element(name, [element('NbOfNtries', String(count)), element('Sum', decimal(cents))]);
  return element('TxsSummry', [
    element('TtlNtries', [
      element('NbOfNtries', String(items.length)),
      element('Sum', decimal(credits.cents + debits.cents)),
      element('TtlNetNtry', [element('Amt', decimal(Math.abs(net))), element('CdtDbtInd', net < 0 ? 'DBIT' : 'CRDT')]),
    ]),
    side('TtlCdtNtries', credits),
    side('TtlDbtNtries', debits),
  ]);
}

function entry(account: Account, item: Entry): Element {
  const isDebit = signedCents(item) < 0;
  const amount = element('Amt', decimal(item.cents), { Ccy: 'EUR' });
  const direction = element('CdtDbtInd', isDebit ? 'DBIT' : 'CRDT');
  return element('Ntry', [
    element('NtryRef', entryName(item)),
    amount,
    direction,
    isDebit ? element('RvslInd', 'true') : null,
    element('Sts', [element('Cd', 'PDNG')]),
    element('BookgDt', [element('Dt', localTime(item.at, account.timeZone).date)]),
    element('BkTxCd', [element('Domn', [element('Cd', 'PMNT'), element('Fmly', family(item, isDebit))])]),
    element('NtryDtls', [
      element('TxDtls', [
        element('Refs', [element('EndToEndId', item.reference), element('TxId', entryName(item))]),
        amount,
        direction,
        element('RmtInf', [remittance(item.reference)]),
        element('RltdDts', [element('TxDtTm', instant(item.at))]),
        element('AddtlTxInf', numbers(item)),
      ]),
    ]),
  ]);
}

/**
 * Merchant card transactions: point-of-sale payment, debit adjustment. What was paid on a telephone may have been paid in
 * any way the portal has: other credit operation (ISO 20022 external code sets, bank transaction).
 */
const family = ({ online }: Entry, isDebit: boolean): Element[] =>
  online
    ? [element('Cd', isDebit ? 'MDOP' : 'MCOP'), element('SubFmlyCd', 'OTHR')]
    : [element('Cd', 'MCRD'), element('SubFmlyCd', isDebit ? 'DAJT' : 'POSP')];

/** Structured only where it is one: a Kassenzeichen that is no ISO 11649 reference would be refused as such. */
function remittance(reference: string): Element {
  if (!isCreditorReference(reference)) return element('Ustrd', reference);
  const type = element('Tp', [element('CdOrPrtry', [element('Cd', 'SCOR')]), element('Issr', 'ISO')]);
  return element('Strd', [element('CdtrRefInf', [type, element('Ref', reference)])]);
}

/** What finds the payment again on the statement of the card acquirer, or of who runs the payment portal. */
function numbers({ kind, receiptNo, trace, terminalId, cardName, authCode, online, part }: Entry): string {
  const parts = [
    online ? 'online bezahlt' : null,
    online?.method ?? null,
    online?.transactionId && `Transaktion ${online.transactionId}`,
    kind === 'cleared' || kind === 'cleared-reversal' ? 'nachträglich geklärt' : null,
    terminalId && `Terminal-ID ${terminalId}`,
    receiptNo !== null ? `Beleg ${receiptNo}` : null,
    trace !== null ? `Trace ${trace}` : null,
    cardName,
    authCode && `Genehmigung ${authCode}`,
    part !== null ? `Teil ${part} der Zahlung` : null,
  ];
  const text = parts.filter((part): part is string => Boolean(part)).join(', ');
  return (text || 'Kartenzahlung').slice(0, 500);
}

const instant = (at: number): string => new Date(at).toISOString();

const decimal = (cents: number): string => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
