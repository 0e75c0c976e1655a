#!/usr/bin/env bash
# nnef 1.0.10: parse_string reads shape=[4294967297, 6] as [1, 6], and alpha=16777217.0 as 16777216.
#
# Guess: numbers of a graph's text are Python's, as everything that the parser returns; or what does not fit is an error.
# What it does: an integer is cut to its lowest 32 bits and a number with a point is rounded to float32 (0.1 prints as
#   0.10000000149011612 when the graph is written again, 1e39 as inf), without a word. write_tensor stores the bytes of a
#   big-endian array as if they were little-endian, so that 1.5 comes back as 6.9e-41; int64 and float64 arrays come back.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    nnef==1.0.10 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import tempfile

import nnef
import numpy as np

TEXT = """version 1.0;
graph g(x) -> (y)
{{
    x = external<scalar>(shape = [2, 3]);
    y = {};
}}"""
for call in (
    "reshape(x, shape = [16777217, 6])",
    "reshape(x, shape = [2147483648, 6])",
    "reshape(x, shape = [4294967297, 6])",
    "elu(x, alpha = 0.5)",
    "elu(x, alpha = 0.1)",
    "elu(x, alpha = 16777217.0)",
    "elu(x, alpha = 1e39)",
):
    graph = nnef.parse_string(TEXT.format(call))
    read = graph.operations[-1].attribs
    print(call, "has", read.get("shape", read.get("alpha")))
for array in np.array([2**40]), np.array([0.1]), np.array([1.5, 2], ">f4"), np.array([1, 2], ">i4"):
    with tempfile.TemporaryFile() as file:
        nnef.write_tensor(file, array)
        file.seek(0)
        print(repr(array), "comes back as", nnef.read_tensor(file).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
reshape(x, shape = [16777217, 6]) has [16777217, 6]
reshape(x, shape = [2147483648, 6]) has [-2147483648, 6]
reshape(x, shape = [4294967297, 6]) has [1, 6]
elu(x, alpha = 0.5) has 0.5
elu(x, alpha = 0.1) has 0.10000000149011612
elu(x, alpha = 16777217.0) has 16777216.0
elu(x, alpha = 1e39) has inf
array([1099511627776]) comes back as [1099511627776]
array([0.1]) comes back as [0.1]
array([1.5, 2. ], dtype='>f4') comes back as [6.896490392174587e-41, 8.96831017167883e-44]
array([1, 2], dtype='>i4') comes back as [16777216, 33554432]
EXPECTED
