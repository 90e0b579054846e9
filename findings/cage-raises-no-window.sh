#!/usr/bin/env bash
# In cage the window opened last stays in front: a program that asks for one of its other windows (X11's
# _NET_ACTIVE_WINDOW, which is what a browser's "bring to front" sends; or XRaiseWindow) is not heard. The window manager
# of Xwayland names _NET_ACTIVE_WINDOW among what it supports.
# Why it matters: a kiosk with two windows (a page, and a cover that is to hide it at once) shows the wrong one, although
# every call succeeded and a screenshot by the browser's own means looks right.
# Seen with cage 0.1.4-4 (Debian 12).
source "$(dirname "$0")/lib/cage.sh"
needs xwayland xdotool x11-utils
dpkg-query -W cage
cat >"$directory/client.sh" <<'CLIENT'
active() { xprop -root _NET_ACTIVE_WINDOW | grep -o '0x[0-9a-f]*'; }
xprop -root _NET_SUPPORTED | grep -o '_NET_ACTIVE_WINDOW'
xmessage first &
first=$!
sleep 2
echo "first $(active)"
one=$(active)
xmessage second &
second=$!
sleep 2
echo "second $(active)"
xdotool windowactivate "$((one))"
sleep 1
echo "asked $(active)"
xdotool windowraise "$((one))"
sleep 1
echo "raised $(active)"
kill $first $second
CLIENT
said=$(timeout 30 "${user[@]}" cage -- sh "$directory/client.sh" 2>/dev/null)
echo "$said"
window() { sed -n "s/^$1 //p" <<<"$said"; }
[[ $said = _NET_ACTIVE_WINDOW* ]] && [ "$(window first)" != "$(window second)" ] &&
  [ "$(window asked)" = "$(window second)" ] && [ "$(window raised)" = "$(window second)" ]
