#!/usr/bin/env bash
# sympy 1.14.0: where no condition of a Piecewise holds, PyTorch's and TensorFlow's printers give 0.
#
# Guess: a Piecewise without a last (value, True) is nan there, as SymPy's own value is, or is refused.
# What it does: most printers refuse it; NumPy's and JAX's give NaN, R's NA. Those for PyTorch and TensorFlow
#   put 0, so that a function outside its domain has a plausible value. Python's own gives None.
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
    sympy==1.14.0 mpmath==1.3.0

cat > "$folder/seen.py" <<'PYTHON'
from sympy import Piecewise, Symbol, ccode, julia_code, pycode, rcode
from sympy.printing.numpy import JaxPrinter, NumPyPrinter
from sympy.printing.pytorch import TorchPrinter
from sympy.printing.tensorflow import TensorflowPrinter

x = Symbol("x")
function = Piecewise((x, x > 0))
print("SymPy at -1:", function.subs(x, -1))
for name, printer in (("NumPy", NumPyPrinter().doprint), ("JAX", JaxPrinter().doprint), ("R", rcode),
                      ("PyTorch", TorchPrinter().doprint), ("TensorFlow", TensorflowPrinter().doprint),
                      ("Python", pycode), ("C", ccode), ("Julia", julia_code)):
    try:
        print(f"{name:10}", printer(function))
    except ValueError:
        print(f"{name:10} refused")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
SymPy at -1: nan
NumPy      numpy.select([numpy.greater(x, 0)], [x], default=numpy.nan)
JAX        jax.numpy.select([jax.numpy.greater(x, 0)], [x], default=jax.numpy.nan)
R          ifelse(x > 0,x,NA)
PyTorch    torch.where(torch.gt(x, 0), x, 0)
TensorFlow tensorflow.where(tensorflow.math.greater(x, 0), x, 0)
Python     ((x) if (x > 0) else None)
C          refused
Julia      refused
EXPECTED
