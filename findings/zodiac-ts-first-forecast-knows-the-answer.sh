#!/usr/bin/env bash
# zodiac-ts 1.0.3 (npm): the first forecast of SimpleExponentialSmoothing is half made of the value that it forecasts.
#
# Guess: the forecast for the second value is the first one, any forecast depends on earlier values only, and a mean of three errors
#   is a third of their sum.
# What it does: it is the mean of the first and the second value, which is unknown at that time. The squared error of that
#   step counts for a quarter, in the measure by which optimizeParameter chooses alpha too: for 0, 4, 3, 2 another alpha is
#   the best. computeMeanSquaredError divides three errors by two. HoltSmoothing begins with the first value.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" zodiac-ts@1.0.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { SimpleExponentialSmoothing, HoltSmoothing } = require("zodiac-ts");

const honest = (data, alpha) => data.reduce((seen, x, i) => (i ? [...seen, seen[i - 1] + alpha * (x - seen[i - 1])] : [x]), []);
const error = (data, forecasts) => data.slice(1).reduce((sum, x, i) => sum + (x - forecasts[i]) ** 2, 0) / (data.length - 1);
for (const second of [0, 100, 1000]) {
  const data = [0, second, 3, 4];
  const smoothing = new SimpleExponentialSmoothing(data, 0.5);
  console.log("values", data.join(" "), "forecasts", smoothing.predict().slice(1).join(" "), "from earlier values only", honest(data, 0.5).join(" "));
  console.log("  mean squared error", smoothing.computeMeanSquaredError().toFixed(2), "from earlier values only", error(data, honest(data, 0.5)).toFixed(2));
}
console.log("Holt", new HoltSmoothing([0, 100, 3, 4], 0.5, 0.5).predict().slice(1, 3).join(" "));

const data = [0, 4, 3, 2];
const best = (score) => [...Array(101).keys()].map((i) => i / 100).reduce((a, b) => (score(b) < score(a) ? b : a));
console.log("best alpha for", data.join(" "), best((alpha) => { const s = new SimpleExponentialSmoothing(data, alpha); s.predict(); return s.computeMeanSquaredError(); }), "from earlier values only", best((alpha) => error(data, honest(data, alpha))));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
values 0 0 3 4 forecasts 0 0 1.5 2.75 from earlier values only 0 0 1.5 2.75
  mean squared error 7.63 from earlier values only 5.08
values 0 100 3 4 forecasts 50 75 39 21.5 from earlier values only 0 50 26.5 15.25
  mean squared error 4454.50 from earlier values only 4238.42
values 0 1000 3 4 forecasts 500 750 376.5 190.25 from earlier values only 0 500 251.5 127.75
  mean squared error 473382.63 from earlier values only 436088.42
Holt 0 75
best alpha for 0 4 3 2 0.21 from earlier values only 0.65
EXPECTED
