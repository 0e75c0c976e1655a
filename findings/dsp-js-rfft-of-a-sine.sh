#!/usr/bin/env bash
# dsp.js 1.0.1 (npm): the spectrum of RFFT has a sine one bin too low, and a cosine in the right one.
#
# Guess: that of FFT and DFT, which it is a faster form of, whatever the phase.
# What it does: the magnitude of a bin is taken from its own real part and the imaginary part of the next one. A sine in
#   bin 5 is at 4, one in bin 1 is nowhere, and other phases are in two bins, so that the spectrum of a steady tone
#   changes with the moment at which the buffer begins.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" dsp.js@1.0.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { DFT, FFT, RFFT } = require("dsp.js");

for (const [bin, phase] of [[5, 0], [5, 90], [5, 45], [1, 0], [1, 90]]) {
  const tone = Float64Array.from({ length: 16 }, (_, i) => Math.sin((2 * Math.PI * bin * i) / 16 + (phase * Math.PI) / 180));
  for (const Transform of [DFT, FFT, RFFT]) {
    const transform = new Transform(16, 16);
    transform.forward(tone);
    console.log("bin", bin, "phase", phase, Transform.name, Array.from(transform.spectrum, (value) => +value.toFixed(2)).join(" "));
  }
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
bin 5 phase 0 DFT 0 0 0 0 0 1 0 0
bin 5 phase 0 FFT 0 0 0 0 0 1 0 0
bin 5 phase 0 RFFT 0 0 0 0 1 0 0 0
bin 5 phase 90 DFT 0 0 0 0 0 1 0 0
bin 5 phase 90 FFT 0 0 0 0 0 1 0 0
bin 5 phase 90 RFFT 0 0 0 0 0 1 0 0
bin 5 phase 45 DFT 0 0 0 0 0 1 0 0
bin 5 phase 45 FFT 0 0 0 0 0 1 0 0
bin 5 phase 45 RFFT 0 0 0 0 0.71 0.71 0 0
bin 1 phase 0 DFT 0 1 0 0 0 0 0 0
bin 1 phase 0 FFT 0 1 0 0 0 0 0 0
bin 1 phase 0 RFFT 0 0 0 0 0 0 0 0
bin 1 phase 90 DFT 0 1 0 0 0 0 0 0
bin 1 phase 90 FFT 0 1 0 0 0 0 0 0
bin 1 phase 90 RFFT 0 1 0 0 0 0 0 0
EXPECTED
