import type { World } from '../../demo/simulated-world.ts';

/** Undoes whatever a cell did to the world: every plug in, every door shut, nothing lying about. */
export async function restore(world: World, undo: readonly (() => void)[]): Promise<void> {
  for (const one of undo) one();
  const {
    payment,
    printer,
    ausweisApp,
    scanner,
    codeReader,
    pagePrinter,
    keypad,
    presence,
    portal,
    eidServer,
    bills,
    wallet,
    appointments,
    payments,
  } = world;
  await payment.plugCable();
  if (payment.state().waitingFor !== null) payment.pressStop();
  await printer.powerOn();
  await printer.plugCable();
  printer.closeCover();
  printer.freeCutter();
  printer.coolDown();
  printer.nearEnd(false);
  printer.loadPaper();
  for (const { id } of printer.papers()) printer.takePaper(id);
  ausweisApp.setFault(null);
  await ausweisApp.restart();
  ausweisApp.plugReader();
  ausweisApp.removeCard();
  scanner.plugCable();
  scanner.clearJam();
  scanner.closeCover();
  scanner.setBusy(false);
  scanner.removeDocument();
  await codeReader.plugCable();
  pagePrinter.plugCable();
  pagePrinter.closeCover();
  pagePrinter.clearJam();
  pagePrinter.resume();
  pagePrinter.releaseJobs();
  pagePrinter.loadMedia();
  for (const { id } of pagePrinter.papers()) pagePrinter.takePaper(id);
  keypad.plugCable();
  presence.plug();
  presence.setPresent(true);
  portal.setDown(false);
  portal.setSlow(0);
  portal.acceptAfter(300);
  portal.rejectNext(null);
  portal.setMetadataVersions(null);
  eidServer.setFault(null);
  bills.setDown(false);
  payments.setDown(false);
  for (const { transactionId } of payments.waiting()) payments.decide(transactionId, 'CANCELED');
  appointments.reset();
  wallet.line.setDown(false);
  wallet.phone.choose('valid');
  wallet.phone.setOffline(false);
}
