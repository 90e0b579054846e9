import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { SAMPLE } from '../test-support/sample-account.ts';
import { writeCamt054 } from './camt054.ts';

/**
 * What the schema camt.054.001.08 says of the elements we write: the children of each in their order ("!" mandatory),
 * from the Message Definition Report "Bank-to-Customer Cash Management", BankToCustomerDebitCreditNotificationV08. The
 * schema itself is not ours to hand on; docs/treasury.md says how to check against it.
 */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  Document: ['BkToCstmrDbtCdtNtfctn!'],
  BkToCstmrDbtCdtNtfctn: ['GrpHdr!', 'Ntfctn!'],
  GrpHdr: ['MsgId!', 'CreDtTm!', 'MsgRcpt', 'MsgPgntn', 'OrgnlBizQry', 'AddtlInf'],
  Ntfctn: [
    'Id!',
    'NtfctnPgntn',
    'ElctrncSeqNb',
    'RptgSeq',
    'LglSeqNb',
    'CreDtTm',
    'FrToDt',
    'CpyDplctInd',
    'RptgSrc',
    'Acct!',
    'RltdAcct',
    'Intrst',
    'TxsSummry',
    'Ntry',
    'AddtlNtfctnInf',
  ],
  Acct: ['Id!', 'Tp', 'Ccy', 'Nm', 'Prxy', 'Ownr', 'Svcr'],
  TxsSummry: ['TtlNtries', 'TtlCdtNtries', 'TtlDbtNtries', 'TtlNtriesPerBkTxCd'],
  TtlNtries: ['NbOfNtries', 'Sum', 'TtlNetNtry'],
  TtlNetNtry: ['Amt!', 'CdtDbtInd!'],
  TtlCdtNtries: ['NbOfNtries', 'Sum'],
  TtlDbtNtries: ['NbOfNtries', 'Sum'],
  Ntry: [
    'NtryRef',
    'Amt!',
    'CdtDbtInd!',
    'RvslInd',
    'Sts!',
    'BookgDt',
    'ValDt',
    'AcctSvcrRef',
    'Avlbty',
    'BkTxCd!',
    'ComssnWvrInd',
    'AddtlInfInd',
    'AmtDtls',
    'Chrgs',
    'TechInptChanl',
    'Intrst',
    'CardTx',
    'NtryDtls',
    'AddtlNtryInf',
  ],
  BkTxCd: ['Domn', 'Prtry'],
  Domn: ['Cd!', 'Fmly!'],
  Fmly: ['Cd!', 'SubFmlyCd!'],
  NtryDtls: ['Btch', 'TxDtls'],
  TxDtls: [
    'Refs',
    'Amt',
    'CdtDbtInd',
    'AmtDtls',
    'Avlbty',
    'BkTxCd',
    'Chrgs',
    'Intrst',
    'RltdPties',
    'RltdAgts',
    'LclInstrm',
    'Purp',
    'RltdRmtInf',
    'RmtInf',
    'RltdDts',
    'RltdPric',
    'RltdQties',
    'FinInstrmId',
    'Tax',
    'RtrInf',
    'CorpActn',
    'SfkpgAcct',
    'CshDpst',
    'CardTx',
    'AddtlTxInf',
  ],
  Refs: ['MsgId', 'AcctSvcrRef', 'PmtInfId', 'InstrId', 'EndToEndId', 'UETR', 'TxId'],
  RmtInf: ['Ustrd', 'Strd'],
  Strd: ['RfrdDocInf', 'RfrdDocAmt', 'CdtrRefInf'],
  CdtrRefInf: ['Tp', 'Ref'],
  Tp: ['CdOrPrtry!', 'Issr'],
};
const MAX_35 = ['MsgId', 'NtryRef', 'EndToEndId', 'TxId', 'Ref', 'Id'];

const isElement = (node: Node): node is Element => node.nodeType === node.ELEMENT_NODE;
const children = (of: Element): Element[] => [...of.childNodes].filter(isElement);
const name = ({ localName }: Element): string => localName ?? '';

function documentOf(xml: string): Element {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  if (!root) throw new Error('no document');
  return root;
}
const message = (account = SAMPLE, payee: string | null = null): Element =>
  documentOf(writeCamt054(account, payee)?.xml ?? '');
const all = (root: Element, tag: string): Element[] => [...root.getElementsByTagName(tag)];
const texts = (root: Element, tag: string): string[] => all(root, tag).map(({ textContent }) => textContent ?? '');
const pathText = (root: Element, ...path: string[]): string | undefined =>
  path.reduce<Element | undefined>((at, tag) => at && children(at).find((child) => name(child) === tag), root)
    ?.textContent ?? undefined;

function check(of: Element): void {
  const order = ORDER[name(of)];
  const found = children(of).map(name);
  if (order) {
    const positions = found.map((child) => order.findIndex((known) => known.replace('!', '') === child));
    expect(positions, `${name(of)}: ${found.join(' ')}`).toEqual([...positions].sort((a, b) => a - b));
    expect(positions, `${name(of)}: ${found.join(' ')}`).not.toContain(-1);
    for (const known of order) if (known.endsWith('!')) expect(found).toContain(known.slice(0, -1));
  }
  const text = of.textContent ?? '';
  if (found.length === 0) expect(text.trim(), name(of)).not.toBe('');
  if (found.length === 0 && MAX_35.includes(name(of))) expect(text.length).toBeLessThanOrEqual(35);
  if (name(of) === 'Amt' || name(of) === 'Sum') expect(text).toMatch(/^\d{1,16}\.\d\d$/);
  for (const child of children(of)) check(child);
}

