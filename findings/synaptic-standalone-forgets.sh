#!/usr/bin/env bash
# synaptic 1.1.4: an LSTM's standalone() function has no memory, and clear() does not reset the cells.
#
# Guess: standalone() is the network with all that it does, and clear() brings back the state before the first input.
# What it does: each call of the function begins with the state of the moment at which it was made, so that it
#   answers equal inputs equally, whatever came between. clear() resets what training needs and leaves the
#   state: the same sequence is answered otherwise afterwards.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" synaptic@1.1.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Architect } = require("synaptic");

let seed = 1;
Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const net = new Architect.LSTM(1, 3, 1);
for (const { neuron } of net.neurons())
  for (const connection of Object.values(neuron.connections.inputs)) connection.weight *= 30;

const answers = (step) => [1, 0, 0, 0].map((x) => step([x])[0].toFixed(3)).join(" ");
const alone = net.standalone();
console.log("activate", answers((x) => net.activate(x)));
console.log("standalone", answers(alone));
net.clear();
console.log("activate after clear", answers((x) => net.activate(x)));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
activate 0.305 0.297 0.292 0.287
standalone 0.305 0.258 0.258 0.258
activate after clear 0.312 0.300 0.294 0.288
EXPECTED
