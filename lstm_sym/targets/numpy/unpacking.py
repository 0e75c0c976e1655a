"""From the gradients of packed weights to those of the arrays that a caller gave."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import sympy as sp

from lstm_sym.notation.quantities import Option
from lstm_sym.passes.adjoint import Term
from lstm_sym.targets.numpy.backwards import BackwardsPrinter
from lstm_sym.targets.numpy.fast import Fast
from lstm_sym.targets.numpy.python import bracketed, signature
from lstm_sym.targets.numpy.statements import INDENT

#: A block's gradient that is one of the products as it is.
SLOT = re.compile(r"(?P<product>products\[\d+\]\[\"\w*\"\])\[(?P<row>:|0), (?P<column>\d+)\]")


class Unpacking:
    """Prints the function."""

    def __init__(self, fast: Fast, printers: Sequence[BackwardsPrinter]) -> None:
        self.fast, self.printers = fast, printers

    @cached_property
    def options(self) -> list[Option]:
        """The options by which the gradients are unpacked in more than one way."""
        alike = all(returned == self._returned[-1] for returned in self._returned)
        return [] if alike else self.fast._choices()

    @cached_property
    def _returned(self) -> list[list[str]]:
        """What is returned for each body, as lines."""
        return [list(self._arrays(printer)) for printer in self.printers]

    def lines(self) -> Iterator[str]:
        weights = self.fast.stated.cell.weights
        given = ["products: Products", "beside: Mapping[str, Array]"]
        given += [f"{name}: Array" for name in weights]
        given += [f"{o.name}: {type(o.default).__name__}" for o in self.options]
        yield from signature("unpacked", given, f"tuple[{', '.join(['Array'] * len(weights))}]")
        yield f'{INDENT}"""The gradients of the arrays of weights, from those of their blocks."""'
        *others, last = zip(self._returned, self.fast.bodies, strict=True)
        for returned, body in others:
            if returned != last[0]:
                yield f"{INDENT}if {self.fast._condition(body)}:"
                yield from (f"{INDENT * 2}{line}" for line in returned)
        yield from (f"{INDENT}{line}" for line in last[0])

    def _arrays(self, printer: BackwardsPrinter) -> Iterator[str]:
        yield "return ("
        for weight in self.fast.stated.cell.weights:
            yield f"{INDENT}# gradient-{weight}".replace("_", "-")
            yield from (f"{INDENT}{line}" for line in self._array(printer, weight))
        yield ")"

    def _array(self, printer: BackwardsPrinter, weight: sp.Symbol) -> list[str]:
        """The gradient of one array."""
        stack = self.fast.notation.stacks.get(weight)
        blocks = list(stack.blocks.values()) if stack else [weight]
        found = [self._block(printer, block) for block in blocks]
        if not any(found):
            return [f"np.zeros_like({weight}),"]
        axis, turned = ("0", ".T") if stack and stack.transposed else ("-1", "")
        width = f"{turned}[..., : {weight}.shape[{axis}] // {len(blocks)}]"
        slots = [SLOT.fullmatch(one) for one in found]
        if len(found) > 1 and all(slots) and len({slot["product"] for slot in slots if slot}) == 1:
            first = slots[0]
            columns = ", ".join(slot["column"] for slot in slots if slot)
            if first is not None:
                entry = "" if first["row"] == ":" else "[0]"
                return [f"joined({first['product']}, {columns}){entry}{turned},"]
        parts = [one or f"np.zeros_like({weight}{width})" for one in found]
        if len(parts) == 1:
            text = f"({parts[0]}){turned}" if turned and " + " in parts[0] else parts[0] + turned
            return [f"{text},"]
        lines = bracketed("np.concatenate([", parts, f"], axis=-1){turned},")
        if len(lines) > 1 or len(lines[0]) > 84:
            lines = ["np.concatenate(", "    [", *(f"        {part}," for part in parts), "    ],"]
            lines += ["    axis=-1,", f"){turned},"]
        return lines

    def _block(self, printer: BackwardsPrinter, block: sp.Symbol) -> str:
        """The gradient of one block, as a sum of what its uses get; empty where there is none."""
        one = next((a for a in printer.back.weights if a.of == block), None)
        parts: list[str] = []
        for term in one.terms if one is not None else ():
            text = self._term(printer, term, block)
            if text and text not in parts:
                parts.append(text)
        if one is not None and any(not self._term(printer, t, block) for t in one.terms):
            parts.append(f'beside["{block}"]')
        return " + ".join(parts)

    def _heads(self, block: sp.Symbol) -> str:
        """How many heads a block has, as text."""
        stacks = self.fast.notation.stacks.items()
        whole = next((w for w, s in stacks if block in s.blocks.values()), block)
        return f"{whole}.shape[0]"

    def _term(self, printer: BackwardsPrinter, term: Term, block: sp.Symbol) -> str:
        """An entry of the products; empty where it is computed beside them."""
        plan = printer.plan
        if not plan.is_product(term):
            return ""
        is_bias = term.kind == "examples"
        of_sum = plan.sum_of[term.source]
        place = plan.stage_of[of_sum]
        column = [one.symbol for one in plan.orders[place]].index(of_sum)
        scale = term.factor if is_bias else term.scale
        number = "" if scale == 1 else f"{printer.printer.print(scale)} * "
        if is_bias:
            found = f'products[{place}][""][0, {column}]'
            if len(printer.n[block].shape) == 2:
                found = f"{found}.reshape(-1, {self._heads(block)}).T"
            return f"{number}{found}"
        found = f'products[{place}]["{term.factor}"][:, {column}]'
        if term.heads:
            way = "from_flat" if term.heads == "one" else "from_apart"
            found = f"{way}({found}, {self._heads(block)})"
        if term.blocks is not None:
            stacks = self.fast.notation.stacks.items()
            held = ((w, len(s.blocks)) for w, s in stacks if term.blocks in s.blocks.values())
            whole, count = next(held, (term.blocks, 1))
            width = f"{whole}.shape[-1]" + (f" // {count}" if count > 1 else "")
            found = f"diagonal_blocks({found}, {width})"
        return f"{number}{found}"
