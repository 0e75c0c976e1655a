#!/usr/bin/env bash
# brain.js 1.6.1: where a key is missing, run() takes it for 0 and the function of toFunction() gives NaN.
#
# Guess: the function answers as run() does.
# What it does: a network that was trained on objects, each with its own keys, answers each of them with run();
#   the function answers only those that hold every key.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" brain.js@1.6.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { NeuralNetwork } = require("brain.js");

const net = new NeuralNetwork({ hiddenLayers: [3] });
net.train([
  { input: { red: 1 }, output: { warm: 1 } },
  { input: { blue: 1 }, output: { warm: 0 } },
]);
const alone = net.toFunction();
const same = (x) => Math.abs(net.run(x).warm - alone(x).warm) < 1e-5;
for (const x of [{ red: 1, blue: 0 }, { red: 1 }, { blue: 1 }]) {
  const word = (number) => (Number.isNaN(number) ? "NaN" : number > 0.5 ? "warm" : "cold");
  console.log(JSON.stringify(x), "run", word(net.run(x).warm), "function", word(alone(x).warm), "same", same(x));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{"red":1,"blue":0} run warm function warm same true
{"red":1} run warm function NaN same false
{"blue":1} run cold function NaN same false
EXPECTED
