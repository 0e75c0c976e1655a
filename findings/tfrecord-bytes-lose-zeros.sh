#!/usr/bin/env bash
# tfrecord 1.14.6: of a list of bytes, zeros at the end of each are lost; a single one keeps them.
#
# Guess: the bytes that were written.
# What it does: a list becomes a NumPy array of fixed width, which takes zeros at the end for padding:
#   [b"a\0\0", b"bcd"] is read as [b"a", b"bcd"], and packed numbers such as two bytes of 256 lose half. A list
#   of one is read as plain bytes.
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
    tfrecord==1.14.6 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import struct
import tempfile
from pathlib import Path

from tfrecord import TFRecordWriter, reader

packed = [struct.pack("<H", n) for n in (255, 256, 0)]
with tempfile.TemporaryDirectory() as folder:
    path = str(Path(folder) / "a.tfrecord")
    writer = TFRecordWriter(path)
    writer.write({"one": ([b"a\0\0"], "byte"), "two": ([b"a\0\0", b"bcd"], "byte"), "packed": (packed, "byte")})
    writer.close()
    (row,) = reader.tfrecord_loader(path, None)
print("written", [b"a\0\0"], "read", row["one"])
print("written", [b"a\0\0", b"bcd"], "read", row["two"].tolist())
print("written", packed, "read", row["packed"].tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
written [b'a\x00\x00'] read b'a\x00\x00'
written [b'a\x00\x00', b'bcd'] read [b'a', b'bcd']
written [b'\xff\x00', b'\x00\x01', b'\x00\x00'] read [b'\xff', b'\x00\x01', b'']
EXPECTED
