#!/usr/bin/env bash
# numeric 1.2.6 (npm): a linear program that is solved with a bound of 3 is "Infeasible" with a bound of 300.
#
# Guess: the least x + y with x + 2y >= 3k, x and y not negative, is at y = 1.5k, whatever k; with x >= 1 and y >= 2 alone it is 3.
# What it does: from k = 100 on the answer is NaN and "Infeasible" after 1000 steps. Without an upper bound, x >= 1 and y >= 2 give 662 and 663,
#   with the message "maximum iteration count exceeded"; with x + y <= 10 beside them 1 and 2. The least x with x >= 1000000 is infeasible, too.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" numeric@1.2.6 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const numeric = require("numeric");

function solve(name, ...program) {
  const { solution, message } = numeric.solveLP(...program);
  console.log(name, "is at", Array.isArray(solution) ? solution.map(x => (Math.abs(x) < 1e-5 ? 0 : x).toFixed(3)).join(" ") : solution, message || "solved");
}
for (const k of [1, 10, 100, 1000, 1e6]) solve(`least x + y, x + 2y >= ${3 * k}`, [1, 1], [[-1, 0], [0, -1], [-1, -2]], [0, 0, -3 * k]);
for (const k of [1, 10, 100]) solve(`least x + y, x >= ${k}, y >= ${2 * k}`, [1, 1], [[-1, 0], [0, -1]], [-k, -2 * k]);
for (const k of [1, 10, 100]) solve(`least x + y, x >= ${k}, y >= ${2 * k}, x + y <= ${10 * k}`, [1, 1], [[-1, 0], [0, -1], [1, 1]], [-k, -2 * k, 10 * k]);
for (const k of [1, 100, 1e6]) solve(`least x, x >= ${k}`, [1], [[-1]], [-k]);
solve("least x, x <= 0, x >= 1", [1], [[1], [-1]], [0, -1]);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
least x + y, x + 2y >= 3 is at 0.000 1.500 solved
least x + y, x + 2y >= 30 is at 0.000 15.000 solved
least x + y, x + 2y >= 300 is at NaN Infeasible
least x + y, x + 2y >= 3000 is at NaN Infeasible
least x + y, x + 2y >= 3000000 is at NaN Infeasible
least x + y, x >= 1, y >= 2 is at 662.484 663.485 maximum iteration count exceeded
least x + y, x >= 10, y >= 20 is at 2384.294 2394.294 maximum iteration count exceeded
least x + y, x >= 100, y >= 200 is at 201.122 301.122 maximum iteration count exceeded
least x + y, x >= 1, y >= 2, x + y <= 10 is at 1.000 2.000 solved
least x + y, x >= 10, y >= 20, x + y <= 100 is at 10.000 20.000 solved
least x + y, x >= 100, y >= 200, x + y <= 1000 is at 202.331 302.331 maximum iteration count exceeded
least x, x >= 1 is at 1.000 solved
least x, x >= 100 is at 100.000 solved
least x, x >= 1000000 is at NaN Infeasible
least x, x <= 0, x >= 1 is at NaN Infeasible
EXPECTED
