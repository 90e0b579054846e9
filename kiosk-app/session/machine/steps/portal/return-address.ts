/**
 * Where a site goes on after an identification that it has started: with the result in the address, as sites of services
 * expect it of the eID client that sends their page back (BSI TR-03124-1, "ResultMajor"). AusweisApp adds it where it
 * opens the browser itself; to whoever uses it by its SDK it gives the bare address.
 */
export function returnAddress(refreshUrl: string): string {
  // As text: to parse and write anew would change what the site has put there.
  if (new URL(refreshUrl).searchParams.has('ResultMajor')) return refreshUrl;
  const [before = '', fragment] = refreshUrl.split('#', 2);
  const said = `${before}${before.includes('?') ? '&' : '?'}ResultMajor=ok`;
  return fragment === undefined ? said : `${said}#${fragment}`;
}
