#!/usr/bin/env bash
# pytest 9.2.0: with --continue-on-collection-errors, a file that cannot be imported ends the run with 1, as a red test does, not with 2.
#
# Guess: the option changes which tests run, not the meaning of the code: 2 for files that could not be
#   collected.
# What it does: without it the code is 2, with it 1, also where no test ran at all. So a tool that takes 1 for
#   "tests ran and some failed" is told so of a run that tested nothing.
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
    pytest==9.2.0

cat > "$folder/seen.py" <<'PYTHON'
import subprocess
import sys
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    Path(folder, "pytest.ini").write_text("[pytest]\n")
    Path(folder, "test_broken.py").write_text("import a_module_that_is_not_there\n")
    Path(folder, "test_good.py").write_text("def test_good():\n    pass\n")
    Path(folder, "test_red.py").write_text("def test_red():\n    assert 0\n")
    for files in ["test_good.py"], ["test_red.py"], ["test_broken.py"], ["test_broken.py", "test_good.py"]:
        for option in [], ["--continue-on-collection-errors"]:
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *option, *files]
            print(*files, *option, "ends with", subprocess.run(command, cwd=folder, capture_output=True).returncode)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
test_good.py ends with 0
test_good.py --continue-on-collection-errors ends with 0
test_red.py ends with 1
test_red.py --continue-on-collection-errors ends with 1
test_broken.py ends with 2
test_broken.py --continue-on-collection-errors ends with 1
test_broken.py test_good.py ends with 2
test_broken.py test_good.py --continue-on-collection-errors ends with 1
EXPECTED
