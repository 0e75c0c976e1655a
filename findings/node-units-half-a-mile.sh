#!/usr/bin/env bash
# node-units 0.1.7 (npm): half a mile is a mile, 1,000 m are one metre, and a nautical mile is one on land.
#
# Guess: "1/2 mile" is 2640 feet or an error, "1,000 m" a kilometre or an error, and an unknown unit an error, as for "furlong".
# What it does: the number is read as far as parseFloat goes, so that 1/2 is 1, 3/4 is 3 and 1,500,000 is 1. Words before the unit are
#   dropped: a nautical, square or cubic one is the plain unit. A foot and a mile do not agree, 1609.34 m being 5279.99 feet.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" node-units@0.1.7 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { convert } = require("node-units");

const seen = text => { try { return convert(text); } catch (error) { return "an error"; } };
for (const text of ["1 mile to feet", "1/2 mile to feet", "3/4 mile to feet", "0.5 mile to feet", "1000 m to km", "1,000 m to km", "1,500,000 m to km", "1e3 m to km", "1 mile to km", "1 nautical mile to km",
    "1 square mile to km", "1 cubic meter to feet", "2 weeks to days", "five days to hours", "twenty five days to hours", "half mile to feet", "minus two meter to feet", "-2 meter to feet", "1 furlong to feet", "1 parsec meter to feet"])
  console.log(text, "is", seen(text));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 mile to feet is 5279.98687664042
1/2 mile to feet is 5279.98687664042
3/4 mile to feet is 15839.960629921257
0.5 mile to feet is 2639.99343832021
1000 m to km is 1
1,000 m to km is 0.001
1,500,000 m to km is 0.001
1e3 m to km is 1
1 mile to km is 1.60934
1 nautical mile to km is 1.60934
1 square mile to km is 1.60934
1 cubic meter to feet is 3.280839895013123
2 weeks to days is 14
five days to hours is 120
twenty five days to hours is 600
half mile to feet is NaN
minus two meter to feet is NaN
-2 meter to feet is -6.561679790026246
1 furlong to feet is an error
1 parsec meter to feet is 3.280839895013123
EXPECTED
