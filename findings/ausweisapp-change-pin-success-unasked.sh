#!/usr/bin/env bash
# AusweisApp 1.26.2 may end a change of the PIN with CHANGE_PIN{"success": true} before it has asked for any PIN: with the
# card that is built in, in one of about four attempts. Nothing was changed. 2.3.1 has not done so in any attempt.
# Why it matters: a client that believes it tells somebody that they have a new PIN. Only a success after one's own
# SET_NEW_PIN may be believed.
# Seen with ausweisapp2 1.26.2-1 (Debian 12) and ausweisapp 2.3.1-1 (Debian 13, which needs root).
. "$(dirname "$0")/lib/ausweisapp.sh"
cat >attempts.txt <<'END'
let unasked = 0;
for (let i = 0; i < 40; i++) {
  say({ cmd: 'RUN_CHANGE_PIN' });
  await next('CHANGE_PIN');
  await next('INSERT_CARD');
  say({ cmd: 'SET_CARD', name: 'Simulator' });
  const answer = await next('ENTER_PIN', 'CHANGE_PIN');
  if (answer.msg === 'CHANGE_PIN') {
    if (unasked++ === 0) console.log(JSON.stringify(answer));
    if (answer.success !== true) process.exit(1);
    continue;
  }
  say({ cmd: 'CANCEL' });
  await next('CHANGE_PIN');
}
console.log(`changed without being asked for a PIN: ${unasked} of 40`);
if (unasked > 0 !== (words[0] === 'lies')) process.exit(1);
END
debian12
talk lies <attempts.txt
debian13
talk honest <attempts.txt
