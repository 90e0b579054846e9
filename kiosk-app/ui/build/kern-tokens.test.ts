import { expect, test } from 'vitest';
import { kernTokens, neededTokens } from './kern-tokens.ts';

const SHEET = `
@media (prefers-color-scheme: dark) { .x { --kern-a: black; } }
:root { --kern-base: 1rem; --kern-unused: 2rem; }
.kern-light { --kern-a: var(--kern-base); }
.kern-dark { --kern-a: black; }
`;

test('takes the light theme wherever it stands in the sheet', () => {
  expect(kernTokens(SHEET).get('--kern-a')).toBe('var(--kern-base)');
});

test('takes what is named and what that refers to, and nothing else', () => {
  const css = neededTokens('p { color: var(--kern-a) }', kernTokens(SHEET));
  expect(css).toContain('--kern-base: 1rem;');
  expect(css).not.toContain('--kern-unused');
});

test('a token that KERN no longer has stops the build', () => {
  expect(() => neededTokens('p { color: var(--kern-gone) }', kernTokens(SHEET))).toThrow('--kern-gone');
});
