#!/usr/bin/env bash
# safetensors 0.8.0: the same arrays and metadata give other bytes in each run.
#
# Guess: the format is made to be simple and stable: the same call writes the same bytes, and load gives
#   the arrays in the order of the file or of the call.
# What it does: with several keys of metadata their order in the header changes from process to process
#   (it comes from a hash map), so a checksum of the file changes; with one key or none the bytes are
#   the same. load(bytes) gives the arrays in an order that changes from run to run as well;
#   load_file gives them sorted as in the file: by size of type first, then by name, whatever the
#   order of the call.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 python3.12 python3.13 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11, 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    safetensors==0.8.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import subprocess
import sys

RUN = """
import sys, tempfile, hashlib, os
import numpy as np
from safetensors.numpy import load, load_file, save, save_file
what = sys.argv[1]
arrays = {name: np.zeros(1, np.float32) for name in "hgfedcba"}
if what.startswith("metadata"):
    metadata = {key: "v" for key in "abcdefgh"[: int(what[-1])]}
    print(hashlib.sha256(save(arrays, metadata=metadata)).hexdigest())
elif what == "load":
    print(*load(save(arrays)))
else:
    with tempfile.TemporaryDirectory() as folder:
        arrays["z"] = np.zeros(1, np.float64)
        save_file(arrays, os.path.join(folder, "f"))
        print(*load_file(os.path.join(folder, "f")))
"""
for what in "metadata 1", "metadata 8", "load", "load_file":
    seen = {subprocess.check_output([sys.executable, "-c", RUN, what], text=True) for _ in range(5)}
    print(f"{what}: in 5 runs", "the same" if len(seen) == 1 else "different",
          *(seen if what == "load_file" else ()), sep=" ", end="" if what == "load_file" else "\n")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
metadata 1: in 5 runs the same
metadata 8: in 5 runs different
load: in 5 runs different
load_file: in 5 runs the same z a b c d e f g h
EXPECTED
