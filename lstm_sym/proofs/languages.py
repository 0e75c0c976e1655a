"""What is read back besides NumPy: the C of every body, and the script."""

from collections.abc import Iterator, Mapping

from lstm_sym.proofs import c_case, c_reading, mutants_text, script_reading
from lstm_sym.proofs.kills import Outcome, outcome
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.targets.javascript.source import FORMULATIONS as IN_SCRIPT

#: The parts, by the names under which their mutants and their readings go.
IN_FEWER_BITS = "C in fewer bits"
PARTS = ("C", IN_FEWER_BITS, "JavaScript")
# Where the activations in C are; they must say the same.
ACTIVATIONS = ("lstm_c/engine/words.c", "lstm_c/small/words.h")
SINGLE, DOUBLE = "f32", "f64"
# How many timesteps were compared, and what differs.
Found = tuple[int, list[str]]


def reading(part: str, files: Mapping[str, str]) -> Found:
    """Everything that is printed of a language."""
    compared, wrong = 0, list[str]()
    for path, name in paths(part):
        number, differing = of_file(path, files[path], name)
        compared, wrong = compared + number, wrong + differing
    if part == "C":
        return compared, wrong + list(c_activations(files))
    if part == IN_FEWER_BITS:
        return compared, wrong
    return compared, wrong + script_reading.of_activations(files[script_reading.SCRIPT])


def paths(part: str) -> Iterator[tuple[str, str]]:
    """The files of a language, with the body that each has, if it has one alone."""
    if part == "JavaScript":
        yield from ((script_reading.SCRIPT, stated.name) for stated in IN_SCRIPT)
        return
    named = c_case.printers().items()
    for name in (n for n, printer in named if bool(printer.bits) == (part == IN_FEWER_BITS)):
        yield from ((path, name) for path in c_reading.paths(name))


def of_file(path: str, text: str, name: str) -> Found:
    """The timesteps of one file, compared with the equations."""
    if path == script_reading.SCRIPT:
        return script_reading.of_cell(text, name)
    return c_reading.differences(path, text, name)


def c_activations(files: Mapping[str, str]) -> Iterator[str]:
    """The activations in C that mean another number, in any file and either precision."""
    main, *_ = ACTIVATIONS
    yield from script_reading.of_c_activations(main, files[main], SINGLE)
    said = script_reading.in_c(files[main], SINGLE)
    for path in ACTIVATIONS:
        for suffix in (SINGLE, DOUBLE):
            there = suffix == SINGLE or "/small/" not in path
            if there and script_reading.in_c(files[path], suffix) != said:
                yield from script_reading.of_c_activations(path, files[path], suffix)


def mutants(part: str, files: Mapping[str, str]) -> Iterator[Mutant]:
    """Every mutant of a language's files."""
    for path, name in paths(part):
        yield from mutants_text.of_file(part, path, files[path], name)


def attempt(mutant: Mutant) -> Outcome:
    """A mutant of a printed file: the reading back notices it, or nothing does."""
    path, _, name = mutant.place.partition(",")[0].partition(" ")
    name = name or next(name for part in PARTS for known, name in paths(part) if known == path)
    _, differing = of_file(path, mutant.make(), name)
    return outcome(mutant, f"readback: {differing[0]}" if differing else "")
