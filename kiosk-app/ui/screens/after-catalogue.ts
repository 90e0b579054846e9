/** Screens that come after somebody has chosen a service: one script, which the first screen does not wait for. */
export { SignatureField } from '../fields/signature/signature-field.tsx';
export { Evidence } from './evidence/evidence.tsx';
export { Bill } from './form/bill.tsx';
export { Entries } from './form/entry-list.tsx';
export { Review } from './form/review.tsx';
export { Pay } from './pay/pay.tsx';
export { Submit } from './pay/submit.tsx';
export { PhonePage, TakeAlong } from './phone/take-along.tsx';
export { Farewell } from './receipt/farewell.tsx';
export { Receipt } from './receipt/receipt.tsx';
