#!/usr/bin/env bash
# mathjs 15.2.0: 1 floz is 1.97 tablespoon, 1 kip is 999.9999966 lbf, 1 acre 43560.04 sqft, and abs(-5 degC) is -5
#   degC.
#
# Guess: 2, 1000 and 43560, as these units are defined by one another; and 5 degC.
# What it does: each unit has a number of its own in SI units, some of them rounded to six digits: a tablespoon is
#   15 mL and a cup 236.6, an acre 4046.86 m^2. Absolute values of temperatures are taken in kelvin.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathjs@15.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { evaluate, format } = require("mathjs");

for (const text of ["1 cup to floz", "1 floz to tablespoon", "1 cup to tablespoon", "1 tablespoon to teaspoon", "1 kip to lbf", "1 acre to sqft", "1 sqmi to acre", "1 sqrd to sqft", "1 stick to ounce", "1 hundredweight to lb", "abs(-5 degC)", "abs(-5 K)", "25 degC + 1 K", "1 K + 25 degC"]) {
  console.log(text, "is", format(evaluate(text), 10));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 cup to floz is 8 floz
1 floz to tablespoon is 1.971568638 tablespoon
1 cup to tablespoon is 15.7725491 tablespoon
1 tablespoon to teaspoon is 3 teaspoon
1 kip to lbf is 999.9999966 lbf
1 acre to sqft is 43560.03851 sqft
1 sqmi to acre is 639.9994342 acre
1 sqrd to sqft is 272.251048 sqft
1 stick to ounce is 4.056505624 ounce
1 hundredweight to lb is 100 lb
abs(-5 degC) is -5 degC
abs(-5 K) is 5 K
25 degC + 1 K is 26 degC
1 K + 25 degC is 26 K
EXPECTED
