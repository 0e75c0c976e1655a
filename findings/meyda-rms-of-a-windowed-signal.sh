#!/usr/bin/env bash
# meyda 5.6.3 (npm): the root mean square of a full sine is 0.433, and not 0.707.
#
# Guess: windows are for spectra; rms, energy and zcr are those of the samples.
# What it does: the samples are multiplied by the Hann window, which is the default, before every feature, so that rms is
#   61 % and energy 37 % of what it is. Silence has a spectral flatness and centroid of NaN. The centroid is a number of
#   bins, where the rolloff is in Hz.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" meyda@5.6.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const Meyda = require("meyda");

Meyda.sampleRate = 44100;
Meyda.bufferSize = 512;
const sine = Float32Array.from({ length: 512 }, (_, i) => Math.sin((2 * Math.PI * 8 * i) / 512));
for (const window of ["default", "rect", "hamming"]) {
  if (window !== "default") Meyda.windowingFunction = window;
  const features = Meyda.extract(["rms", "energy"], sine);
  console.log("window", window, "rms", features.rms.toFixed(4), "energy", features.energy.toFixed(2));
}
console.log("of the samples: rms", Math.sqrt(sine.reduce((sum, x) => sum + x * x, 0) / 512).toFixed(4), "energy", sine.reduce((sum, x) => sum + x * x, 0).toFixed(2));
const frequency = (8 * 44100) / 512;
console.log("a tone of", frequency.toFixed(0), "Hz: centroid", Meyda.extract("spectralCentroid", sine).toFixed(2), "rolloff", Meyda.extract("spectralRolloff", sine).toFixed(0));
const silence = Meyda.extract(["spectralFlatness", "spectralCentroid", "rms"], new Float32Array(512));
console.log("silence", silence.spectralFlatness, silence.spectralCentroid, silence.rms);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
window default rms 0.4326 energy 95.81
window rect rms 0.7071 energy 256.00
window hamming rms 0.4458 energy 101.73
of the samples: rms 0.7071 energy 256.00
a tone of 689 Hz: centroid 8.00 rolloff 778
silence NaN NaN 0
EXPECTED
