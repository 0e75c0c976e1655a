#!/usr/bin/env bash
# ml-confusion-matrix 2.0.0 (npm): the false omission rate is the false negative rate, 0.2 where 1 - NPV is 0.18.
#
# Guess: FN / (FN + TN), one minus the negative predictive value that the same object gives, as the false discovery rate is
#   one minus the positive one.
# What it does: getFalseOmissionRate divides by FN + TP, so that it is the miss rate, getFalseNegativeRate. The two are
#   equal where as many are positive as are predicted so; of rare positives it is far off: 0.5 in place of 0.01.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-confusion-matrix@2.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { ConfusionMatrix } = require("ml-confusion-matrix");

for (const [[tp, fn], [fp, tn]] of [[[40, 10], [5, 45]], [[5, 5], [0, 490]], [[40, 10], [10, 40]]]) {
  const matrix = new ConfusionMatrix([[tp, fn], [fp, tn]], ["yes", "no"]);
  console.log("TP", tp, "FN", fn, "FP", fp, "TN", tn);
  console.log("  false omission rate", matrix.getFalseOmissionRate("yes").toFixed(4), "1 - NPV", (1 - matrix.getNegativePredictiveValue("yes")).toFixed(4), "false negative rate", matrix.getFalseNegativeRate("yes").toFixed(4));
  console.log("  false discovery rate", matrix.getFalseDiscoveryRate("yes").toFixed(4), "1 - PPV", (1 - matrix.getPositivePredictiveValue("yes")).toFixed(4));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
TP 40 FN 10 FP 5 TN 45
  false omission rate 0.2000 1 - NPV 0.1818 false negative rate 0.2000
  false discovery rate 0.1111 1 - PPV 0.1111
TP 5 FN 5 FP 0 TN 490
  false omission rate 0.5000 1 - NPV 0.0101 false negative rate 0.5000
  false discovery rate 0.0000 1 - PPV 0.0000
TP 40 FN 10 FP 10 TN 40
  false omission rate 0.2000 1 - NPV 0.2000 false negative rate 0.2000
  false discovery rate 0.2000 1 - PPV 0.2000
EXPECTED
