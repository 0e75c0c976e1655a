#!/usr/bin/env bash
# sympy 1.14.0: latex(Symbol("layernorm")) draws norm bars around "layer"; endings of names are accents.
#
# Guess: the name of a Symbol is printed as it is, but for Greek letters, digits and underscores.
# What it does: an ending that is the name of a modifier is cut off and drawn, in words as in letters:
#   norm, abs, mag, hat, bar, tilde, prime, cal, scr and others. So "layernorm" becomes
#   \left\|{layer}\right\|, "what" a w with a hat, "maxabs" bars, "modcal" calligraphic letters, and the
#   subscript of "W_xi" (from x to the input gate) the Greek letter. "layer_norm" is safe; symbol_names=
#   gives a name's LaTeX by hand.
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
from sympy import Symbol, latex

for name in ("layernorm", "batchnorm", "layer_norm", "what", "that", "forgetbar", "maxabs", "inputmag",
             "modcal", "norm", "W_hx", "W_xi"):
    print(f"{name:12}", latex(Symbol(name)))
layernorm = Symbol("layernorm")
print("symbol_names", latex(layernorm, symbol_names={layernorm: r"\mathrm{layernorm}"}))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
layernorm    \left\|{layer}\right\|
batchnorm    \left\|{batch}\right\|
layer_norm   layer_{norm}
what         \hat{w}
that         \hat{t}
forgetbar    \bar{forget}
maxabs       \left|{max}\right|
inputmag     \left|{input}\right|
modcal       \mathcal{mod}
norm         norm
W_hx         W_{hx}
W_xi         W_{\xi}
symbol_names \mathrm{layernorm}
EXPECTED
