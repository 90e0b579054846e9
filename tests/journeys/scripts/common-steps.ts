import type { HeldFormat, SeenRequest } from '../../../simulators/wallet/holder.ts';
import { agree, scanWithPhone } from '../citizens-phone.ts';
import { readQr } from '../read-qr.ts';
import type { Play } from './script.ts';

/** From the attract screen to the services, with everything a first-time user passes. */
export async function openCatalogue({ citizen }: Pick<Play['stage'], 'citizen'>): Promise<void> {
  await citizen.see('attract');
  await citizen.press('intent-start');
  await citizen.see('orient');
  await citizen.press('intent-choose-language-de');
  await citizen.press('intent-continue');
  await citizen.see('catalogue');
}

/** On to the first page of one of them. */
export async function findService({ stage }: Play, service: string): Promise<void> {
  const { citizen } = stage;
  await openCatalogue(stage);
  await citizen.openService(service);
  await citizen.see('service-info');
  await citizen.press('intent-begin');
}

/** Where wallets can be asked, the way is the first question. */
export async function chooseWay({ citizen }: Play['stage'], way: 'card' | 'wallet' | 'typed'): Promise<void> {
  await citizen.see('identify', 'ways');
  await citizen.press(`intent-choose-way-${way}`);
}

/** Wallet: who asks for what, code, the person's own telephone. @returns what stood on the telephone */
export async function identifyByWallet({ stage }: Play, format: HeldFormat = 'dc+sd-jwt'): Promise<SeenRequest> {
  const { citizen, person, stack } = stage;
  await chooseWay(stage, 'wallet');
  await citizen.see('identify', 'wallet-consent');
  await citizen.press('intent-consent');
  await citizen.see('identify', 'wallet-code');
  const seen = await scanWithPhone(stack.world, person, await readQr(citizen.at('qr')));
  await citizen.see('identify', 'wallet-fetched');
  await agree(seen, format);
  await citizen.see('form', 'person');
  return seen;
}

/** eID: data request, card, PIN (with what goes wrong), card taken back. */
export async function identify(play: Play): Promise<void> {
  const { citizen, person } = play.stage;
  await chooseWay(play.stage, 'card');
  await citizen.see('identify', 'consent');
  await citizen.press('intent-consent');
  if (play.stage.person.cardIsBuiltIn) {
    // The real AusweisApp's own simulated card: it lies there by itself, and its PIN is typed on its own keypad.
    await citizen.see('form', 'person');
    return;
  }
  await citizen.see('identify', 'insert-card');
  play.hands.layIdCard();
  await citizen.see('identify', 'enter');
  if (play.fault === 'pin-wrong-twice') await wrongPins(play);
  await citizen.enterPin(person.pin);
  await citizen.see('identify', 'take-card');
  play.hands.takeIdCard();
}

async function wrongPins(play: Play): Promise<void> {
  const { citizen, person } = play.stage;
  await citizen.enterPin('999999');
  await citizen.at('tries-left').filter({ hasText: '2' }).waitFor({ timeout: 30_000 });
  await citizen.record('identify/wrong-pin-2-left');
  await citizen.enterPin('888888');
  // With one try left the card wants its access number first, so that nobody can block it in passing.
  await citizen.screen.locator('[data-secret="can"]').first().waitFor({ timeout: 30_000 });
  await citizen.record('identify/access-number');
  await citizen.enterPin(person.can);
  await citizen.screen.locator('[data-secret="pin"]').first().waitFor({ timeout: 30_000 });
  await citizen.at('tries-left').filter({ hasText: '1' }).waitFor({ timeout: 30_000 });
  await citizen.record('identify/last-try');
  play.met('two wrong PINs: tries left shown each time, access number asked for, then the PIN');
}

/** Scans the document on the glass and gives back the picture the citizen saw. */
export async function scan(play: Play): Promise<Buffer> {
  const { citizen, stack } = play.stage;
  await citizen.see('evidence', 'idle');
  stack.world.scanner.layDocument('vehicle-registration');
  if (play.fault === 'scanner-jam') {
    stack.world.scanner.jam();
    await citizen.press('intent-scan');
    await citizen.at('scan-fault-jammed').waitFor({ timeout: 30_000 });
    await citizen.record('evidence/jammed');
    play.met('scanner jam: said in words, nothing lost, scanned again after it was cleared');
    stack.world.scanner.clearJam();
  }
  await citizen.press('intent-scan');
  const seen = await pageSeen(play, 'evidence/scanned');
  stack.world.scanner.removeDocument();
  await citizen.press('intent-continue');
  return seen;
}

