#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0, CPU backend: tf.logSumExp of two -Infinity is NaN, and tf.topk of [1, NaN, 3, 2] is not sorted.
#
# Guess: -Infinity, the logarithm of 0 + 0, as in TensorFlow and SciPy; and the NaN first or last.
# What it does: the maximum is subtracted, and -Infinity minus itself is NaN. One finite number beside it is enough. topk returns
#   1, NaN, 3, 2; the sign of NaN is 0.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @tensorflow/tfjs@4.22.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const tf = require("@tensorflow/tfjs");

const show = (name, tensor) => console.log(name, Array.from(tensor.dataSync()).map((x) => Number(x.toFixed(4))).join(" "));
tf.setBackend("cpu").then(() => {
  show("logSumExp -inf -inf", tf.logSumExp([-Infinity, -Infinity]));
  show("logSumExp -inf 0", tf.logSumExp([-Infinity, 0]));
  show("log of the sum of exp", tf.log(tf.sum(tf.exp([-Infinity, -Infinity]))));
  show("topk", tf.topk([1, NaN, 3, 2], 4).values);
  show("topk without NaN", tf.topk([1, 0, 3, 2], 4).values);
  show("max", tf.max([1, NaN, 3, 2]));
  show("sign", tf.sign([NaN, -2]));
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
logSumExp -inf -inf NaN
logSumExp -inf 0 0
log of the sum of exp -Infinity
topk 1 NaN 3 2
topk without NaN 3 2 1 0
max NaN
sign 0 -1
EXPECTED
