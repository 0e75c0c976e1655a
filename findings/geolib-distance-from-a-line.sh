#!/usr/bin/env bash
# geolib 3.3.14 (npm): a point on the line between two others is 236 m away from that line.
#
# Guess: getDistanceFromLine of a point halfway between two points of the equator is 0, up to rounding to 1 m, and
#   isPointInLine is true.
# What it does: the height of the triangle is computed from three distances that are rounded to whole metres. Where the
#   two shorter ones add up to 1 m more than the longest, the height is the root of half of that metre times
#   the length: 236 m at 111 km, 7.5 m at 111 m. isPointInLine and isPointNearLine are false alike.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" geolib@3.3.14 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const geolib = require("geolib");

const at = (latitude, longitude) => ({ latitude, longitude });
for (const end of [0.001, 0.01, 0.1, 1, 3]) {
  const line = [at(0, end / 2), at(0, 0), at(0, end)];
  const parts = [geolib.getDistance(line[1], line[0]), geolib.getDistance(line[0], line[2]), geolib.getDistance(line[1], line[2])];
  console.log("halfway to longitude", end, "parts", parts.join(" "), "from the line", geolib.getDistanceFromLine(...line).toFixed(1), "in the line", geolib.isPointInLine(...line), "nearer than 5 m", geolib.isPointNearLine(...line, 5));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
halfway to longitude 0.001 parts 56 56 111 from the line 7.5 in the line false nearer than 5 m false
halfway to longitude 0.01 parts 557 557 1113 from the line 23.6 in the line false nearer than 5 m false
halfway to longitude 0.1 parts 5566 5566 11132 from the line 0.0 in the line true nearer than 5 m true
halfway to longitude 1 parts 55660 55660 111319 from the line 235.9 in the line false nearer than 5 m false
halfway to longitude 3 parts 166979 166979 333958 from the line 0.0 in the line true nearer than 5 m true
EXPECTED
