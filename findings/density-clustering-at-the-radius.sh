#!/usr/bin/env bash
# density-clustering 1.3.0 (npm): points exactly at the radius are no neighbours: 0, 1, 2 and 3 with radius 1 are noise.
#
# Guess: one cluster, as the neighbourhood of DBSCAN's definition (and of scikit-learn's eps) includes its border.
# What it does: distances are compared by less than, so that a grid of integers with radius 1 has no clusters at
#   all; OPTICS of the same package does likewise and returns each point as a cluster of its own.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" density-clustering@1.3.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { DBSCAN, OPTICS } = require("density-clustering");

for (const radius of [1, 1.0000001]) {
  const scan = new DBSCAN();
  console.log("radius", radius, "DBSCAN", JSON.stringify(scan.run([[0], [1], [2], [3]], radius, 2)), "noise", JSON.stringify(scan.noise), "OPTICS", JSON.stringify(new OPTICS().run([[0], [1], [2], [3]], radius, 2)));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
radius 1 DBSCAN [] noise [0,1,2,3] OPTICS [[0],[1],[2],[3]]
radius 1.0000001 DBSCAN [[0,1,2,3]] noise [] OPTICS [[0,1,2,3]]
EXPECTED
