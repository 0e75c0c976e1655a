#!/usr/bin/env bash
# ml-spectra-processing 14.35.1 (npm): the Hilbert transform of a cosine of 100 samples is off by 1.04, that of 64 samples is a sine.
#
# Guess: the transform of one period of a cosine is the sine, for any number of samples.
# What it does: for a power of two the signal is taken as periodic, by a Fourier transform. For any other number it is taken
#   as zero outside, by a sum: another definition, chosen by the length alone. With forceFFT it is interpolated to a power
#   of two and back, which is nearer. An envelope of 100 samples and one of 128 do not fit together.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-spectra-processing@14.35.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
import("ml-spectra-processing").then(({ xHilbertTransform }) => {
  const wave = (f, n) => Float64Array.from({ length: n }, (_, i) => f((2 * Math.PI * i) / n));
  for (const n of [8, 16, 64, 12, 24, 100]) {
    const sine = wave(Math.sin, n);
    const off = (options) => Math.max(...xHilbertTransform(wave(Math.cos, n), options).map((x, i) => Math.abs(x - sine[i]))).toFixed(3);
    console.log(n, "samples, off by", off(), "with forceFFT", off({ forceFFT: true }));
  }
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
8 samples, off by 0.000 with forceFFT 0.000
16 samples, off by 0.000 with forceFFT 0.000
64 samples, off by 0.000 with forceFFT 0.000
12 samples, off by 0.538 with forceFFT 0.059
24 samples, off by 0.665 with forceFFT 0.031
100 samples, off by 1.039 with forceFFT 0.007
EXPECTED
