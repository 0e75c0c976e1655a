"""Trees of equations: they say what the expression says, and each part is where it says it is."""

import pytest
import sympy as sp

from lstm_sym.equations import FORMULATIONS
from lstm_sym.manifest.tree import tree
from lstm_sym.targets.paper import formulation as paper

EQUATIONS = [(f, e) for f in FORMULATIONS for e in f.equations]


def heads(expr: sp.Basic) -> sp.Basic:
    """The expression with functions for words, its arithmetic evaluated."""
    if isinstance(expr, sp.Symbol) or not expr.args:
        return sp.Symbol(expr.name) if isinstance(expr, sp.Symbol) else expr
    args = [heads(arg) for arg in expr.args]
    if isinstance(expr, sp.Add | sp.Mul | sp.Pow):
        return expr.func(*args)
    if isinstance(expr, sp.core.relational.Relational):
        return sp.Function(type(expr).__name__)(*args)
    return sp.Function(type(expr).__name__.lower())(*args)


def back(node: list) -> sp.Basic:
    """The expression of a tree."""
    _, _, head, *children = node
    if not children:
        return sp.Symbol(head) if head.isidentifier() else sp.Rational(head)
    args = [back(child) for child in children]
    if head == "where":  # on paper the value comes before the condition
        args = [args[1], args[0], *args[2:]]
    arithmetic = {"+": sp.Add, "*": sp.Mul, "-": lambda x: -x, "^": sp.Pow, "sqrt": sp.sqrt}
    if head == "/":
        return sp.Mul(*args[:-1]) / args[-1]
    return arithmetic.get(head, sp.Function(head))(*args)


def test_a_tree_says_what_the_equation_says() -> None:
    for formulation, equation in EQUATIONS:
        _, _, head, left, right = tree(paper.latex(formulation), equation)
        assert head == "="
        assert back(left) == heads(equation.left)
        difference = back(right) - heads(equation.right)
        assert difference.expand() == 0, f"{formulation.name}.{equation.label}"


@pytest.mark.parametrize("printer", [paper.latex, paper.unicode])
def test_each_part_stands_where_the_tree_says(printer) -> None:
    for formulation, equation in EQUATIONS:
        text = paper.equation(printer(formulation), equation)
        names = printer(formulation).symbols

        def check(node: list, inside: tuple[int, int], text=text, names=names) -> None:
            start, end, head, *children = node
            assert inside[0] <= start <= end <= inside[1]
            if not children and head in names:
                assert text[start:end] == names[head]
            for child in children if head not in ("at", "over_time") else ():
                check(child, (start, end))

        check(tree(printer(formulation), equation), (0, len(text)))


def test_a_term_with_a_minus_sign_has_it() -> None:
    (formulation,) = [f for f in FORMULATIONS if f.name == "greff2015"]
    (coupled,) = [e for e in formulation.equations if e.label == "forget-gate-cifg"]
    _, _, head, one, other = tree(paper.latex(formulation), coupled)[4]
    assert (head, one[2], other[2], other[3][2]) == ("+", "1", "-", "i_t")
