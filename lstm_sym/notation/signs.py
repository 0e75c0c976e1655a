"""An expression as it was written: its minus sign, its fraction bar, its decimals."""

import sympy as sp

HALF = sp.Rational(1, 2)


def is_dot(expr: sp.Basic) -> bool:
    return type(expr).__name__ in ("dot", "convolve", "outer", "vecmat")


def negated(expr: sp.Basic) -> sp.Expr | None:
    """What follows the minus sign of ``-x``; None where there is no minus sign."""
    if isinstance(expr, sp.Number) and expr < 0:
        return -expr
    if isinstance(expr, sp.Mul) and expr.args[0] == -1:
        first, *rest = expr.args[1:]
        return sp.Mul(first, *rest, evaluate=False) if rest else first
    return None


def fraction(expr: sp.Basic) -> tuple[tuple[sp.Expr, ...], sp.Expr | None]:
    """The factors above the fraction bar and what is below it, None without a bar."""
    factors = expr.args if isinstance(expr, sp.Mul) else (expr,)
    last = factors[-1]
    if isinstance(last, sp.Pow) and last.args[1] in (-1, -HALF):
        base, exponent = last.args
        below = base if exponent == -1 else sp.Pow(base, HALF, evaluate=False)
        return tuple(factor for factor in factors[:-1] if factor != 1), below
    return factors, None


def decimal(number: sp.Rational) -> str | None:
    """0.2 for 1/5, with every digit; None for 1/3, which has no last digit."""
    rest = number.q
    places = 0
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else (2 if rest % 2 == 0 else 5)
        places += 1
    if rest != 1:
        return None
    digits = str(abs(number.p) * 10**places // number.q).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0") if places else digits
    return ("-" if number.p < 0 else "") + text


#: So many signs have a minus, a point and more digits than a float holds.
MOST_DIGITS = 18


def on_paper(number: sp.Rational) -> str | None:
    """As `decimal`, but no more digits than a float has: the code has the same."""
    digits = decimal(number)
    if digits is None or len(digits) < MOST_DIGITS or number.q == 1:
        return digits
    short = repr(number.p / number.q)
    return digits if "e" in short else short


def halvings(number: sp.Rational) -> int | None:
    """23 for 1/2**23, whose digits nobody reads; None for what is no such number, or is short."""
    exponent = number.q.bit_length() - 1
    is_power = number.p == 1 and number.q == 2**exponent
    return exponent if is_power and len(on_paper(number) or "") >= MOST_DIGITS else None
