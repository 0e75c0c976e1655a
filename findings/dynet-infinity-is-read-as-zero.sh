#!/usr/bin/env bash
# dyNET 2.1.2: an infinity, a NaN or a very small number that save writes comes back as 0.
#
# Guess: what was saved is loaded, or refused.
# What it does: the file holds "+inf" and "+nan", populate reads zeros; so a model that has diverged
#   looks healthy. Below 1.2e-38 the file holds 0 already.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.8 "$(ls -d ~/.pyenv/versions/3.8.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.8 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 8))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    dyNET==2.1.2 Cython numpy==1.24.4

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import dynet
import numpy as np

path = os.path.join(tempfile.mkdtemp(), "model")
for value in np.inf, np.nan, 1e-42, 0.1:
    saved, loaded = dynet.ParameterCollection(), dynet.ParameterCollection()
    saved.add_parameters((1,)).set_value(np.array([value], "f4"))
    saved.save(path)
    parameter = loaded.add_parameters((1,))
    loaded.populate(path)
    with open(path) as file:
        print(value, file.read().split("\n")[1].strip(), np.float32(parameter.as_array()[0]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
inf +inf 0.0
nan +nan 0.0
1e-42 +0.00000000e+00 0.0
0.1 +1.00000001e-01 0.1
EXPECTED
