"""An activation: a named function of one number, defined by an expression of x."""

from dataclasses import dataclass

import sympy as sp

x = sp.Symbol("x", real=True)


@dataclass(frozen=True)
class Parameter:
    """A number that shapes an activation; without a default the caller must give it.

    ``least`` is the smallest value for which the formula means something, if there is one.
    """

    symbol: sp.Symbol
    latex: str
    default: sp.Rational | None
    meaning: str
    least: int | None = None

    @property
    def name(self) -> str:
        return self.symbol.name


@dataclass(frozen=True)
class Activation:
    """One elementwise activation, defined once; its code and its derivative come from this.

    ``since`` is the first release of Keras that takes the name as a string. ``overflows`` says that
    the code may leave the range of floats and is right nevertheless: inf is the result, or is where
    a tanh has long been 1, or it is NaN, of NaN or where infinity has no value, as in Keras. Raises
    ValueError for a symbol in the formula that is neither x nor a parameter.

    >>> ramp = Activation("ramp", x + sp.Abs(x), since="", meaning="twice x, or nothing")
    >>> ramp(sp.Symbol("z"))
    ramp(z)
    """

    name: str
    formula: sp.Expr
    since: str
    meaning: str
    latex: str = ""
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()
    overflows: bool = False

    def __post_init__(self) -> None:
        free = self.formula.free_symbols - {x, *(p.symbol for p in self.parameters)}
        if free:
            raise ValueError(f"activation {self.name}: {sorted(map(str, free))} are not defined")
        if not self.latex:
            escaped = self.name.replace("_", r"\_")
            object.__setattr__(self, "latex", rf"\mathrm{{{escaped}}}")

    def __call__(self, argument: sp.Expr) -> sp.Expr:
        """The activation as a word in other formulas."""
        return sp.Function(self.name)(argument)
