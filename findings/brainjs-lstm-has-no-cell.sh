#!/usr/bin/env bash
# brain.js 1.6.1: its LSTM has no cell state; the forget gate is applied to the output of the last timestep.
#
# Guess: with the forget gate at 1, the input gate at 0 and the output gate at 0.5, what was stored is answered at
#   every timestep: 0.381, that is 0.5 * tanh(1).
# What it does: it fades by more than half at every timestep. The layer keeps one state, so what it keeps went
#   through tanh and through the output gate.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" brain.js@1.6.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { recurrent } = require("brain.js");

const number = (value) => ({ rows: 1, columns: 1, weights: { 0: value } });
const layer = {};
for (const block of ["input", "forget", "output", "cellActivation"])
  for (const part of ["Matrix", "Hidden", "Bias"]) layer[block + part] = number(0);
layer.cellActivationMatrix = number(100); // tanh: 1 where x is 1
layer.inputMatrix = number(200); // input gate: 1 where x is 1, 0 where it is 0
layer.inputBias = number(-100);
layer.forgetBias = number(100); // forget gate: 1

const net = new recurrent.LSTMTimeStep();
net.fromJSON({
  type: "LSTMTimeStep",
  options: { inputSize: 1, hiddenLayers: [1], outputSize: 1 },
  hiddenLayers: [layer],
  outputConnector: number(1),
  output: number(0),
});
let cell = 0;
[1, 0, 0, 0, 0].forEach((x, t, all) => {
  cell = x ? 1 : cell;
  console.log("t", t, "brain.js", net.run(all.slice(0, t + 1)).toFixed(3), "with a cell", (0.5 * Math.tanh(cell)).toFixed(3));
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
t 0 brain.js 0.381 with a cell 0.381
t 1 brain.js 0.182 with a cell 0.381
t 2 brain.js 0.090 with a cell 0.381
t 3 brain.js 0.045 with a cell 0.381
t 4 brain.js 0.022 with a cell 0.381
EXPECTED
