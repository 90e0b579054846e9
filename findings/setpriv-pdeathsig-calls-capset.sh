#!/usr/bin/env bash
# `setpriv --pdeathsig KILL program` only asks the kernel to end the program with its parent. It sets the capabilities
# all the same, to what they are: one call of capset(2), and where that is forbidden the program does not start.
# Why it matters: systemd's SystemCallFilter=~@privileged forbids capset, so that a hardened service cannot start a child
# in the way the manual page suggests; the message speaks of capabilities, which nobody asked for.
# Seen with util-linux 2.38.1 (Debian 12).
set -euo pipefail
[ -x /usr/bin/strace ] || apt-get install -y -qq --no-install-recommends strace >/dev/null
setpriv --version
calls=$(strace -f -e trace=capset setpriv --pdeathsig KILL true 2>&1 | grep -c '^capset' || true)
echo "calls of capset for --pdeathsig alone: $calls"
status=0
# As a filter with SystemCallErrorNumber=EPERM answers.
said=$(strace -qq -o /dev/null -e inject=capset:error=EPERM setpriv --pdeathsig KILL echo started 2>&1) || status=$?
echo "capset refused: ${said}; exit $status"

[ "$calls" -ge 1 ] && [ "$status" != 0 ] && [[ $said != *started* ]]
