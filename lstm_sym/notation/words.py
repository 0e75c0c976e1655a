"""The words of an equation that SymPy does not bring along.

Each word is a SymPy function that never evaluates itself: an equation stays as it was written.
"""

import sympy as sp


class dot(sp.Function):
    """``dot(x, W)``: a row vector times a matrix.

    Shapes (..., n) and (n, m) give (..., m).

    >>> from sympy.abc import W, x
    >>> dot(x, W)
    dot(x, W)
    """

    nargs = 2


class convolve(sp.Function):
    """``convolve(W, x)``: the kernel W over the rows and columns of x, with zeros outside.

    Shapes (rows, columns, n, m) of the kernel and (..., rows, columns, n) give (..., m).
    """

    nargs = 2


class at(sp.Function):
    """``at(X, k)``: the entry of the sequence ``X`` at timestep ``k``, counted from 1.

    Shape (batch, timesteps, n) gives (batch, n), and (batch, timesteps) gives (batch, 1).
    """

    nargs = 2


class over_time(sp.Function):
    """``over_time(h_t)``: the sequence h_1, ..., h_T.

    Shape (batch, ...) gives (batch, timesteps, ...).
    """

    nargs = 1


class concat(sp.Function):
    """``concat(x, y)``: the units of x, then those of y; of any number of arrays.

    Shapes (..., n) and (..., m) give (..., n + m).
    """


class where(sp.Function):
    """``where(condition, value, otherwise)``: a choice for each unit.

    All of one shape; a condition of shape (batch, 1) chooses for all units of an example.
    """

    nargs = 3


class maximum(sp.Function):
    """``maximum(x, y)``: the larger number, element by element; any shape."""

    nargs = 2


class minimum(sp.Function):
    """``minimum(x, y)``: the smaller number, element by element; any shape."""

    nargs = 2


class clip(sp.Function):
    """``clip(x, low, high)``: x, but not below low and not above high; any shape.

    >>> from sympy.abc import x
    >>> in_sympy(clip(x, 0, 1)).subs(x, 3)
    1
    """

    nargs = 3


class absolute(sp.Function):
    """``absolute(x)``: x without its sign, element by element; any shape."""

    nargs = 1


class sign(sp.Function):
    """``sign(x)``: -1, 0 or 1, element by element; any shape."""

    nargs = 1


class expm1(sp.Function):
    """exp(x) - 1, exact near zero."""

    nargs = 1


class logaddexp(sp.Function):
    """log(exp(x) + exp(y)), without overflow."""

    nargs = 2


class hypot(sp.Function):
    """sqrt(x**2 + y**2), without overflow."""

    nargs = 2


class round(sp.Function):
    """``round(x)``: the nearest integer, the even one of two, element by element; any shape."""

    nargs = 1


class saturate(sp.Function):
    """``saturate(x)``: x, but not below -127 and not above 127, which eight bits hold; any shape.

    >>> from sympy.abc import x
    >>> in_sympy(saturate(x)).subs(x, 200)
    127
    """

    nargs = 1


class bfloat16(sp.Function):
    """``bfloat16(x)``: the nearest number of 8 binary digits, the even one of two; any shape.

    It has the exponents of float32: from 2**128 on it is infinite, and below 2**-126 zero.
    """

    nargs = 1


class largest(sp.Function):
    """``largest(x)``: the largest absolute value of x's units.

    Shape (batch, n) gives (batch, 1).
    """

    nargs = 1


class largest_in_columns(sp.Function):
    """``largest_in_columns(W)``: `largest` of each column of W.

    Shape (n, m) gives (m,).
    """

    nargs = 1


class highest(sp.Function):
    """``highest(X)``: the largest number of the whole array X, or 0 if none is above 0.

    Any shape gives ().
    """

    nargs = 1


class lowest(sp.Function):
    """``lowest(X)``: the smallest number of the whole array X, or 0 if none is below 0.

    Any shape gives ().
    """

    nargs = 1


class mean(sp.Function):
    """``mean(x)``: the mean over x's units.

    Shape (batch, n) gives (batch, 1).
    """

    nargs = 1


class block_diagonal(sp.Function):
    """``block_diagonal(R)``: R's rows as blocks on a diagonal, with zeros elsewhere.

    Use it in a product for heads that do not see each other. Shape (n, m) gives (n, n): a block
    has m rows, and n must be a multiple of m.
    """

    nargs = 1


class prime(sp.Function):
    """``prime(f(x))``: the derivative of the named function f, taken at x."""

    nargs = 1


class transposed(sp.Function):
    """``transposed(W)``: rows and columns exchanged; (..., n, m) gives (..., m, n)."""

    nargs = 1


class row(sp.Function):
    """``row(x)``: x as a matrix with one row, which is repeated for each row of another matrix.

    Shape (..., n) gives (..., 1, n).
    """

    nargs = 1


class outer(sp.Function):
    """``outer(x, y)``: each unit of x times each of y.

    Shapes (..., n) and (..., m) give (..., n, m).
    """

    nargs = 2


class vecmat(sp.Function):
    """``vecmat(x, M)``: each row vector times its own matrix; with `dot` all have the same one.

    Shapes (..., n) and (..., n, m) give (..., m).
    """

    nargs = 2


class over_rows(sp.Function):
    """``over_rows(M)``: the sum over the rows of each matrix; (..., n, m) gives (..., m)."""

    nargs = 1


class over_examples(sp.Function):
    """``over_examples(d)``: the sum over the examples; (batch, ...) gives (...)."""

    nargs = 1


class diagonal_blocks(sp.Function):
    """``diagonal_blocks(M, R)``: what of M is in `block_diagonal` of R; (n, n) gives (n, m)."""

    nargs = 2


class over_units(sp.Function):
    """``over_units(x)``: the sum over x's units; (..., n) gives (..., 1)."""

    nargs = 1


class width(sp.Function):
    """``width(x)``: the number of units of x; any shape gives ()."""

    nargs = 1


# The largest number of eight bits, of which as many are below zero as above.
EIGHT_BITS = 127

# What each word means in SymPy's own terms, for proofs and for exact evaluation.
MEANING = {
    where: lambda condition, value, otherwise: sp.Piecewise((value, condition), (otherwise, True)),
    maximum: lambda x, y: sp.Max(x, y),
    minimum: lambda x, y: sp.Min(x, y),
    clip: lambda x, low, high: sp.Min(sp.Max(x, low), high),
    absolute: lambda x: sp.Abs(x),
    sign: lambda x: sp.sign(x),
    expm1: lambda x: sp.exp(x) - 1,
    logaddexp: lambda x, y: sp.log(sp.exp(x) + sp.exp(y)),
    hypot: lambda x, y: sp.sqrt(x**2 + y**2),
    saturate: lambda x: sp.Min(sp.Max(x, -EIGHT_BITS), EIGHT_BITS),
}


def in_sympy(expr: sp.Basic) -> sp.Basic:
    """The expression in SymPy's own functions, which it can evaluate and differentiate.

    >>> from sympy.abc import x
    >>> in_sympy(clip(x, 0, 1)).subs(x, 3)
    1
    """
    if not expr.args:
        return expr
    args = [in_sympy(arg) for arg in expr.args]
    return MEANING.get(expr.func, expr.func)(*args)
