#!/usr/bin/env bash
# fili 2.0.3 (npm): a FIR band-stop filter doubles what it should stop, or stops everything else.
#
# Guess: FirCoeffs().bandstop passes the frequencies outside of F1 and F2 and takes out those between, as the IIR filter
#   of the same name does.
# What it does: with an even order the response is 1 outside and 2 between, which is a sum of 1 and the band-pass where
#   the difference was needed. With an odd order it is the band-pass itself, 0 outside and 1 between. The band-pass,
#   low-pass and high-pass filters are right.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" fili@2.0.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { FirCoeffs, FirFilter, CalcCascades, IirFilter } = require("fili");

const design = { Fs: 1000, F1: 100, F2: 200 };
const at = (filter, frequency) => Math.abs(filter.responsePoint({ Fs: 1000, Fr: frequency }).magnitude).toFixed(2);
const show = (name, filter) => console.log(name, "at 10 Hz", at(filter, 10), "at 150 Hz", at(filter, 150), "at 400 Hz", at(filter, 400));
for (const order of [20, 50, 100, 200, 101]) show(`bandstop of order ${order}`, new FirFilter(new FirCoeffs().bandstop({ ...design, order })));
for (const kind of ["bandpass", "lowpass", "highpass"]) show(`${kind} of order 100`, new FirFilter(new FirCoeffs()[kind]({ ...design, order: 100, Fc: 100 })));
show("IIR bandstop", new IirFilter(new CalcCascades().bandstop({ order: 1, characteristic: "butterworth", Fs: 1000, Fc: 150, BW: 1, gain: 0 })));

// What comes out for a sine in the stopped band
const filter = new FirFilter(new FirCoeffs().bandstop({ ...design, order: 100 }));
const output = [...Array(1000).keys()].map((i) => filter.singleStep(Math.sin(2 * Math.PI * 0.15 * i)));
console.log("a sine of 150 Hz and amplitude 1 comes out with", Math.max(...output.slice(200)).toFixed(2));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
bandstop of order 20 at 10 Hz 1.00 at 150 Hz 1.85 at 400 Hz 1.00
bandstop of order 50 at 10 Hz 1.00 at 150 Hz 2.00 at 400 Hz 1.00
bandstop of order 100 at 10 Hz 1.00 at 150 Hz 2.00 at 400 Hz 1.00
bandstop of order 200 at 10 Hz 1.00 at 150 Hz 2.00 at 400 Hz 1.00
bandstop of order 101 at 10 Hz 0.00 at 150 Hz 1.00 at 400 Hz 0.00
bandpass of order 100 at 10 Hz 0.00 at 150 Hz 1.00 at 400 Hz 0.00
lowpass of order 100 at 10 Hz 1.00 at 150 Hz 0.00 at 400 Hz 0.00
highpass of order 100 at 10 Hz 0.00 at 150 Hz 1.00 at 400 Hz 1.00
IIR bandstop at 10 Hz 1.00 at 150 Hz 0.00 at 400 Hz 0.99
a sine of 150 Hz and amplitude 1 comes out with 2.00
EXPECTED
