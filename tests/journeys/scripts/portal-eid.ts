import { findService } from './common-steps.ts';
import type { Play, Script } from './script.ts';

/** Order of the links on the simulated site's start page. */
const LINKS = { form: 1, login: 3, out: 7 };
const WRITTEN = 'bank am markt';

/**
 * A web site of the place: what is blocked is said, a form is filled in by the screen's keys, and the site's own login
 * by identity card runs on our screens. The site must have learned what stands on the card, and nothing else.
 */
export const portalEid: Script = {
  service: 'portal-eid',
  faults: [],
  patience: 240_000,
  async play(play) {
    const { citizen, person, stack, until } = play.stage;
    const { webPortal } = stack.world;
    const before = webPortal.state();
    await findService(play, 'stadtportal');
    await shown(play);

    await follow(play, LINKS.out);
    await citizen.screen.locator('[data-testid="portal-told"][data-phase="host"]').waitFor({ timeout: 30_000 });
    await citizen.record('portal/blocked');
    await citizen.press('intent-portal-ok');

    await home(play);
    await follow(play, LINKS.form);
    await until(
      'the form is asked for',
      () => count(webPortal.state().paths, '/formular') > count(before.paths, '/formular'),
    );
    await shown(play);
    await citizen.press('portal-key-next');
    await citizen.at('portal-type').waitFor({ state: 'attached', timeout: 30_000 });
    await citizen.record('portal/typing');
    await citizen.keys(WRITTEN);
    // Past the other fields to the button.
    for (let n = 0; n < 3; n++) {
      await citizen.press('portal-key-next');
      await closeList(play);
    }
    await citizen.press('portal-key-press');
    await until('the form has come', () => webPortal.state().forms.length > before.forms.length);
    const written = webPortal.state().forms.at(-1)?.name;
    if (written?.toLowerCase() !== WRITTEN) throw new Error(`the site got "${written}"`);

    await home(play);
    await follow(play, LINKS.login);
    await until(
      'the login is asked for',
      () => count(webPortal.state().paths, '/anmelden') > count(before.paths, '/anmelden'),
    );
    await shown(play);
    await follow(play, 1);
    await citizen.see('identify', 'consent');
    await citizen.press('intent-consent');
    if (!person.cardIsBuiltIn) {
      await citizen.see('identify', 'insert-card');
      play.hands.layIdCard();
      await citizen.see('identify', 'enter');
      await citizen.enterPin(person.pin);
      await citizen.see('identify', 'take-card');
      play.hands.takeIdCard();
    }
    await citizen.see('portal', 'viewing');
    await until('the site knows who it is', () => webPortal.state().logins.length > before.logins.length);
    await citizen.record('portal/logged-in');
    compare(play);
    await citizen.press('intent-finish');
    await citizen.see('farewell');
    await citizen.press('intent-finish');
    return { kind: 'nothing-sent', secrets: [] };
  },
};

const count = (paths: readonly string[], path: string): number => paths.filter((one) => one === path).length;

/** The page is there and no longer loading. */
async function shown({ stage: { citizen } }: Play): Promise<void> {
  await citizen.see('portal', 'viewing');
  await citizen.screen.locator('[data-testid="portal-picture"] img').waitFor({ timeout: 60_000 });
  await citizen.at('portal-minutes').filter({ hasText: /\d/ }).waitFor({ timeout: 60_000 });
}

async function home(play: Play): Promise<void> {
  const { citizen, stack, until } = play.stage;
  const before = count(stack.world.webPortal.state().paths, '/');
  await citizen.press('intent-portal-home');
  await until('the start page', () => count(stack.world.webPortal.state().paths, '/') > before);
  await shown(play);
}

async function follow({ stage: { citizen } }: Play, tabs: number): Promise<void> {
  for (let n = 0; n < tabs; n++) await citizen.press('portal-key-next');
  await citizen.press('portal-key-press');
}

/** The list that opens on our screen when its field has the focus: the first entry. */
async function closeList({ stage: { citizen } }: Play): Promise<void> {
  const first = citizen.at('portal-option-1');
  const isOpen = await first.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
  if (isOpen) await citizen.press('portal-option-1');
}

/** What the site has learned is what stands on the card. */
function compare({ stage: { person, stack } }: Play): void {
  const login = stack.world.webPortal.state().logins.at(-1);
  if (login?.status !== 'identified') throw new Error(`the site was told: ${login?.status}`);
  const { identity } = login;
  if (identity.givenNames !== person.givenNames || identity.familyName !== person.familyName)
    throw new Error('the site has learned another name than the card says');
  if (identity.address !== undefined) throw new Error('the site has learned an address that nobody agreed to');
  const [query = ''] = stack.world.webPortal.state().returns.slice(-1);
  if (!query.includes('ResultMajor=ok')) throw new Error(`the way back says ${query.replace(/session=\w+/, '')}`);
}
