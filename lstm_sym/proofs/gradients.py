"""Wrong versions of the printed gradients, each of which is told from the right one.

A mutant is of the text of `backwards` and `unpacked`: a sign, a term, a name, a place, a statement.
The complex step tells it, or the right gradients under a function whose derivative reads more than
its value. What holds at the bounds of a clip has a test of its own.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from lstm_numpy import backward
from lstm_sym.equations import BY_NAME, FORMULATIONS, keras
from lstm_sym.notation import Formulation
from lstm_sym.proofs import complex_step
from lstm_sym.proofs.calls import bare, module, together
from lstm_sym.proofs.configurations import Configuration
from lstm_sym.proofs.kills import Outcome, outcome
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.proofs.mutants_code import all_lines, of_functions
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy import masked, source
from lstm_sym.targets.numpy.gradients import function_of

#: What the equations backwards are printed in.
COMPUTED = ("backwards", "unpacked")
#: Its derivative reads the number, not only the value.
OTHER = "softsign"
#: The number that the derivative of a function reads by its name; sigmoid and tanh read the value.
OF_FIXED = re.compile(r"(\w+ = (?:sigmoid|tanh)_slope\()\w+, \w+\), column (\d+): exchange a name")
#: What reads of an array only how large it is, which others are, too.
SIZE = re.compile(r"\b\w+(?=\.shape\[-[12]\])|(?<=np\.empty_like\()\w+")
EXCHANGED = re.compile(r", ([^,].*), column (\d+): exchange a name")
INDENT = 4
AT_BOUNDS = "chunk.at_bounds("


def texts_of(formulation: Formulation) -> dict[str, str]:
    """The modules of a formulation by name; none where it has no gradients."""
    files = source.of_formulation(formulation, package="")
    found = {name.removesuffix(".py"): text for name, text in files.items()}
    return found if f"{formulation.module}_gradients" in found else {}


def mutants(formulation: Formulation, text: str) -> Iterator[Mutant]:
    """Every mutant of what computes in the printed gradients, and is not equal to the original."""
    yield from (mutant for mutant, reason in of_text(formulation, text) if not reason)


def of_text(formulation: Formulation, text: str) -> Iterator[tuple[Mutant, str]]:
    """Every mutant of what computes in the printed gradients; a reason where it is no fault."""
    tree = bare(text)
    functions = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith(COMPUTED)
    ]
    kind, same = f"{formulation.name} gradients", {node.name: _same(node) for node in functions}
    ones = {node.name: _ones(node) for node in functions}
    for mutant in of_functions(kind, text, tree, functions, all_lines(functions)):
        function, said = mutant.place.partition(",")[0], str(mutant)
        one, _, other = str(mutant.change).partition(" -> ")
        of, dropped = same[function], {*one.split(" * ")} - {*other.split(" * ")}
        if AT_BOUNDS in said:
            continue
        reasons = {
            "two names are the same array": one in of and of[one] == of.get(other),
            "a factor is one everywhere: the variant lacks the gate": bool(dropped)
            and dropped <= ones[function],
            "a derivative by its value does not read the number": _of_fixed(said),
            "of the name only the size is read, which is the same": _of_size(said),
        }
        yield mutant, next((reason for reason, holds in reasons.items() if holds), "")


@cache
def equal(name: str) -> Mapping[str, str]:
    """Why mutants of a formulation's gradients are no faults, by their texts."""
    stated = BY_NAME[name]
    text = texts_of(stated)[f"{stated.module}_gradients"]
    return {str(mutant): reason for mutant, reason in of_text(stated, text) if reason}


def attempt(mutant: Mutant, name: str) -> Outcome:
    """What became of a mutant of a formulation's gradients."""
    stated = BY_NAME[name]
    texts, right = original(name)
    killed = is_killed(stated, texts, mutant, right)
    return outcome(mutant, "arrays: complex step" if killed else "")


@cache
def original(name: str) -> tuple[dict[str, str], list[Any]]:
    """The modules of a formulation, and their gradients of ones."""
    stated = BY_NAME[name]
    texts = texts_of(stated)
    with together(texts) as modules, np.errstate(all="ignore"):
        return texts, _elsewhere(stated, _function(stated, modules))


def _of_fixed(said: str) -> bool:
    """Whether the number is exchanged that a derivative does not read."""
    fixed = OF_FIXED.search(said)
    return fixed is not None and len(fixed[1]) + INDENT == int(fixed[2])


