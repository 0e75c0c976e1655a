#!/usr/bin/env bash
# meshio 5.3.5: a mesh written to a file .msh is in the format of Ansys, without its data.
#
# Guess: the format of Gmsh, which has that ending and is the one that is asked for most; data that a format cannot hold
#   are refused or warned about.
# What it does: of the two formats with the ending the first in the alphabet is written, points and cells only, and all
#   point_data and cell_data are left out without a word, as they are in .obj, .off, .inp and .post. With
#   file_format="gmsh" they come back.
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
    meshio==5.3.5 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import pathlib
import tempfile

import meshio
import numpy as np

mesh = meshio.Mesh(
    np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0]]), [("triangle", [[0, 1, 2]])],
    point_data={"height": np.array([1.0, 2, 3])}, cell_data={"area": [np.array([0.5])]},
)
for ending, options in ("msh", {}), ("msh", {"file_format": "gmsh"}), ("vtk", {}), ("off", {}), ("inp", {}):
    path = pathlib.Path(tempfile.mkdtemp()) / f"a.{ending}"
    mesh.write(path, **options)
    read = meshio.read(path)
    print(ending, options, "begins with", path.read_bytes()[:12], "height" in read.point_data, "area" in read.cell_data)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
msh {} begins with b'(1 "meshio 5' False False

msh {'file_format': 'gmsh'} begins with b'$MeshFormat\n' True True
vtk {} begins with b'# vtk DataFi' True True
off {} begins with b'OFF\n# Create' False False
inp {} begins with b'*HEADING\nAba' False False
EXPECTED
