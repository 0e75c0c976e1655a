#!/usr/bin/env bash
# jsfive 0.4.2: chunks of an HDF5 dataset that were never written are holes, not the fill value.
#
# Guess: 7, the fill value, as h5py reads them.
# What it does: the array has no element where nothing is stored, so that a number there is undefined and a sum
#   over all is NaN. An empty attribute is read as a number.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
for python in python3.11 python3.12 python3.13 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11, 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" jsfive@0.4.2 > "$folder/log" 2>&1
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    h5py==3.16.0 numpy==2.4.6

cat > "$folder/written.py" <<'PYTHON'
import sys

import h5py

with h5py.File(sys.argv[1], "w") as file:
    file.create_dataset("whole", (4,), "f4", fillvalue=7)[:] = 7
    file.create_dataset("parts", (4,), "f4", fillvalue=7, chunks=(2,))[:2] = 7
    file.attrs["empty"] = h5py.Empty("f4")
with h5py.File(sys.argv[1]) as file:
    print("h5py", file["whole"][()].tolist(), file["parts"][()].tolist(), file.attrs["empty"])
PYTHON
"$folder/venv/bin/python" "$folder/written.py" "$folder/x.h5" | tee "$folder/seen"

cat > "$folder/seen.js" <<'JAVASCRIPT'
const fs = require("fs");

(async () => {
  const jsfive = await import("jsfive");
  const bytes = fs.readFileSync(__dirname + "/x.h5");
  const file = new jsfive.File(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), "x.h5");
  for (const name of ["whole", "parts"]) {
    const { value } = file.get(name);
    let sum = 0;
    for (let i = 0; i < 4; i++) sum += value[i];
    console.log(name, "has", Object.keys(value).length, "of", value.length, "numbers; the last is", value[3], "sum", sum);
  }
  console.log("an empty attribute is of type", typeof file.attrs.empty);
})();
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee -a "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
h5py [7.0, 7.0, 7.0, 7.0] [7.0, 7.0, 7.0, 7.0] Empty(dtype=dtype('<f4'))
whole has 4 of 4 numbers; the last is 7 sum 28
parts has 2 of 4 numbers; the last is undefined sum NaN
an empty attribute is of type number
EXPECTED
