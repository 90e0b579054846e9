export { ANSWER_FAULTS, ISSUING_FAULTS, type WalletFault } from './faults.ts';
export { createHolder, type HeldFormat, type Holder, type ScanRefusal, type SeenRequest } from './holder.ts';
export { type PidIssuer, startPidIssuer } from './issuer.ts';
export { PEOPLE, type PidData } from './pid-data.ts';
export { type RegisteredOffice, registerOffice } from './registrar.ts';
