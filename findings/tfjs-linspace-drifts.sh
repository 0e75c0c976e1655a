#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0, CPU backend: the last of a million numbers from 0 to 1 by tf.linspace is 1.009.
#
# Guess: 1, or within one rounding of it.
# What it does: each number is the float32 before plus the step, so that roundings add up; tf.range does the same. NumPy and
#   TensorFlow multiply.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @tensorflow/tfjs@4.22.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const tf = require("@tensorflow/tfjs");

tf.setBackend("cpu").then(() => {
  for (const n of [11, 101, 10001, 1000001])
    console.log("linspace(0, 1, n)", n, tf.linspace(0, 1, n).dataSync()[n - 1].toFixed(6));
  const range = tf.range(0, 1000, 0.1).dataSync();
  console.log("range(0, 1000, 0.1)", range.length, range[9999].toFixed(4));
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
linspace(0, 1, n) 11 1.000000
linspace(0, 1, n) 101 0.999999
linspace(0, 1, n) 10001 1.000054
linspace(0, 1, n) 1000001 1.009039
range(0, 1000, 0.1) 10000 999.8029
EXPECTED
