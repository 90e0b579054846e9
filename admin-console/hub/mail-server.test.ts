import { expect, test } from 'vitest';
import { mailServerOf } from './mail-server.ts';

const FROM = 'leitstand@example.org';

test('without SMTP_URL there is none', () => {
  expect(mailServerOf({})).toBeNull();
});

test.each(['smtp://u:p@mail.example.org:587', 'smtps://mail.example.org'])('%s is one', (url) => {
  expect(mailServerOf({ SMTP_URL: url, SMTP_FROM: FROM })).toEqual({ url, from: FROM });
});

test.each([
  ['http://mail.example.org', FROM],
  ['smtp://u:geheim@mail.example.org/x', FROM],
  ['smtp://u:geheim@mail.example.org', undefined],
  ['smtp://u:geheim@mail.example.org', 'no address'],
])('%s with %s is refused, and the refusal tells no password', (url, from) => {
  const wrong = () => mailServerOf({ SMTP_URL: url, SMTP_FROM: from });
  expect(wrong).toThrow('bad-mail-server');
  expect(wrong).not.toThrow('geheim');
});
