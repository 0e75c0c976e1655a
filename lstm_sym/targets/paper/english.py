"""SymPy expression to English, to be read aloud.

What groups is said first, with the number of its parts: "the sum of a, b, and c" ends with what
follows "and". Only atoms are joined by "times" and "minus", so no listener needs brackets. What
would be too long to follow has no sentence.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation.signs import fraction, halvings, negated, on_paper
from lstm_sym.notation.words import outer, transposed
from lstm_sym.targets.printer import Printer

FUNCTIONS = {
    "exp": "e to the power",
    "log": "the natural logarithm",
    "tanh": "the hyperbolic tangent",
    "erf": "the error function",
    "sign": "the sign",
    "absolute": "the absolute value",
    "mean": "the mean over the units",
    "block_diagonal": "the block diagonal",
    "over_rows": "the sum over the rows",
    "over_units": "the sum over the units",
    "transposed": "the transpose",
    "width": "the number of units",
    "round": "the whole number nearest to",
    "saturate": "the saturated value",
    "bfloat16": "the nearest number of bfloat16",
    "largest": "the largest absolute value",
    "largest_in_columns": "the largest absolute value in each column",
    "highest": "the larger of zero and the largest entry",
    "lowest": "the smaller of zero and the smallest entry",
}
PAIRS = {
    "dot": "the matrix product",
    "vecmat": "the matrix product",
    "outer": "the outer product",
    "convolve": "the convolution",
    "concat": "the concatenation",
    "maximum": "the larger",
    "minimum": "the smaller",
}
#: The products that are said with "times" where their parts are atoms.
MATRIX_PRODUCTS = ("dot", "vecmat")
#: What computes a timestep; no other function of one argument "computes from" it.
CELLS = ("the cell", "the step")
#: A listener follows so many words; of a longer sentence the formula says more.
LONGEST = 24
#: How the meaning of a quantity ends that each timestep has.
NOW = " at timestep t"
RELATIONS = {">": "greater than", "<": "less than", ">=": "at least", "<=": "at most"}
POWERS = {2: "the square", 3: "the cube"}


class EnglishPrinter(Printer):
    """``symbols`` and ``functions`` are nouns: "the forget gate", "the activation"."""

    language = "English"
    words = FUNCTIONS | PAIRS
    negative = "minus "

    def __init__(self, symbols: Mapping[str, str], functions: Mapping[str, str]):
        super().__init__()
        self.symbols = symbols
        self.functions = functions

    def sentence(self, subject: str, right: sp.Basic) -> str:
        """``subject`` is the right side, as one sentence.

        Empty if it would be too long, would say nothing, or if two symbols in it are called the
        same.
        """
        called = [subject, *(self.symbols[s.name] for s in right.free_symbols)]
        if len(set(called)) < len(called):
            return ""
        head = re.split(" (?:of|for|beside|to) ", subject)[0]
        are = " and " in subject or re.search(r"^(?!what ).*[^aius\W]s$", head)
        if self.computes(right):
            name = self.word(self.functions, right)
            said = f"{name} computes {subject} from {self.phrases(right.args)}."
        elif type(right).__name__ == "where" and self.computes(right.args[1]):
            condition, call, otherwise = right.args
            name = self.word(self.functions, call)
            rest = f"otherwise {'they are' if are else 'it is'} {self.term(otherwise)}"
            if self.term(otherwise).replace("the previous ", "the ") == subject:
                rest = f"otherwise {'they stay as they were' if are else 'it stays as it was'}"
            said = f"if {self.print(condition)} is true, {name} computes {subject}; {rest}."
        else:
            value = self.clause(right)
            thing = value.removeprefix("the entry of ").removesuffix(" of every timestep")
            if thing == subject.removesuffix(" of every timestep"):
                return ""
            said = f"{subject} {'are' if are else 'is'} {value}."
        return capital(said) if len(said.split()) <= LONGEST else ""

    def clause(self, expr: sp.Basic) -> str:
        """A whole side of an equation, where a pause is enough to tell the terms of a sum."""
        if isinstance(expr, sp.Add) and self.term(expr).startswith("the "):
            first, *rest = terms(expr)
            said = [f", {'plus' if up else 'minus'} {self.term(term)}" for up, term in rest]
            return self.signed(*first) + "".join(said)
        if type(expr).__name__ == "where":
            return self.choice(expr)
        if type(expr).__name__ == "clip":
            return f"{self.term(expr.args[0])}, clipped {self.bounds(expr)}"
        above, below = fraction(expr) if negated(expr) is None else ((), None)
        if below is not None and above and not (len(above) == 1 and is_atom(above[0])):
            top = self.product(above) if len(above) > 1 else self.term(above[0])
            return f"{top}, divided by {self.term(below)}"
        return self.term(expr)

    def term(self, expr: sp.Basic) -> str:
        """A part of a list; only atoms come before "times", "minus" and "divided by"."""
        if isinstance(expr, sp.Add):
            (_, first), (up, second), *more = terms(expr)
            if not (up or more) and is_atom(first) and is_atom(second):
                return f"{self.print(first)} minus {self.print(second)}"
        elif type(expr).__name__ in MATRIX_PRODUCTS and all(map(is_atom, expr.args)):
            vector, matrix = map(self.print, expr.args)
            what, of, rest = matrix.partition(f" of {vector.replace('the previous ', 'the ')}")
            if of and (not rest or rest.startswith(" for ")):
                matrix = f"its {what.removeprefix('the ')}{rest}"
            return f"{vector} times {matrix}"
        elif isinstance(expr, sp.Mul | sp.Pow) and negated(expr) is None:
            above, below = fraction(expr)
            if below is not None and all(map(is_atom, above)) and len(above) < 2:
                return f"{self.print(above[0]) if above else '1'} divided by {self.print(below)}"
            factors = flat(expr)
            if len(factors) == 2 and isinstance(factors[0], AppliedUndef) and is_atom(factors[1]):
                factors = factors[::-1]  # what is taken of something ends a phrase
            if below is None and len(factors) > 1 and all(map(is_atom, factors[:-1])):
                return " times ".join(map(self.print, factors))
        return self.print(expr)

    def bracket(self, expr: sp.Basic, level: int) -> str:
        return self.print(expr)  # every phrase says where it ends

    def listed(self, parts: Sequence[str], pause: bool = False) -> str:
        """The parts with "and" before the last one, and pauses that are as long as they must be."""
        if len(parts) == 1:
            return parts[0]
        comma = "; " if any(re.search("[,;] ", part) for part in parts) else ", "
        pause = pause or len(parts) > 2 or any(" of " in part for part in parts[:-1])
        return comma.join(parts[:-1]) + (comma.rstrip() if pause else "") + f" and {parts[-1]}"

    def phrase(self, noun: str, *exprs: sp.Basic) -> str:
        """A noun and what it is taken of."""
        if len(exprs) == 1:
            return f"{noun} {'' if noun.endswith(' to') else 'of '}{self.print(exprs[0])}"
        return f"{noun} of {self.phrases(exprs)}"

    def signed(self, positive: bool, expr: sp.Basic) -> str:
        return self.term(expr) if positive else self.negative + self.print(expr)

    def _print_Add(self, expr: sp.Add) -> str:
        stated = terms(expr)
        (first, one), (second, other) = stated[:2]
        if len(stated) == 2 and first and not second:
            return self.phrase("the difference", one, other)
        return f"the sum of {self.listed([self.signed(*term) for term in stated])}"

    def product(self, factors: tuple[sp.Expr, ...]) -> str:
        return self.phrase("the product", *flat(sp.Mul(*factors, evaluate=False)))

    def ratio(self, above: tuple[sp.Expr, ...], below: sp.Expr) -> str:
        top = self.product(above) if len(above) > 1 else self.term(above[0]) if above else "1"
        return f"the quotient of {self.listed([top, self.term(below)])}"

    def root(self, base: sp.Expr) -> str:
        return self.phrase("the square root", base)

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        if exponent not in POWERS:
            parts = [f"base {self.term(base)}", f"exponent {self.print(exponent)}"]
            return f"the power of {self.listed(parts, pause=True)}"
        return self.phrase(POWERS[exponent], base)

    def _print_row(self, expr: sp.Function) -> str:
        return self.print(expr.args[0])

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return self.symbols[expr.name]

    def _print_Rational(self, expr: sp.Rational) -> str:
        if exponent := halvings(expr):
            return f"2 to the power of minus {exponent}"
        said = on_paper(abs(expr)) or f"the fraction {abs(expr.p)} over {expr.q}"
        return f"minus {said}" if expr < 0 else said

    def _print_Pi(self, _expr: sp.Basic) -> str:
        return "pi"

    def _print_Exp1(self, _expr: sp.Basic) -> str:
        return "e"

    def _print_Relational(self, expr: sp.Basic) -> str:
        left, right = map(self.term, expr.args)
        return f"{left} is {RELATIONS[expr.rel_op]} {right}"

    def _print_AppliedUndef(self, expr: sp.Function) -> str:
        name = self.word(self.functions, expr)
        if self.computes(expr):
            return f"what {name} computes from {self.phrases(expr.args)}"
        return self.phrase(name, *expr.args)

    def computes(self, expr: sp.Basic) -> bool:
        """Whether it is a whole timestep, or what takes several things together."""
        return isinstance(expr, AppliedUndef) and (
            len(expr.args) > 1 or self.functions.get(type(expr).__name__) in CELLS
        )

    def phrases(self, exprs: Sequence[sp.Basic]) -> str:
        """Several, each as a term of a list."""
        return self.listed([self.term(expr) for expr in exprs])

    def applied(self, word: str, *args: sp.Basic) -> str:
        return self.phrase(word, *args)

    def _print_clip(self, expr: sp.Function) -> str:
        x = self.print(expr.args[0])
        said = f"{x} clipped" if is_atom(expr.args[0]) else f"the clipping of {x}"
        return f"{said} {self.bounds(expr)}"

    def bounds(self, expr: sp.Function) -> str:
        """Between what a value is clipped."""
        _, low, high = map(self.print, expr.args)
        both = negated(expr.args[1]) == expr.args[2]
        return f"to plus or minus {high}" if both else f"to the range from {low} to {high}"

    def _print_at(self, expr: sp.Function) -> str:
        sequence, index = expr.args
        if place := from_the_end(index):
            return f"the entry of {self.print(sequence)} at timestep {place} from the end"
        stated = terms(index)
        said = self.print(stated[0][1])
        for up, term in stated[1:]:
            said += f" {'plus' if up else 'minus'} {self.print(term)}"
        return f"the entry of {self.print(sequence)} at timestep {said}"

    def _print_over_time(self, expr: sp.Function) -> str:
        return f"{self.print(expr.args[0]).removesuffix(NOW)} of every timestep"

    def _print_where(self, expr: sp.Function) -> str:
        return f"the value that is {self.choice(expr)}"

    def choice(self, expr: sp.Basic) -> str:
        """Values and their conditions; "otherwise" ends it."""
        parts: list[str] = []
        while type(expr).__name__ == "where":
            condition, value, expr = expr.args
            holds = " is true" if isinstance(condition, sp.Symbol) else ""
            parts.append(f"{self.term(value)} if {self.print(condition)}{holds}")
        return self.listed([*parts, f"{self.term(expr)} otherwise"], pause=True)

    def _print_Tuple(self, expr: sp.Tuple) -> str:
        return self.phrases(expr)

    def _print_over_examples(self, expr: sp.Function) -> str:
        if isinstance(expr.args[0], outer):  # of all examples together a product of matrices
            one, other = expr.args[0].args
            return self.phrase(PAIRS["dot"], transposed(one), other)
        return self.phrase("the sum over the examples", expr.args[0])

    def _print_diagonal_blocks(self, expr: sp.Function) -> str:
        return self.phrase("the blocks on the diagonal", expr.args[0])

    def _print_prime(self, expr: sp.Function) -> str:
        (call,) = expr.args
        return (
            f"the derivative of {self.functions[type(call).__name__]} at {self.print(*call.args)}"
        )


def capital(said: str) -> str:
    """A sentence begins with a capital."""
    return said[:1].upper() + said[1:]


def terms(expr: sp.Basic) -> list[tuple[bool, sp.Basic]]:
    """The terms of a sum, each with whether it is added; a sum that comes first is taken apart."""
    if not isinstance(expr, sp.Add):
        positive = negated(expr)
        return [(positive is None, expr if positive is None else positive)]
    first, *rest = expr.args
    return [*terms(first), *(term for one in rest for term in _one(one))]


def _one(expr: sp.Basic) -> list[tuple[bool, sp.Basic]]:
    return [(True, expr)] if isinstance(expr, sp.Add) else terms(expr)


def flat(expr: sp.Basic) -> list[sp.Basic]:
    """The factors of a product; a product that comes first is taken apart."""
    if not isinstance(expr, sp.Mul) or negated(expr) is not None or fraction(expr)[1] is not None:
        return [expr]
    first, *rest = expr.args
    return [*flat(first), *rest]


def from_the_end(index: sp.Basic) -> str:
    """The k of T + 1 - k, which counts timesteps from the last one; nothing of another index."""
    stated = terms(index)
    if [up for up, _ in stated] == [True, True, False] and stated[1][1] == 1:
        (_, last), _, (_, place) = stated
        if isinstance(last, sp.Symbol) and last.name == "timesteps":
            return str(place)
    return ""


def is_atom(expr: sp.Basic) -> bool:
    """Whether the phrase is one noun or number."""
    return isinstance(expr, sp.Symbol) or (expr.is_number and not expr.args and expr >= 0)


@cache
def noun(meaning: str) -> str:
    """A symbol's meaning as what a sentence speaks of, without its explanation.

    >>> noun("weights of the input, block f")
    'block f of the weights of the input'
    >>> noun("mask at timestep t: true where the step counts")
    'the mask at timestep t'
    """
    whole, between, block = meaning.partition(", block ")
    head = re.split("[,:;] ", whole)[0]
    said = head if head.startswith(("what ", "gate ")) else f"the {head}"
    return f"block {block} of {said}" if between else said


def nouns(said: Mapping[str, str]) -> dict[str, str]:
    """Nouns as one says them of one timestep, by names; of two that would be the same, neither.

    >>> nouns({"h_tm1": "the hidden state one timestep before", "W_f": "block f of the weights"})
    {'h_tm1': 'the previous hidden state', 'W_f': 'the weights for f'}
    """
    short = {name: spoken(one) for name, one in said.items()}
    often = Counter(short.values())
    return {name: one if often[one] == 1 else said[name] for name, one in short.items()}


def spoken(said: str) -> str:
    """A noun without what one timestep makes clear."""
    said = re.sub(r"(^|the )((?:(?!the ).)*) one timestep before", r"the previous \2", said)
    said = said.replace(NOW, "").replace(" at the end", " after the last timestep")
    return re.sub(r"\bblock (\w+) of (.*)", r"\2 for \1", said)
