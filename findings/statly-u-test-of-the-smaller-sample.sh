#!/usr/bin/env bash
# statly 0.0.1 (npm): the probability of its Mann-Whitney test is that of coins, as many as the smaller sample has values.
#
# Guess: two samples of 3 with no overlap have p = 0.1 (two sides) or 0.05 (one); of 3 and 1000 values it is far smaller; equal samples have 1.
# What it does: p is the share of n throws of a coin that are as far to one side as the area under the curve, n being the size of the smaller sample
#   alone: 0.125 for 3 against 3 and 3 against 1000. For equal samples it is above a half, 0.875 for 3, and depends on n.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" statly@0.0.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { uTest } = require("statly");

// The exact share of all orders that are at least as extreme on this side.
function exact(a, b) {
  const u = (n, m) => {
    let ways = Array.from({ length: n + 1 }, (_, i) => (i ? [] : [1]));
    for (let k = 1; k <= n + m; k++)
      for (let i = Math.min(k, n); i >= 1; i--)
        ways[i - 1].forEach((w, s) => { if (k - i <= m) ways[i][s + k - i] = (ways[i][s + k - i] ?? 0) + w; });
    return ways[n];
  };
  let rank = 0;
  for (const x of a) for (const y of b) rank += x > y ? 1 : 0;
  const counts = u(a.length, b.length), all = counts.reduce((s, x) => s + (x ?? 0), 0), least = Math.min(rank, a.length * b.length - rank);
  return counts.slice(0, least + 1).reduce((s, x) => s + (x ?? 0), 0) / all;
}
const range = (from, n) => Array.from({ length: n }, (_, i) => from + i);
for (const [a, b] of [[range(1, 3), range(4, 3)], [range(1, 3), range(4, 10)], [range(1, 3), range(4, 1000)], [range(1, 10), range(11, 10)], [range(1, 5), [2.5, 3.5, 4.5, 5.5, 6.5]]]) {
  const seen = uTest(a, b);
  console.log(a.length, "against", b.length, "p", seen.p, "area", seen.auc, "truly on one side", exact(a, b).toPrecision(3));
}
for (const n of [1, 2, 3, 4, 10]) console.log("equal samples of", n, "p", uTest(range(1, n), range(1, n)).p);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
3 against 3 p 0.125 area 0 truly on one side 0.0500
3 against 10 p 0.125 area 0 truly on one side 0.00350
3 against 1000 p 0.125 area 0 truly on one side 5.96e-9
10 against 10 p 0.0009765625 area 0 truly on one side 0.00000541
5 against 5 p 0.1875 area 0.24 truly on one side 0.111
equal samples of 1 p 1
equal samples of 2 p 0.75
equal samples of 3 p 0.875
equal samples of 4 p 0.6875
equal samples of 10 p 0.623046875
EXPECTED
