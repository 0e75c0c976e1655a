#!/usr/bin/env bash
# hevea 2.36 (Debian 12): as text, (a+b)/c is a+b/c, x over y+1 is x/y+1, and e to the power of -x^2 times y e^-x^2y.
#
# Guess: brackets around a numerator or an exponent of several signs, as the root in (x+1)^1/2 has them, or two lines.
# What it does: fractions, powers and indices are written in one line without brackets, so that another formula is read. The hat and the line
#   above a letter are left out without a word. Its HTML has the structure.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq hevea=2.36-1) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

cat > "$folder/seen.tex" <<'TEX'
\documentclass{article}
\usepackage{amsmath}
\begin{document}
A $\frac{a+b}{c}$

B $\frac{x}{y+1}$

C $\frac{1}{2}^x$

D $e^{-x^2}y$

E $x_{i+1}^2$

F $\sqrt{x}y$

G $\overline{z}+z$

H $\frac{a}{\frac{b}{c}}$

I $2^{n+1}$
\end{document}
TEX
HEVEADIR="$folder/usr/share/hevea" "$folder/usr/bin/hevea" -text < "$folder/seen.tex" 2>> "$folder/log" | grep -E '^ *[A-I] ' | sed 's/^ *//; s/ *$//' | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
A a+b/c
B x/y+1
C 1/2^x
D e^-x^2y
E x_i+1^2
F (x)^1/2y
G z+z
H a/b/c
I 2^n+1
EXPECTED
