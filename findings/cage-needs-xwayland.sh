#!/usr/bin/env bash
# Debian 12's cage ends at once where Xwayland is not installed, and the package cage neither depends on xwayland, nor
# recommends or suggests it, nor does the library it is built on.
# Why it matters: "apt-get install cage" gives a kiosk whose screen stays black, on every machine without a desktop.
# Seen with cage 0.1.4-4, libwlroots10 0.15.1-6 (Debian 12).
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "needs root, to hide Xwayland from cage"; exit 2; }
dpkg -s cage >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends cage >/dev/null
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
chown 65534 "$directory"
dpkg-query -W cage libwlroots10
named=$(apt-cache depends cage libwlroots10 | grep -ci xwayland || true)
echo "xwayland named by them as a dependency of any kind: $named times"

status=0
# Where it is installed an empty file that cannot be run lies over it, for cage alone.
said=$(unshare --mount sh -c '
  [ ! -e /usr/bin/Xwayland ] || { : >"$1/nothing"; mount --bind "$1/nothing" /usr/bin/Xwayland; }
  XDG_RUNTIME_DIR=$1 WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 timeout 30 \
    setpriv --reuid 65534 --regid 65534 --clear-groups cage -- true 2>&1
' hide "$directory") || status=$?
grep -i xwayland <<<"$said" || true
echo "cage ends with $status"

[ "$named" = 0 ] && [ "$status" = 1 ] && grep -qi 'Cannot .*Xwayland' <<<"$said"