test('every element stands where the schema has it, nothing mandatory is missing, nothing is empty', () => {
  check(message());
});

test('the namespace is that of the version German banks use', () => {
  expect(message().namespaceURI).toBe('urn:iso:std:iso:20022:tech:xsd:camt.054.001.08');
});

test('one notification per payee’s account, one entry per payment', () => {
  const notifications = all(message(), 'Ntfctn');
  expect(notifications.map((one) => [pathText(one, 'Acct', 'Id', 'IBAN'), all(one, 'Ntry').length])).toEqual([
    ['DE89370400440532013000', 4],
    ['DE75512108001245126199', 1],
  ]);
});

test('the Kassenzeichen goes with each payment: structured where it is an ISO 11649 reference, else as text', () => {
  const [own, register] = [all(message(), 'TxDtls')[0], all(message(), 'TxDtls').at(-1)];
  expect(own && pathText(own, 'Refs', 'EndToEndId')).toBe('MSRH01-0AAA-0001X');
  expect(own && pathText(own, 'RmtInf', 'Ustrd')).toBe('MSRH01-0AAA-0001X');
  expect(register && pathText(register, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref')).toBe('RF18539007547034');
  expect(register && pathText(register, 'RmtInf', 'Strd', 'CdtrRefInf', 'Tp', 'CdOrPrtry', 'Cd')).toBe('SCOR');
});

test('a reversal is a debit with the reversal indicator; nothing else has one', () => {
  const reversals = all(message(), 'Ntry').filter((entry) => pathText(entry, 'RvslInd') !== undefined);
  expect(reversals.map((entry) => [pathText(entry, 'CdtDbtInd'), pathText(entry, 'RvslInd')])).toEqual([
    ['DBIT', 'true'],
  ]);
  expect(texts(message(), 'RvslInd')).toEqual(['true']);
});

test('sums of each notification are those of its entries', () => {
  for (const one of all(message(), 'Ntfctn')) {
    const entries = all(one, 'Ntry').map((entry) => {
      const cents = Math.round(Number(pathText(entry, 'Amt')) * 100);
      return pathText(entry, 'CdtDbtInd') === 'DBIT' ? -cents : cents;
    });
    const net = entries.reduce((sum, cents) => sum + cents, 0);
    expect(pathText(one, 'TxsSummry', 'TtlNtries', 'NbOfNtries')).toBe(String(entries.length));
    expect(Number(pathText(one, 'TxsSummry', 'TtlNtries', 'TtlNetNtry', 'Amt'))).toBe(net / 100);
  }
});

test('the same closing is the same bytes, with the same names: a second import is recognised', () => {
  expect(writeCamt054(SAMPLE)).toEqual(writeCamt054(structuredClone(SAMPLE)));
  expect(texts(message(), 'MsgId')).toEqual(['MSRH01-00007-A1B2C3D4']);
  expect(new Set(texts(message(), 'NtryRef')).size).toBe(SAMPLE.items.length);
});

test('the closing of the same number on a replaced disk is another message', () => {
  const other = { ...SAMPLE, head: 'ffff0000'.repeat(8) };
  expect(texts(message(other), 'MsgId')).not.toEqual(texts(message(), 'MsgId'));
});

test('one payee’s message is another than that of all', () => {
  expect(texts(message(SAMPLE, 'stadtkasse'), 'MsgId')).not.toEqual(texts(message(), 'MsgId'));
  expect(all(message(SAMPLE, 'stadtkasse'), 'Ntfctn')).toHaveLength(1);
});

test('money of a payee without an account is not in it, and said', () => {
  const account = { ...SAMPLE, payees: { stadtkasse: SAMPLE.payees.stadtkasse ?? { name: '', iban: '', bic: null } } };
  expect(writeCamt054(account)?.withoutAccount).toEqual(['stadtwerke']);
});

test('nothing moved: no message, the schema demands a notification', () => {
  expect(writeCamt054({ ...SAMPLE, items: [] })).toBeNull();
});

test('names are escaped', () => {
  expect(writeCamt054(SAMPLE)?.xml).toContain('Stadtkasse Musterstadt &amp; Umland');
  expect(texts(message(), 'Nm')[0]).toBe('Stadtkasse Musterstadt & Umland');
});

test('entries are announced, not booked: the bank books when the card acquirer pays', () => {
  expect(new Set(all(message(), 'Sts').map((status) => pathText(status, 'Cd')))).toEqual(new Set(['PDNG']));
});

test('paid on a telephone: no card transaction, and the number at the payment portal', () => {
  const [payment] = SAMPLE.items;
  if (!payment) throw new Error('sample');
  const online = { transactionId: 'b1a7', method: 'GIROPAY' };
  const root = message({ ...SAMPLE, items: [{ ...payment, receiptNo: null, trace: null, cardName: null, online }] });
  check(root);
  expect(texts(root, 'SubFmlyCd')).toEqual(['OTHR']);
  expect(texts(root, 'AddtlTxInf')[0]).toContain('online bezahlt, GIROPAY, Transaktion b1a7');
});
