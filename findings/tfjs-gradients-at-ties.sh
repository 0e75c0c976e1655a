#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the gradient of tf.abs at 0 is -1, and that of tf.max over equal numbers is 1 for each of them.
#
# Guess: 0, as tf.sign gives it; and shares that add up to 1, as in TensorFlow.
# What it does: the slope is that of the side below; each of n equal numbers gets the whole gradient, so that together they get it n
#   times. tf.min does the same, and tf.maximum of two equal arrays gives the whole gradient to both.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @tensorflow/tfjs@4.22.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const tf = require("@tensorflow/tfjs");

const show = (name, tensor) => console.log(name, Array.from(tensor.dataSync()).map((x) => x + 0).join(" "));
tf.setBackend("cpu").then(() => {
  const x = tf.tensor1d([2, 2, 1, 2]);
  show("abs at -1, 0, 1", tf.grad((x) => tf.abs(x))(tf.tensor1d([-1, 0, 1])));
  show("max of 2 2 1 2", tf.grad((x) => tf.max(x))(x));
  show("min of 2 2 3 2", tf.grad((x) => tf.min(x))(tf.tensor1d([2, 2, 3, 2])));
  const [first, second] = tf.grads((a, b) => tf.maximum(a, b))([x, x]);
  show("maximum, first", first);
  show("maximum, second", second);
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
abs at -1, 0, 1 -1 -1 1
max of 2 2 1 2 1 1 0 1
min of 2 2 3 2 1 1 0 1
maximum, first 1 1 1 1
maximum, second 1 1 1 1
EXPECTED
