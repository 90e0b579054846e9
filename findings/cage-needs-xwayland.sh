#!/usr/bin/env bash
# Debian 12's cage ends at once where Xwayland is not installed, and the package cage neither depends on xwayland, nor
# recommends or suggests it, nor does the library it is built on.
# Why it matters: "apt-get install cage" gives a kiosk whose screen stays black, on every machine without a desktop.
# Seen with cage 0.1.4-4, libwlroots10 0.15.1-6 (Debian 12).
[ "$(id -u)" = 0 ] || { echo "needs root, to hide Xwayland from cage"; exit 2; }
source "$(dirname "$0")/lib/cage.sh"
needs
dpkg-query -W cage libwlroots10
named=$(apt-cache depends cage libwlroots10 | grep -ci xwayland || true)
echo "xwayland named by them as a dependency of any kind: $named times"

status=0
# Where it is installed an empty file that cannot be run lies over it, for cage alone.
said=$(unshare --mount sh -c '
  [ ! -e /usr/bin/Xwayland ] || { : >"$1/nothing"; mount --bind "$1/nothing" /usr/bin/Xwayland; }
  shift
  timeout 30 "$@" cage -- true 2>&1
' hide "$directory" "${user[@]}") || status=$?
grep -i xwayland <<<"$said" || true
echo "cage ends with $status"

[ "$named" = 0 ] && [ "$status" = 1 ] && grep -qi 'Cannot .*Xwayland' <<<"$said"
