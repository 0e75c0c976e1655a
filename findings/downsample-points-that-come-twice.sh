#!/usr/bin/env bash
# downsample 1.4.0 (npm): LTOB of 20 points to 19 returns six of them twice, and LTTB to 2 returns the first two.
#
# Guess: different points of the series in order, the first and the last always among them; a NaN spoils its own place.
# What it does: with LTOB a point can win in two buckets, and others are left out. To 2 points LTTB and LTD return the
#   points 0 and 1, though to 3 they end with the last; to 1 both return 2. After a NaN all of ASAP is NaN, and LTTB ends with a TypeError.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" downsample@1.4.0 downsample-lttb@0.0.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { ASAP, LTD, LTOB, LTTB } = require("downsample");
const { processData } = require("downsample-lttb");

const points = Array.from({ length: 20 }, (_, i) => [i, Math.sin(i)]);
for (const target of [1, 2, 3, 5, 19, 20])
  for (const [name, method] of Object.entries({ LTTB, LTD, LTOB, "downsample-lttb": processData })) {
    const seen = method(points, target).map(point => point[0]);
    console.log("to", target, "by", name, "are", seen.join(" "), "different", new Set(seen).size);
  }
const gap = Array.from({ length: 40 }, (_, i) => [i, i === 3 ? NaN : i % 4]);
const smooth = ASAP(gap, 20);
console.log("with a NaN at 3 ASAP has", smooth.filter(point => Number.isNaN(point.y)).length, "NaN among", smooth.length);
for (const target of [10, 20]) {
  let seen;
  try {
    seen = LTTB(gap, target).length;
  } catch (error) {
    seen = error.name;
  }
  console.log("with a NaN at 3 LTTB to", target, "is", seen);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
to 1 by LTTB are 0 1 different 2
to 1 by LTD are 0 1 different 2
to 1 by LTOB are 0 19 different 2
to 1 by downsample-lttb are 0 19 different 2
to 2 by LTTB are 0 1 different 2
to 2 by LTD are 0 1 different 2
to 2 by LTOB are 0 19 different 2
to 2 by downsample-lttb are 0 19 different 2
to 3 by LTTB are 0 17 19 different 3
to 3 by LTD are 0 17 19 different 3
to 3 by LTOB are 0 11 19 different 3
to 3 by downsample-lttb are 0 17 19 different 3
to 5 by LTTB are 0 5 8 17 19 different 5
to 5 by LTD are 0 5 8 17 19 different 5
to 5 by LTOB are 0 5 11 14 19 different 5
to 5 by downsample-lttb are 0 5 8 17 19 different 5
to 19 by LTTB are 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 19 different 19
to 19 by LTD are 0 1 2 3 4 5 6 7 8 9 10 11 12 14 15 16 17 18 19 different 19
to 19 by LTOB are 0 2 2 4 5 5 7 8 8 10 11 11 12 14 14 15 17 17 19 different 13
to 19 by downsample-lttb are 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 19 different 19
to 20 by LTTB are 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 different 20
to 20 by LTD are 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 different 20
to 20 by LTOB are 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 different 20
to 20 by downsample-lttb are 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 different 20
with a NaN at 3 ASAP has 19 NaN among 20
with a NaN at 3 LTTB to 10 is 10
with a NaN at 3 LTTB to 20 is TypeError
EXPECTED
