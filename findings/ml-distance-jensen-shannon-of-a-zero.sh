#!/usr/bin/env bash
# ml-distance 5.0.0: the Jensen-Shannon divergence of [0.5, 0.5, 0] and [0.5, 0, 0.5] is NaN.
#
# Guess: 0.3466: it is the divergence that stays finite where one distribution has a zero, as 0 * log(0) counts as
#   0.
# What it does: 0 * log(0) is computed as it stands, and NaN; so are kullbackLeibler, kdivergence, topsoe and
#   jensenDifference. hellinger of two equal arrays whose sum is a little above 1 can be NaN too, as it takes the
#   root of a negative number.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-distance@5.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { distance } = require("ml-distance");

const [p, q] = [[0.5, 0.5, 0], [0.5, 0, 0.5]];
for (const name of ["jensenShannon", "jensenDifference", "topsoe", "kdivergence", "kullbackLeibler", "squaredChord", "hellinger"]) console.log(name, distance[name](p, q));
for (const n of [3, 6, 7, 10, 49]) {
  const equal = Array(n).fill(1 / n);
  console.log(`hellinger of two times ${n} numbers 1/${n}:`, distance.hellinger(equal, equal));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
jensenShannon NaN
jensenDifference NaN
topsoe NaN
kdivergence NaN
kullbackLeibler NaN
squaredChord 1.0000000000000002
hellinger 1.4142135623730951
hellinger of two times 3 numbers 1/3: 0
hellinger of two times 6 numbers 1/6: 2.1073424255447017e-8
hellinger of two times 7 numbers 1/7: 2.9802322387695312e-8
hellinger of two times 10 numbers 1/10: 2.1073424255447017e-8
hellinger of two times 49 numbers 1/49: NaN
EXPECTED
