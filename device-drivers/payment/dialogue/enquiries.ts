import {
  charsetOfCode,
  decodeCompletion,
  decodeStatusCompletion,
  decodeText,
  findTlv,
  RESULT,
  type ResultName,
  readStatusInformation,
  refusalName,
  resultName,
  tlvOf,
} from '../codec/index.ts';
import type { LastReceipt, PaymentReceipts, PaymentRecord } from '../contract.ts';
import { recordOf } from '../receipts/payment-record.ts';
import { NO_RECEIPTS, sortReceipts } from '../receipts/sort-receipts.ts';
import { askPatiently } from './ask-while-busy.ts';
import type { ZvtContext } from './context.ts';
import type { ExchangeResult } from './exchange.ts';
import type { Wire } from './wire.ts';

export const NO_RECEIPT: LastReceipt = { receiptNo: null, trace: null };

/** What a procedure that asks the device answers with; `broken` means that the line is gone. */
export type DeviceAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: ResultName };

const failed = (reason: ResultName): { ok: false; reason: ResultName } => ({ ok: false, reason });

/** Reason of an exchange that did not complete. */
export function reasonOfEnding(result: ExchangeResult): ResultName {
  const { ending } = result;
  if (ending.kind === 'completed') return 'ok';
  if (ending.kind === 'refused') return refusalName(ending.resultCode);
  return ending.kind === 'broken' ? ending.fault : resultName(ending.resultCode);
}

/** Makes us the device's cash register (06 00) and takes over what it says of itself. */
export async function register(wire: Wire, context: ZvtContext): Promise<DeviceAnswer<{ terminalId: string | null }>> {
  const result = await askPatiently(wire, context.requests.registration(), context);
  if (result.ending.kind !== 'completed') return failed(reasonOfEnding(result));
  const fields = decodeCompletion(result.ending.data, true);
  if (!fields.ok) return { ok: true, value: { terminalId: null } };
  wire.charset = context.forcedCharset ?? charsetOfCode(findTlv(tlvOf(fields.value), 0x14)?.[0]) ?? 'auto';
  return { ok: true, value: { terminalId: readStatusInformation(fields.value).terminalId } };
}

export interface TerminalStatus {
  /** Result code of the device's state, 0 = ready; `null` if it did not say. */
  readonly status: number | null;
  readonly firmware: string | null;
  readonly model: string | null;
}

/** 05 01. A device that refuses the question still lives; why it does so says nothing of its state if it gives no reason. */
export async function askStatus(wire: Wire, context: ZvtContext): Promise<DeviceAnswer<TerminalStatus>> {
  const result = await wire.run(context.requests.statusEnquiry());
  const { ending } = result;
  if (ending.kind === 'broken') return failed(ending.fault);
  if (ending.kind !== 'completed')
    return { ok: true, value: { status: ending.resultCode, firmware: null, model: null } };
  const read = decodeStatusCompletion(ending.data, true);
  if (!read.ok) return { ok: true, value: { status: null, firmware: null, model: null } };
  const { status, version, fields } = read.value;
  const model = findTlv(tlvOf(fields), 0xe4, 0x1f40);
  return {
    ok: true,
    value: {
      status,
      firmware: version && decodeText(version, 'iso-8859-1'),
      model: model && decodeText(model, 'iso-8859-1'),
    },
  };
}

/** The device's last payment (06 20, status only); `null` if it returns none. */
export async function askLastPayment(
  wire: Wire,
  context: ZvtContext,
  within?: number,
): Promise<DeviceAnswer<{ record: PaymentRecord | null; originalTrace: number | null }>> {
  const options = within === undefined ? {} : { within };
  const result = await askPatiently(wire, context.requests.lastPayment(), context, options);
  if (result.ending.kind === 'broken') return failed(result.ending.fault);
  const info = result.statuses.at(-1);
  return { ok: true, value: { record: info ? recordOf(info) : null, originalTrace: info?.originalTrace ?? null } };
}

/** The last payment's receipts again (06 20). Best effort: a failure here does not change the payment's outcome. */
export async function askReceiptsAgain(wire: Wire, context: ZvtContext): Promise<PaymentReceipts> {
  const result = await wire.run(context.requests.repeatReceipt());
  return result.printed.length === 0 ? NO_RECEIPTS : sortReceipts(result.printed);
}

export interface InService extends TerminalStatus {
  readonly terminalId: string | null;
  readonly last: LastReceipt;
}

/** Registration, status, last receipt: what every fresh connection begins with. */
export async function bringIntoService(wire: Wire, context: ZvtContext): Promise<DeviceAnswer<InService>> {
  const registered = await register(wire, context);
  if (!registered.ok) return registered;
  const status = await askStatus(wire, context);
  if (!status.ok) return status;
  const last = await askLastPayment(wire, context);
  if (!last.ok) return last;
  const { record } = last.value;
  return {
    ok: true,
    value: { ...status.value, ...registered.value, last: record ? lastOf(record) : NO_RECEIPT },
  };
}

export const lastOf = ({ receiptNo, trace }: PaymentRecord): LastReceipt => ({ receiptNo, trace });

/** State of health of a device's status byte. */
export function healthOfStatus(status: number | null): {
  state: 'ready' | 'degraded' | 'faulty' | 'busy';
  reason: ResultName | null;
} {
  switch (status) {
    case null:
    case RESULT.ok:
      return { state: 'ready', reason: null };
    case RESULT.wait:
      return { state: 'busy', reason: resultName(status) };
    case RESULT.cardStillIn:
    case RESULT.printerNotReady:
    case RESULT.notPossible:
      // The device does not support the enquiry, but its answer shows that it works.
      return {
        state: status === RESULT.notPossible ? 'ready' : 'degraded',
        reason: status === RESULT.notPossible ? null : resultName(status),
      };
    case RESULT.endOfDayOpen:
    case RESULT.diagnosisRequired:
    case RESULT.notRegistered:
    case RESULT.system:
      return { state: 'faulty', reason: resultName(status) };
    default:
      // An unknown status does not prevent payments: the next payment shows whether the device works.
      return { state: 'degraded', reason: resultName(status) };
  }
}
