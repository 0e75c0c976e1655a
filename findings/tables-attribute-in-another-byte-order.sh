#!/usr/bin/env bash
# tables 3.11.1: a big-endian array as an attribute comes back as other numbers.
#
# Guess: in the machine's byte order with the right values, as create_array returns it.
# What it does: the bytes are kept and read as little-endian: [1.0, 2.0] becomes [4.6e-41, 9.0e-44]. h5py reads
#   the right numbers from the file: it is written right and read wrong.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 python3 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    tables==3.11.1 h5py==3.16.0 numpy==2.5.5

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import h5py
import numpy as np
import tables

path = os.path.join(tempfile.mkdtemp(), "a.h5")
with tables.open_file(path, "w") as file:
    for kind in "<f4", ">f4", ">i4":
        given = np.array([1, 2], kind)
        file.create_array("/", "data_" + kind[1:] + ("_big" if kind[0] == ">" else ""), given)
        file.root._v_attrs["attr_" + kind[1:] + ("_big" if kind[0] == ">" else "")] = given
with tables.open_file(path) as file:
    for array in file.list_nodes("/"):
        name = array.name[5:]
        print(f"{name:6} array {array.read().tolist()} attribute", file.root._v_attrs["attr_" + name].tolist())
with h5py.File(path) as file:
    print("h5py", file.attrs["attr_f4_big"].dtype, file.attrs["attr_i4_big"].tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
f4     array [1.0, 2.0] attribute [1.0, 2.0]
f4_big array [1.0, 2.0] attribute [4.600602988224807e-41, 8.96831017167883e-44]
i4_big array [1, 2] attribute [16777216, 33554432]
h5py >f4 [1, 2]
EXPECTED
