#!/usr/bin/env bash
# unicodeit 0.7.5: "\log x" becomes "łog x", and "\bar{xy}" "x̅}".
#
# Guess: \log stays as it is, as \sin and \max do, or becomes "log"; a line above two letters is above both, or stays.
# What it does: the text is searched for commands without regard to where they end: \l is the Polish letter, \o the Danish one,
#   \in the sign of membership, \P the paragraph. Of an accent's braces one letter is kept and the closing brace; the
#   others are gone. "x^{1/2}" is x¹^/².
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
    unicodeit==0.7.5

cat > "$folder/seen.py" <<'PYTHON'
import unicodeit

for text in (
    r"\sin x",
    r"\log x",
    r"\ln x",
    r"\lim x",
    r"\inf x",
    r"\int x",
    r"\Pr(x)",
    r"\operatorname{hs}",
    r"\bar{x}",
    r"\bar{xy}",
    r"\hat{ab}",
    r"x^{n+1}",
    r"x^{1/2}",
):
    print(text, "becomes", unicodeit.replace(text))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
\sin x becomes \sin x
\log x becomes łog x
\ln x becomes łn x
\lim x becomes łim x
\inf x becomes ∈f x
\int x becomes ∫ x
\Pr(x) becomes ¶r(x)
\operatorname{hs} becomes øperatorname{hs}
\bar{x} becomes x̅
\bar{xy} becomes x̅}
\hat{ab} becomes â}
x^{n+1} becomes xⁿ⁺¹
x^{1/2} becomes x¹^/²
EXPECTED
