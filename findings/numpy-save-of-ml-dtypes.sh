#!/usr/bin/env bash
# ml_dtypes 0.6.0 with numpy 2.4.6: np.save writes float8_e5m2 to a file that np.load cannot read.
#
# Guess: the types of ml_dtypes fare alike in .npy files: all come back, or all come back as raw
#   bytes of the same size (as bfloat16 is known to), to be viewed as what they were.
# What it does: bfloat16, the integers and the other floats come back as |V2 or |V1, and a view
#   restores them. float8_e5m2 alone is described as '<f1', which np.save writes without complaint and
#   np.load refuses as no type. h5py 3.16.0 divides them in the same way: float8_e5m2 is refused when
#   it is written, the others become opaque bytes.
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
    numpy==2.4.6 ml_dtypes==0.6.0 h5py==3.16.0

cat > "$folder/seen.py" <<'PYTHON'
import io

import h5py
import ml_dtypes
import numpy as np


def through_npy(array):
    stream = io.BytesIO()
    np.save(stream, array)
    stream.seek(0)
    return np.load(stream)


def through_hdf5(array):
    with h5py.File(io.BytesIO(), "w") as file:
        return file.create_dataset("a", data=array)[()]


for name in "bfloat16", "float8_e4m3fn", "float8_e5m2", "float8_e5m2fnuz", "float4_e2m1fn", "int4":
    array = np.array([1, 0.5, -2]).astype(getattr(ml_dtypes, name))
    print(name, "is", array.dtype.str)
    for through in through_npy, through_hdf5:
        try:
            back = through(array)
            same = np.array_equal(back.view(array.dtype), array)
            print(" ", through.__name__, back.dtype.str, "viewed again: the same" if same else "other")
        except (TypeError, ValueError) as error:
            print(" ", through.__name__, f"{type(error).__name__}: {error}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
bfloat16 is <V2
  through_npy |V2 viewed again: the same
  through_hdf5 |V2 viewed again: the same
float8_e4m3fn is <V1
  through_npy |V1 viewed again: the same
  through_hdf5 |V1 viewed again: the same
float8_e5m2 is <f1
  through_npy ValueError: descr is not a valid dtype descriptor: '<f1'
  through_hdf5 TypeError: Unsupported float type (float8_e5m2)
float8_e5m2fnuz is <V1
  through_npy |V1 viewed again: the same
  through_hdf5 |V1 viewed again: the same
float4_e2m1fn is <V1
  through_npy |V1 viewed again: the same
  through_hdf5 |V1 viewed again: the same
int4 is <V1
  through_npy |V1 viewed again: the same
  through_hdf5 |V1 viewed again: the same
EXPECTED
