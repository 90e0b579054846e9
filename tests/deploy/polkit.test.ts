import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const DIRECTORY = join(import.meta.dirname, '../../deploy/polkit');
type Rule = (action: { id: string }, subject: { user: string }) => string | null;

/** The rule as polkitd runs it: one script that adds functions to `polkit` (polkit(8), "Authorization rules"). */
function rule(name = '50-bt-pcscd'): Rule {
  const rules: Rule[] = [];
  const Result = { YES: 'yes', NO: 'no', NOT_HANDLED: null };
  runInNewContext(readFileSync(join(DIRECTORY, `${name}.rules`), 'utf8'), {
    polkit: { Result, addRule: (one: Rule) => rules.push(one) },
  });
  const [only] = rules;
  if (!only || rules.length > 1) throw new Error(`${rules.length} rules`);
  return only;
}

const ACTIONS = ['org.debian.pcsc-lite.access_pcsc', 'org.debian.pcsc-lite.access_card'];

test.each(ACTIONS)('%s: the terminal yes, the screen and anybody else no', (id) => {
  const asked = rule();
  expect(asked({ id }, { user: 'bt-terminal' })).toBe('yes');
  expect(asked({ id }, { user: 'bt-shell' })).toBe('no');
  expect(asked({ id }, { user: 'erika' })).toBe('no');
});

test('what root may do is left to the machine', () => {
  expect(rule()({ id: 'org.debian.pcsc-lite.access_pcsc' }, { user: 'root' })).toBeNull();
});

test('nothing else is decided here', () => {
  expect(rule()({ id: 'org.freedesktop.login1.power-off' }, { user: 'bt-shell' })).toBeNull();
});

test('the user it lets in is the one the terminal runs as', () => {
  const unit = readFileSync(join(import.meta.dirname, '../../deploy/systemd/bt-terminal.service'), 'utf8');
  expect(unit).toContain('User=bt-terminal');
});

test.each(['org.freedesktop.login1.reboot', 'org.freedesktop.login1.reboot-multiple-sessions'])(
  '%s: the terminal yes, of anybody else nothing is decided',
  (id) => {
    const asked = rule('50-bt-reboot');
    expect(asked({ id }, { user: 'bt-terminal' })).toBe('yes');
    expect(asked({ id }, { user: 'bt-shell' })).toBeNull();
  },
);

test('the terminal may do nothing else to the machine', () => {
  expect(rule('50-bt-reboot')({ id: 'org.freedesktop.login1.power-off' }, { user: 'bt-terminal' })).toBeNull();
});
