#!/usr/bin/env bash
# mathjs 15.2.0: "10% + 5" is 0 and "10% + 20%" is 0; "5 + 10%" is 5.5.
#
# Guess: 5.1, as of "(10%) + 5"; "50% / 2" is 0.25.
# What it does: before + and - the sign % is the remainder of a division by the signed number that follows: 10
#   modulo +5. Before * and / it is a percentage. And "20 + 10%" is 20 and a tenth of it.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathjs@15.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { evaluate, parse } = require("mathjs");

for (const text of ["10%", "10% + 5", "(10%) + 5", "10% - 3", "10% + 20%", "10% * 5", "50% / 2", "5 + 10%", "20 - 10%", "20 + 10% * 2", "10 % 3 + 5"]) {
  console.log(text, "is", evaluate(text), "read as", parse(text).toString({ parenthesis: "all" }));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
10% is 0.1 read as 10 / 100
10% + 5 is 0 read as 10 % (+5)
(10%) + 5 is 5.1 read as (10 / 100) + 5
10% - 3 is -2 read as 10 % (-3)
10% + 20% is 0 read as 10 % ((+20) / 100)
10% * 5 is 0.5 read as (10 / 100) * 5
50% / 2 is 0.25 read as (50 / 100) / 2
5 + 10% is 5.5 read as 5 + (5 * (10 / 100))
20 - 10% is 18 read as 20 - (20 * (10 / 100))
20 + 10% * 2 is 20.2 read as 20 + ((10 / 100) * 2)
10 % 3 + 5 is 6 read as (10 % 3) + 5
EXPECTED