def _of_size(said: str) -> bool:
    """Whether a name is exchanged of which only the size is read."""
    found = EXCHANGED.search(said)
    names = SIZE.finditer(found[1]) if found else ()
    return any(name.start() + INDENT == int(found[2]) for name in names if found)


def _ones(function: ast.FunctionDef) -> set[str]:
    """Names of what is one everywhere: a gate that a variant does not have."""
    return {
        ast.unparse(target)
        for node in function.body
        if isinstance(node, ast.Assign) and ast.unparse(node.value) == "chunk.filled(1)"
        for target in node.targets
    }


def _same(function: ast.FunctionDef) -> dict[str, str]:
    """For names that are set to another name, and for those, what all of them are."""
    found: dict[str, str] = {}
    for node in function.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            (left,) = node.targets
            known = found.setdefault(node.value.id, node.value.id)
            found[ast.unparse(left)] = known
    return found


def survivors(sample: int) -> tuple[int, list[str]]:
    """How many mutants were tried, one of so many, and those that nothing tells from the right."""
    tried, alive = 0, []
    for formulation in FORMULATIONS:
        texts = texts_of(formulation)
        if not texts:
            continue
        with together(texts) as modules, np.errstate(all="ignore"):
            right = _elsewhere(formulation, _function(formulation, modules))
            alive += list(complex_step.differences(formulation, texts))
        every = list(mutants(formulation, texts[f"{formulation.module}_gradients"]))
        for mutant in every[tried % sample :: sample]:
            tried += 1
            if not is_killed(formulation, texts, mutant, right):
                alive.append(str(mutant))
    return tried, alive


def is_killed(
    formulation: Formulation, texts: Mapping[str, str], mutant: Mutant, right: list[Any]
) -> bool:
    """Whether the mutant raises, or its gradients are others in some configuration."""
    changed = {**texts, f"{formulation.module}_gradients": mutant.make()}
    try:
        with together(changed) as modules, np.errstate(all="ignore"):
            function = _function(formulation, modules)
            pairs = zip(_elsewhere(formulation, function), right, strict=True)
            return not all(np.array_equal(one, other) for one, other in pairs) or any(
                not off <= complex_step.BOUND
                for configuration in complex_step.chosen(formulation)
                for _, off in complex_step.errors(formulation, configuration, function)
            )
    except Exception:
        return True


def survivors_of_masked() -> tuple[int, list[str]]:
    """The same of all mutants of what a masked timestep hands back."""
    text = masked.module(keras.formulation)
    tree, texts = bare(text), texts_of(keras.formulation)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names, tried, alive = [node.name for node in functions], 0, []
    right = {name: vars(backward)[name] for name in names}
    for mutant in of_functions("masked gradients", text, tree, functions, all_lines(functions)):
        tried += 1
        try:
            vars(backward).update({n: vars(module(mutant.make()))[n] for n in names})
            if not any(complex_step.differences(keras.formulation, texts)):
                alive.append(str(mutant))
        except Exception:  # it is told from the right one
            pass
        finally:
            vars(backward).update(right)
    return tried, alive


def _function(formulation: Formulation, modules: Mapping[str, Any]) -> Any:
    return vars(modules[formulation.module])[function_of(formulation)]


def _elsewhere(formulation: Formulation, function: Any) -> list[Any]:
    """The gradients of ones with another function in the place of each that may be chosen."""
    names = [option.name for option in formulation.cell.options if not option.gives]
    by_equations: dict[tuple[Any, ...], Configuration] = {}
    for configuration in complex_step.chosen(formulation):
        by_equations.setdefault(tuple(configuration.options[n] for n in names), configuration)
    return [a for one in by_equations.values() for a in _of_ones(formulation, one, function)]


def _of_ones(formulation: Formulation, configuration: Configuration, function: Any) -> list[Any]:
    """The same in one configuration."""
    given, _ = complex_step.drawn(formulation, configuration)
    functions = dict.fromkeys(formulation.notation.functions, OTHER)
    words = arguments(formulation, given, configuration.options, functions)
    sizes = dict(complex_step.SIZES)
    for name, value in given.items():
        quantity = next(q for q in formulation.notation.quantities.values() if q.name == name)
        sizes |= dict(zip(quantity.shape, np.shape(value), strict=True))
    for symbol in formulation.sequence.results:
        shape = [sizes[size.rstrip("?")] for size in formulation.notation[symbol].shape]
        words[symbol.name] = np.ones(shape)
    return [a for v in function(**words) for a in (v if isinstance(v, tuple) else [v])]
