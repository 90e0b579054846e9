#!/usr/bin/env bash
# polkit's rules are JavaScript, but on Debian 12 that of 2009: polkitd runs them in Duktape, and one "=>" makes it leave
# the whole file out. It says so in one line of the journal and goes on with whatever the other rules allow.
# Why it matters: a rule that denies denies nothing, though on its author's machine (polkit built with mozjs) it did.
# Seen with polkitd 122-3 (Debian 12).
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "needs root"; exit 2; }
for package in polkitd dbus-daemon; do
  dpkg -s "$package" >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends "$package" >/dev/null
done
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
dpkg-query -W polkitd

said() {
  printf '%s\n' "$1" >"$directory/10-rule.rules"
  unshare --mount --pid --fork --kill-child --mount-proc bash -c '
    mkdir "$1/rules"; cp "$1/10-rule.rules" "$1/rules"; chmod -R a+rX "$1"
    mount --bind "$1/rules" /etc/polkit-1/rules.d
    export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$1/bus
    dbus-daemon --system --address="$DBUS_SYSTEM_BUS_ADDRESS" --nofork --nopidfile --nosyslog 2>/dev/null &
    sleep 1
    timeout 3 /usr/lib/polkit-1/polkitd --replace 2>&1
  ' look "$directory" | grep -E 'rules|rror' || true
  rm -rf "$directory/rules"
}
old='polkit.addRule(function (action, subject) { return polkit.Result.NO; });'
new='polkit.addRule((action, subject) => polkit.Result.NO);'
with_old=$(said "$old")
with_new=$(said "$new")
printf '%s\n%s\n\n%s\n%s\n' "$old" "$with_old" "$new" "$with_new"

! grep -q 'Error compiling' <<<"$with_old" && grep -q 'Error compiling' <<<"$with_new" && grep -q 'Finished loading' <<<"$with_new"
