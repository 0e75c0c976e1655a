#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: dropout of a cell in tf.layers.rnn does nothing in training, that of tf.layers.lstm does.
#
# Guess: rnn({cell: lstmCell({dropout})}) drops inputs in training as lstm({dropout}) does.
# What it does: its outputs in training are those without training, with lstmCell, gruCell and simpleRNNCell, and
#   with recurrentDropout.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @tensorflow/tfjs@4.22.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const tf = require("@tensorflow/tfjs");

const x = tf.ones([1, 5, 40]);
const drops = (layer) => {
  const outputs = layer.apply(x); // builds the layer
  return layer.apply(x, { training: true }).sub(outputs).abs().max().dataSync()[0] > 0;
};
for (const name of ["simpleRNN", "gru", "lstm"])
  for (const rates of [{ dropout: 0.5 }, { recurrentDropout: 0.5 }]) {
    const words = { units: 20, ...rates };
    const cell = tf.layers[`${name}Cell`](words);
    console.log(name, String(Object.keys(rates)), "layer", drops(tf.layers[name](words)), "rnn of its cell", drops(tf.layers.rnn({ cell })));
  }
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
simpleRNN dropout layer true rnn of its cell false
simpleRNN recurrentDropout layer true rnn of its cell false
gru dropout layer true rnn of its cell false
gru recurrentDropout layer true rnn of its cell false
lstm dropout layer true rnn of its cell false
lstm recurrentDropout layer true rnn of its cell false
EXPECTED
