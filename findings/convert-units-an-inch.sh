#!/usr/bin/env bash
# convert-units 2.3.4 (npm): 1 inch is 2.5399999187 cm, though the inch is 2.54 cm exactly.
#
# Guess: conversions between units with exact definitions are exact up to the rounding of a double, about 1e-16.
# What it does: all ways between the metric and the imperial system go through one rounded factor (1 m is 3.28084 ft),
#   so that lengths are off by 3e-8; a square or cubic unit has a rounded factor of its own, and 1 yd3 is
#   27.00004 ft3. A pound is 453.592 g. Ways inside one system are exact.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" convert-units@2.3.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const convert = require("convert-units");

for (const [from, to, exact] of [["in", "cm", 2.54], ["mi", "m", 1609.344], ["lb", "g", 453.59237], ["yd3", "ft3", 27], ["ft3", "gal", 1728 / 231], ["in3", "ml", 16.387064], ["mi", "ft", 5280], ["km", "m", 1000]]) {
  const value = convert(1).from(from).to(to);
  console.log("1", from, "is", value.toPrecision(10), to, "exactly", exact.toPrecision(10), "off by", Math.abs(value / exact - 1).toExponential(0));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 in is 2.539999919 cm exactly 2.540000000 off by 3e-8
1 mi is 1609.343949 m exactly 1609.344000 off by 3e-8
1 lb is 453.5920000 g exactly 453.5923700 off by 8e-7
1 yd3 is 27.00003969 ft3 exactly 27.00000000 off by 1e-6
1 ft3 is 7.480515625 gal exactly 7.480519481 off by 5e-7
1 in3 is 16.38698852 ml exactly 16.38706400 off by 5e-6
1 mi is 5280.000000 ft exactly 5280.000000 off by 0e+0
1 km is 1000.000000 m exactly 1000.000000 off by 0e+0
EXPECTED
