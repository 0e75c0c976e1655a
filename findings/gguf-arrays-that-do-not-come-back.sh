#!/usr/bin/env bash
# gguf 0.19.0: add_array of an empty list writes no key at all, and a nested array is read flat.
#
# Guess: an array of metadata comes back as it was written, or is refused, as [1, 2.5] is.
# What it does: for [] nothing is written and nothing said: a reader finds the key missing. [[1, 2], [3]] is
#   written with its nesting, and ReaderField.contents() gives [1, 2, 3].
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
    gguf==0.19.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import tempfile

from gguf import GGUFReader, GGUFWriter

for values in [1, 2], [], [[1, 2], [3]], [1, 2.5]:
    with tempfile.NamedTemporaryFile(suffix=".gguf") as file:
        writer = GGUFWriter(file.name, "none")
        try:
            writer.add_array("values", values)
            writer.write_header_to_file()
            writer.write_kv_data_to_file()
            writer.write_tensors_to_file()
        except ValueError as error:
            print(values, "refused:", error)
            continue
        finally:
            writer.close()
        field = GGUFReader(file.name).fields.get("values")
        print(values, "comes back as", field and field.contents())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1, 2] comes back as [1, 2]
[] comes back as None
[[1, 2], [3]] comes back as [1, 2, 3]
[1, 2.5] refused: All items in a GGUF array should be of the same type
EXPECTED
