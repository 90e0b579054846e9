#!/usr/bin/env bash
# cage, the kiosk compositor, runs one program and ends with it. But it ends with 0 whether the program ended well, with an
# error, or was killed; and it does not end with the program, but with the last of its descendants.
# Why it matters: Restart=on-failure never restarts, no log tells a crash from an end, and a left-over child (browsers
# leave some) keeps an empty screen up for as long as it lives.
# Seen with cage 0.1.4-4 (Debian 12).
source "$(dirname "$0")/lib/cage.sh"
needs xwayland
dpkg-query -W cage

run() {
  local began=$SECONDS status=0
  timeout 30 "${user[@]}" cage -- sh -c "$1" >/dev/null 2>&1 || status=$?
  took=$((SECONDS - began))
  printf '%-28s cage ends with %s after %s s\n' "$1" "$status" "$took"
  last=$status
}
run 'exit 0' && a=$last
run 'exit 7' && b=$last
run 'kill -KILL $$' && c=$last
run 'sleep 5 & exit 7' && d=$last

[ "$a$b$c$d" = 0000 ] && [ "$took" -ge 4 ]
