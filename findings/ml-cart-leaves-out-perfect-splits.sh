#!/usr/bin/env bash
# ml-cart 2.1.1 (npm): a regression tree does not separate four zeros from four tens; it predicts 5 for all.
#
# Guess: a split that leaves no error is the best of all, so the tree predicts 0 and 10.
# What it does: a split is made if its error, which is called its gain, is above gainThreshold (0.01), so that one
#   without any error is not made. With 11 in place of the last ten it is. No threshold helps, as an error of 0 is
#   also that of the root. So the last split of a pair is left out, and minNumSamples = 1 does not fit the data.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-cart@2.1.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { DecisionTreeRegression } = require("ml-cart");

for (const [values, options] of [[[0, 0, 0, 0, 10, 10, 10, 10], {}], [[0, 0, 0, 0, 10, 10, 10, 11], {}], [[0, 0, 0, 0, 10, 10, 10, 10], { gainThreshold: 0 }], [[0, 0, 0, 0, 10, 10, 10, 10], { gainThreshold: -1 }], [[1, 2, 3, 4], { minNumSamples: 1 }]]) {
  const places = values.map((value, i) => [i]);
  const tree = new DecisionTreeRegression(options);
  tree.train(places, values);
  console.log(JSON.stringify(options), "of", values.join(" "), "predicts", tree.predict(places).join(" "));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{} of 0 0 0 0 10 10 10 10 predicts 5 5 5 5 5 5 5 5
{} of 0 0 0 0 10 10 10 11 predicts 0 0 0 0 10.25 10.25 10.25 10.25
{"gainThreshold":0} of 0 0 0 0 10 10 10 10 predicts 5 5 5 5 5 5 5 5
{"gainThreshold":-1} of 0 0 0 0 10 10 10 10 predicts 5 5 5 5 5 5 5 5
{"minNumSamples":1} of 1 2 3 4 predicts 1.5 1.5 3.5 3.5
EXPECTED