/** The page that has come, as the citizen sees it on the screen. @param step what the picture of it is called */
export async function pageSeen({ stage: { citizen } }: Play, step: string): Promise<Buffer> {
  const picture = citizen.screen.locator('[data-testid^="page-"] img, img[data-testid^="preview"]').first();
  await picture.waitFor({ timeout: 60_000 });
  await citizen.record(step);
  // The page's CSP forbids fetching its own pictures; drawing them is what it may do.
  const base64 = await picture.evaluate((img: HTMLImageElement) => {
    const canvas = document.createElement('canvas');
    canvas.width = img.naturalWidth;
    canvas.height = img.naturalHeight;
    canvas.getContext('2d')?.drawImage(img, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}

/** From the open review to "paid" on the person's own telephone, which reads the code on the screen. */
export async function reviewAndPayByPhone({ stage }: Play): Promise<void> {
  const { citizen } = stage;
  await citizen.see('review', 'open');
  await citizen.press('intent-confirm');
  await citizen.see('pay', 'ready');
  await citizen.press('intent-pay-online');
  await citizen.see('pay', 'online-code');
  const address = await readQr(citizen.at('qr'));
  const page = await (await fetch(address)).text();
  const [, form] = /action="([^"]*\/PAYED[^"]*)"/.exec(page) ?? [];
  if (form === undefined) throw new Error('the page of the code has nothing to press');
  await fetch(new URL(form, address), { method: 'POST' });
}

/** From the open review to "paid", through what may go wrong there. */
export async function reviewAndPay(play: Play): Promise<void> {
  const { citizen, stack } = play.stage;
  const { world } = stack;
  await citizen.see('review', 'open');
  if (play.fault === 'portal-down') {
    world.portal.setDown(true);
    await citizen.press('intent-confirm');
    await citizen.see('problem');
    if (play.stage.ledger().length > 0) throw new Error('charged although the authority cannot be reached');
    play.met('portal down before payment: said so, nothing charged, retry keeps everything');
    world.portal.setDown(false);
    await citizen.press('intent-retry');
  } else await citizen.press('intent-confirm');
  await citizen.see('pay', 'ready');
  await citizen.press('intent-pay');
  if (play.fault === 'card-declined') {
    await play.hands.tapCard('declined');
    await citizen.see('pay', 'not-paid');
    play.met('card declined: the device says why, another try with another card');
    await citizen.press('intent-retry');
  }
  if (play.fault === 'payment-cable') world.payment.behave({ kind: 'cut-before-status', times: 1 });
  await play.hands.tapCard('approved');
  // The authority goes away at the worst moment: the card is already booked.
  if (play.fault === 'portal-down') world.portal.setDown(true);
}

/** What was sent, on paper: begun on the receipt's screen, taken out of the tray. */
async function printCopy({ stage: { citizen, stack, until } }: Play): Promise<void> {
  const { pagePrinter } = stack.world;
  await citizen.press('intent-print-copy');
  await citizen.screen.locator('[data-testid="copy"][data-copy="printed"]').waitFor({ timeout: 60_000 });
  await until('sheets lie in the tray', () => pagePrinter.papers().length === 1);
  await citizen.record('receipt/copy-printed');
}

/**
 * Delivery, receipt on paper, farewell, and the screen free for the next person.
 * @returns the case number, each time it stood on a screen
 */
export async function receive(
  play: Play,
  options: {
    readonly paid: boolean;
    readonly copy?: boolean;
    /** What else is done while the receipt stands there. */
    readonly beside?: () => Promise<void>;
  },
): Promise<readonly string[]> {
  const { citizen, stack, until } = play.stage;
  const { world } = stack;
  if (play.fault === 'paper-out') world.printer.pullPaper();
  await citizen.see('receipt');
  const numbers = [await numberShown(play)];
  if (play.fault === 'portal-down' && options.paid) {
    await citizen.at('print').first().waitFor();
    play.met('portal down after payment: kept, delivered by itself later, reference on screen and paper');
  }
  if (play.fault === 'payment-cable')
    play.met('cable cut while the host had already booked: asked the device, found paid, not charged again');
  if (play.fault === 'paper-out') {
    await citizen.at('intent-print-again').waitFor({ timeout: 30_000 });
    await citizen.record('receipt/paper-out');
    play.met('paper out: case number stays on screen, printed after the paper was changed');
    world.printer.loadPaper();
    for (const torn of world.printer.papers()) world.printer.takePaper(torn.id);
    await until('the printer is ready again', () => world.printer.state().paper === 'ok');
    await citizen.press('intent-print-again');
  }
  await until('the receipt is printed', () => world.printer.papers().length > 0);
  await citizen.screen.locator('[data-testid="print"][data-print="printed"]').waitFor({ timeout: 30_000 });
  await citizen.record('receipt/printed');
  if (play.fault === 'portal-down') {
    world.portal.setDown(false);
    await citizen.see('receipt', 'accepted');
    numbers.push(await numberShown(play));
    play.met('portal back while the person still stood there: acknowledged under the same number');
  }
  if (options.copy) await printCopy(play);
  await options.beside?.();
  await citizen.press('intent-finish');
  await citizen.see('farewell');
  await citizen.press('intent-finish');
  await citizen.see('attract');
  return numbers;
}

const numberShown = async ({ stage: { citizen } }: Play): Promise<string> =>
  (await citizen.screen.locator('[data-testid="case-number"] strong').first().textContent()) ?? '';
