#!/usr/bin/env bash
# simple-statistics 7.12.1: cumulativeStdNormalProbability(-5) is 0.001 and that of 3.1 0.999, as of every number
#   beyond.
#
# Guess: 2.9e-7 and 0.99903, by the error function, which the package has to eight digits.
# What it does: the probability is looked up in a printed table of four digits for two decimals of z, from -3.09 to
#   3.09; beyond it is the table's last entry. probit, said to be its inverse, is off by 0.3 % and has finite ends:
#   probit(0) is -3.7, above probit(1e-10).
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" simple-statistics@7.12.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const ss = require("simple-statistics");

for (const z of [-5, -3.1, -3, 1.234, 1.236, 3.1, 5]) console.log("z", z, "table", ss.cumulativeStdNormalProbability(z), "by errorFunction", +((1 + ss.errorFunction(z / Math.SQRT2)) / 2).toPrecision(6));
for (const p of [0, 1e-10, 0.025, 0.5, 0.999, 1]) console.log("probit", p, +ss.probit(p).toFixed(4));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
z -5 table 0.001 by errorFunction 2.86652e-7
z -3.1 table 0.001 by errorFunction 0.000967603
z -3 table 0.0013 by errorFunction 0.0013499
z 1.234 table 0.8907 by errorFunction 0.891399
z 1.236 table 0.8925 by errorFunction 0.891771
z 3.1 table 0.999 by errorFunction 0.999032
z 5 table 0.999 by errorFunction 1
probit 0 -3.7061
probit 1e-10 -6.3558
probit 0.025 -1.9572
probit 0.5 0
probit 0.999 3.0801
probit 1 3.7061
EXPECTED
