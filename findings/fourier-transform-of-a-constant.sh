#!/usr/bin/env bash
# fourier-transform 2.5.0 (npm): the magnitude of a constant 1 is 2, that of a cosine of amplitude 1 is 1.
#
# Guess: amplitudes: 1 in bin 0 for a constant 1, as 1 in bin k for a cosine, and half the rate in the last bin.
# What it does: every bin is scaled by 2 / n, which is right for those that have a mirror image and twice too much for bin
#   0. The bin of half the rate is not returned, so that 1, -1, 1, -1 has a spectrum of zeros. The power summed over the
#   bins is not that of the signal.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" fourier-transform@2.5.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
import("fourier-transform").then(({ default: spectrum }) => {
  const cosine = (k) => Float64Array.from({ length: 16 }, (_, i) => Math.cos((2 * Math.PI * k * i) / 16));
  for (const k of [0, 1, 3, 7, 8]) {
    console.log("cosine of bin", k, [...spectrum(cosine(k))].map((x) => Math.abs(+x.toFixed(3))).join(" "));
  }
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
cosine of bin 0 2 0 0 0 0 0 0 0
cosine of bin 1 0 1 0 0 0 0 0 0
cosine of bin 3 0 0 0 1 0 0 0 0
cosine of bin 7 0 0 0 0 0 0 0 1
cosine of bin 8 0 0 0 0 0 0 0 0
EXPECTED
