#!/usr/bin/env bash
# ml-pca 4.1.1 (npm): the eigenvalues of the method "NIPALS" are n - 1 times those of "SVD" and "covarianceMatrix".
#
# Guess: the method changes how they are found, not what they are.
# What it does: the other two divide by the number of rows less one, this one does not, and so the standard deviations
#   differ as well; the explained variance is the same.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-pca@4.1.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { PCA } = require("ml-pca");

const rows = [[1, 2], [3, 4], [5, 7], [9, 8], [2, 2]];
for (const method of ["SVD", "covarianceMatrix", "NIPALS"]) {
  const pca = new PCA(rows, { method, nCompNIPALS: 2 });
  const show = (values) => values.map((value) => value.toFixed(4)).join(" ");
  console.log(method, "eigenvalues", show(pca.getEigenvalues()), "deviations", show(pca.getStandardDeviations()), "explained", show(pca.getExplainedVariance()));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
SVD eigenvalues 17.2230 0.5770 deviations 4.1501 0.7596 explained 0.9676 0.0324
covarianceMatrix eigenvalues 17.2230 0.5770 deviations 4.1501 0.7596 explained 0.9676 0.0324
NIPALS eigenvalues 68.8920 2.3080 deviations 8.3001 1.5192 explained 0.9676 0.0324
EXPECTED
