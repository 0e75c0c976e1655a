"""The extension needs neither SymPy nor the rest of lstm_sym."""

import subprocess
import sys

PROGRAM = """
import sys
sys.modules["sympy"] = None
import lstm_sym.sphinx, lstm_sym.sphinx.mathml
print(sorted(name for name in sys.modules if name.startswith("lstm_sym.")))
"""


def test_nothing_but_itself_is_imported():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert all("'lstm_sym.sphinx" in name for name in done.stdout.strip("[]\n").split(", "))
