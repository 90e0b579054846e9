import { expect } from 'vitest';
import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { Bug } from '../../../foundation/errors.ts';
import { journey } from './journey.ts';

const TENANT = 'default';
const NAME = 'anja.geht';

/** Somebody goes, and with them everything by which they came in. Whoever sees to it has no mouse. */
export default journey(
  'somebody left the company: revoke all',
  async ({ signIn, keyboardOnly, language, say, ask, undo }) => {
    const owner = await signIn('owner', { at: hrefOf('people') });
    const { link } = await ask<{ link: string }>('POST', ACCESS_ROUTES.users(TENANT), {
      ...{ name: NAME, roles: ['owner'], reason: 'Neu im Amt' },
    });
    const context = await owner.context().browser()?.newContext();
    if (!context) throw new Bug('a page without its browser');
    undo(() => context.close());
    await context.addInitScript((chosen) => localStorage.setItem('console-language', chosen), language);
    const leaver = await context.newPage();
    await leaver.goto(link);
    await leaver.getByTestId('sign-out').waitFor();
    const key = await leaver.evaluate(async (path) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ name: 'Auswertung', permissions: ['fleet.read'], days: 30 });
      return ((await (await fetch(path, { method: 'POST', headers, body })).json()) as { key: string }).key;
    }, ACCESS_ROUTES.keys(TENANT));
    const asProgram = async () =>
      (await fetch(new URL(ROUTES.terminals(TENANT), owner.url()), { headers: { authorization: `Bearer ${key}` } }))
        .status;
    expect(await asProgram()).toBe(200);

    await owner.reload();
    const keyboard = await keyboardOnly(owner);
    const row = owner.getByTestId(`person-${NAME}`);
    await keyboard.open(row.getByText(say('people.change', { name: NAME })));
    const form = row.getByTestId('left');
    await keyboard.write(form.getByLabel(say('reason'), { exact: true }), 'Hat gekündigt');
    await keyboard.open(form.getByRole('button', { name: say('people.left.button', { name: NAME }) }));
    await row.waitFor({ state: 'detached' });

    expect(await asProgram()).toBe(401);
    await leaver.reload();
    await leaver.getByRole('heading', { name: say('sign-in.title') }).waitFor();
    await leaver.goto(link);
    await leaver.getByRole('heading', { name: say('sign-in.title') }).waitFor();

    await keyboard.open(owner.getByRole('link', { name: say('section.records') }));
    await owner.getByTestId('audit').getByText(say('act-of.user.left')).first().waitFor();
  },
);
