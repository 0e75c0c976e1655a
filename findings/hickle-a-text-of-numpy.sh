#!/usr/bin/env bash
# hickle 5.0.3: np.str_("a") comes back as "[[b'a']]", and a structured array is written but cannot be loaded.
#
# Guess: what is dumped comes back with its type and value, as with pickle, or is refused at once.
# What it does: a text of NumPy is stored as an array of bytes and comes back as how that array is printed, without a
#   word. A structured array passes dump, and load says that the file "does not appear to be a valid hickle file".
#   A list is stored as one array, so that [True, 2] comes back as [1, 2], [1, 2.5] as two floats; beside a text or a None
#   the numbers keep their types. np.datetime64 is refused by dump.
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
    hickle==5.0.3 h5py==3.16.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import hickle
import numpy as np

for value in (
    "a",
    np.str_("a"),
    np.str_("two words"),
    np.array(["a", "bc"]),
    np.array([(1, 2.5)], [("n", "i4"), ("x", "f8")]),
    np.array(["2020-01-01"], "M8[D]"),
    [True, 2],
    [1, 2.5],
    [True, 2, "a"],
    {"rate": np.float16(0.5)},
):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "a.hkl")
        try:
            hickle.dump(value, file)
        except TypeError:
            print(repr(value), "is not dumped")
            continue
        try:
            print(repr(value), "comes back as", repr(hickle.load(file)))
        except ValueError as error:
            print(repr(value), "is not loaded:", str(error).split(" (")[0])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
'a' comes back as 'a'
np.str_('a') comes back as np.str_("[[b'a']]")
np.str_('two words') comes back as np.str_("[[b't' b'w' b'o' b' ' b'w' b'o' b'r' b'd' b's']]")
array(['a', 'bc'], dtype='<U2') comes back as array(['a', 'bc'], dtype='<U2')
array([(1, 2.5)], dtype=[('n', '<i4'), ('x', '<f8')]) is not loaded: ("Provided argument 'file_obj' does not appear to be a valid hickle file!
array(['2020-01-01'], dtype='datetime64[D]') is not dumped
[True, 2] comes back as [np.int64(1), np.int64(2)]
[1, 2.5] comes back as [np.float64(1.0), np.float64(2.5)]
[True, 2, 'a'] comes back as [True, 2, 'a']
{'rate': np.float16(0.5)} comes back as {'rate': np.float16(0.5)}
EXPECTED
