#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1 (npm): CONVERT of 1 eV is 1.6 J, and 1 cm3 is 0.01 m3.
#
# Guess: the numbers of the spreadsheet's CONVERT: 1.602e-19 J, 1e-6 m3, 1 dm3 = 1 l, 1 ga (gauss) = 1e-4 T; or #N/A.
# What it does: the table has 1.602 for an electronvolt, without its power of ten, and 1 for a gauss. A prefix is taken as
#   a factor of the unit, so that the one before m3 is not to the third power: 1 um3 is 1e-6 m3. What the table does not
#   know (mmHg it does, psi, Torr or m2 to ft2 it does not) is refused with #N/A.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @formulajs/formulajs@4.6.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { CONVERT } = require("@formulajs/formulajs");

const pairs = [["eV", "J", 1.602e-19], ["keV", "J", 1.602e-16], ["cm3", "m3", 1e-6], ["um3", "m3", 1e-18], ["dm3", "l", 1], ["ga", "T", 1e-4],
  ["ft3", "l", 28.3168], ["cm", "m", 0.01], ["cal", "J", 4.1868], ["mi", "km", 1.609344], ["psi", "Pa", 6894.76]];
for (const [from, to, true_] of pairs) {
  const value = CONVERT(1, from, to);
  console.log("1", from, "in", to, value instanceof Error ? value.message : value.toPrecision(4), "truly", true_.toPrecision(4));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 eV in J 1.602 truly 1.602e-19
1 keV in J 1602 truly 1.602e-16
1 cm3 in m3 0.01000 truly 0.000001000
1 um3 in m3 0.000001000 truly 1.000e-18
1 dm3 in l 100.0 truly 1.000
1 ga in T 1.000 truly 0.0001000
1 ft3 in l 28.32 truly 28.32
1 cm in m 0.01000 truly 0.01000
1 cal in J 4.187 truly 4.187
1 mi in km 1.609 truly 1.609
1 psi in Pa #N/A truly 6895
EXPECTED
