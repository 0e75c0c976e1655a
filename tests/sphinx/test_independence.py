"""The extension needs neither SymPy nor lstm_sym, but the manifest's reader and the comparison."""

import json
import subprocess
import sys

PROGRAM = """
import json, sys
sys.modules["sympy"] = None
import lstm_sym.sphinx, lstm_sym.sphinx.mathml
print(json.dumps(sorted(name for name in sys.modules if name.startswith("lstm_sym."))))
"""
READER = {"manifest", "manifest.read", "manifest.schema"} | {"diff", "diff.cells", "diff.trees"}


def test_nothing_but_itself_is_imported():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    names = {name.removeprefix("lstm_sym.") for name in json.loads(done.stdout)}
    assert {name for name in names if name.split(".")[0] != "sphinx"} == READER
