#!/usr/bin/env bash
# feiertagejs says for a federal state which days are public holidays. Some days are holidays in a part of a state's towns
# only: Assumption (15 August) in Bavaria, Corpus Christi in Saxony and Thuringia. The library counts the first one for all
# of Bavaria and the other two for nobody, and marks neither.
# Why it matters: a town hall of Bavaria without that holiday is shown as closed, one of Thuringia with it as open.
# Seen with 1.5.1; the laws: Art. 1 BayFTG, § 1 SächsSFG, § 2 ThürFGtG.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-fund --no-audit --ignore-scripts feiertagejs@1.5.1 >/dev/null
found=$(node --input-type=module -e "
import { getHolidays } from 'feiertagejs';
for (const [state, name] of [['BY', 'MARIAHIMMELFAHRT'], ['SN', 'FRONLEICHNAM'], ['TH', 'FRONLEICHNAM']])
  console.log(state, name, getHolidays('2026', state).some((day) => day.name === name));
")
echo "$found"
[ "$found" = $'BY MARIAHIMMELFAHRT true\nSN FRONLEICHNAM false\nTH FRONLEICHNAM false' ]
