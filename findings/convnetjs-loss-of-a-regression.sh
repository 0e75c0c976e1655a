#!/usr/bin/env bash
# convnetjs 0.3.0 (npm): the loss of a regression is 2 times the squared error, its gradient that of half of it.
#
# Guess: the gradient that backward leaves is that of the loss that it returns: 0.5 (out - y)^2 and out - y.
# What it does: for an array of targets the loss returned is 4 times the one that is descended, so that a numerical
#   check of the gradient fails by that factor and losses cannot be compared with those of other layers.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" convnetjs@0.3.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Net, Vol } = require("convnetjs");

const net = new Net();
net.makeLayers([{ type: "input", out_sx: 1, out_sy: 1, out_depth: 1 }, { type: "regression", num_neurons: 1 }]);
const weight = net.layers[1].filters[0];
const loss = (w) => { weight.w[0] = w; net.forward(new Vol([1])); return net.backward([1]); };
for (const w of [0.5, 1, 2, 3]) {
  weight.dw[0] = 0;
  const value = loss(w);
  const gradient = weight.dw[0];
  console.log("out", w, "target 1 loss", value, "gradient", gradient, "by differences", ((loss(w + 1e-4) - loss(w - 1e-4)) / 2e-4).toFixed(4));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
out 0.5 target 1 loss 0.5 gradient -0.5 by differences -2.0000
out 1 target 1 loss 0 gradient 0 by differences 0.0000
out 2 target 1 loss 2 gradient 1 by differences 4.0000
out 3 target 1 loss 8 gradient 2 by differences 8.0000
EXPECTED
