#!/usr/bin/env bash
# msgpack-numpy 0.4.8: a masked array comes back without its mask, the masked values as good as the others.
#
# Guess: a kind of array that is not known is refused, as a datetime64 array is.
# What it does: every subclass of ndarray is written as its data; a matrix comes back as an array of two axes. A
#   np.float64 comes back as Python's float, as it is one, all other numbers with their type. Arrays come back
#   read-only.
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
    msgpack-numpy==0.4.8 msgpack==1.2.4 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import msgpack_numpy
import numpy as np

masked = np.ma.array([1.0, 999.0], mask=[False, True])
read = msgpack_numpy.unpackb(msgpack_numpy.packb(masked))
print("mean before", masked.mean(), "after", read.mean(), type(read).__name__)
for value in np.matrix([[1, 2]]), np.float64(0.1), np.float32(0.5), np.int64(5), np.array(1.5):
    read = msgpack_numpy.unpackb(msgpack_numpy.packb(value))
    print(type(value).__name__, repr(value), "read back", type(read).__name__, repr(read))
print("writable", msgpack_numpy.unpackb(msgpack_numpy.packb(np.arange(3))).flags.writeable)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
mean before 1.0 after 500.0 ndarray
matrix matrix([[1, 2]]) read back ndarray array([[1, 2]])
float64 np.float64(0.1) read back float 0.1
float32 np.float32(0.5) read back float32 np.float32(0.5)
int64 np.int64(5) read back int64 np.int64(5)
ndarray array(1.5) read back ndarray array(1.5)
writable False
EXPECTED
