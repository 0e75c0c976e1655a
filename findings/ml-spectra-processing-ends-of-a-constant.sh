#!/usr/bin/env bash
# ml-spectra-processing 14.35.1 (npm): a constant 1 at equally spaced points ends with 0.875, and a line 0, 1, 2, 3 with 2.5.
#
# Guess: xyEquallySpaced gives values of the curve: a constant stays one, at the points that are given already nothing changes.
# What it does: by default a value is the mean over a cell around its point, and outside the first and last point the curve counts
#   as 0, or is cut, so that both ends are too low. With the variant "slot" a point that has no value in its cell is 0:
#   of four points made seven, every second one. xNormed by "max" divides by the maximum, which turns the signs of
#   negative numbers.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-spectra-processing@14.35.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
import("ml-spectra-processing").then(({ xyEquallySpaced, xNormed }) => {
  const x = [0, 1, 2, 3];
  for (const variant of ["smooth", "slot"]) {
    for (const numberOfPoints of [4, 7]) {
      const show = (y) => [...xyEquallySpaced({ x, y }, { numberOfPoints, variant }).y].join(" ");
      console.log(variant, numberOfPoints, "points, of 1, 1, 1, 1:", show([1, 1, 1, 1]), ", of 0, 1, 2, 3:", show([0, 1, 2, 3]));
    }
  }
  console.log("-1, -2, -4 normed by max", [...xNormed([-1, -2, -4], { algorithm: "max" })].join(" "));
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
smooth 4 points, of 1, 1, 1, 1: 0.875 1 1 0.875 , of 0, 1, 2, 3: 0.125 1 2 2.5
smooth 7 points, of 1, 1, 1, 1: 0.9375 1 1 1 1 1 0.9375 , of 0, 1, 2, 3: 0.0625 0.5 1 1.5 2 2.5 2.75
slot 4 points, of 1, 1, 1, 1: 1 1 1 1 , of 0, 1, 2, 3: 0 1 2 3
slot 7 points, of 1, 1, 1, 1: 1 0 1 0 1 0 1 , of 0, 1, 2, 3: 0 0 1 0 2 0 3
-1, -2, -4 normed by max 1 2 4
EXPECTED
