import { appointmentMachine } from './appointment/appointment.ts';
import { appointmentManageMachine } from './appointment/manage.ts';
import { billMachine } from './bill.ts';
import { catalogueMachine } from './catalogue.ts';
import { evidenceMachine } from './evidence.ts';
import { farewellMachine } from './farewell.ts';
import { formMachine } from './form.ts';
import { identifyMachine } from './identify/identify.ts';
import { pinChangeMachine } from './identify/pin-change.ts';
import { walletMachine } from './identify/wallet.ts';
import { interruptedMachine } from './interrupted.ts';
import { lookupMachine } from './lookup.ts';
import { orientMachine } from './orient.ts';
import { payMachine } from './pay.ts';
import { portalMachine } from './portal/portal.ts';
import { receiptMachine } from './receipt.ts';
import { recipientMachine } from './recipient.ts';
import { replyOfferMachine } from './reply-offer.ts';
import { reviewMachine } from './review.ts';
import { sheetMachine } from './sheet.ts';
import { submitMachine } from './submit.ts';

/** The machine of each step, by the name of the flow's state that runs it. */
export const stepMachines = {
  interrupted: interruptedMachine,
  orient: orientMachine,
  catalogue: catalogueMachine,
  identify: identifyMachine,
  wallet: walletMachine,
  pinChange: pinChangeMachine,
  recipient: recipientMachine,
  bill: billMachine,
  form: formMachine,
  evidence: evidenceMachine,
  replyOffer: replyOfferMachine,
  /** A form like any other, on how the authority answers. */
  reply: formMachine,
  review: reviewMachine,
  pay: payMachine,
  submit: submitMachine,
  receipt: receiptMachine,
  farewell: farewellMachine,
  appointment: appointmentMachine,
  appointmentManage: appointmentManageMachine,
  portal: portalMachine,
  lookup: lookupMachine,
  sheet: sheetMachine,
};
