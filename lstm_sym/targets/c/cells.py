"""The products ``lstm_c/cells/`` and ``lstm_c/engine/``: every formulation that C serves."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from lstm_sym.equations import FORMULATIONS, LAYERS
from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.c import activations, text
from lstm_sym.targets.c.formulation import CellPrinter, bodies
from lstm_sym.targets.c.small import WORDS as WORDS_OF_SMALL
from lstm_sym.targets.c.small import Small, words
from lstm_sym.targets.numpy.python import bracketed, head, literal
from lstm_sym.targets.paper.formulation import written_in

#: The part of the engine that is the same for all cells, and stands in files beside them.
WORDS, JOB, LOOP = "engine/words.c", "engine/job.c", "engine/loop.c"
OF_BOTH = "/* A call of any cell"


def engine() -> dict[str, str]:
    """The files that the cells' sources include."""
    fragment = text.fragment
    single = text.joined(activations.functions()).rstrip() + "\n"
    single = f"{single}\n{text.joined(activations.choice())}"
    words = [
        text.HEAD,
        text.INCLUDED,
        fragment("registers.c"),
        fragment("share.c"),
        fragment("words.c"),
        text.joined(activations.tanh()),
        single,
        text.double(fragment("words.c")),
        text.double(text.joined(activations.series())),
        fragment("tanh_f64.c"),
        text.double(single),
    ]
    # What depends on the cell alone stands once, above both precisions.
    parameters, mark, structures = fragment("engine/job.c").partition(OF_BOTH)
    structures = f"{mark}{structures}\n{fragment('engine/products.c')}"
    job = [text.HEAD, parameters, structures, text.double(structures)]
    loop = "\n".join(map(fragment, ("engine/loop.c", "engine/divide.c")))
    parts = {WORDS: words, JOB: job, LOOP: [text.HEAD, loop, text.double(loop)]}
    return {name: "\n".join(lines) for name, lines in parts.items()}


def of_all() -> dict[str, str]:
    """The engine, and header and source of every body of every formulation that is served."""
    files = dict(engine())
    served: dict[str, dict[tuple[object, ...], CellPrinter]] = {}
    for formulation in (*FORMULATIONS, *LAYERS):
        with suppress(NotLoweredError):  # `refused` says why
            served[formulation.module] = bodies(lower(formulation))
    for printers in served.values():
        for printer in printers.values():
            files[f"cells/{printer.name}.h"] = header(printer, "../")
            files[f"cells/{printer.name}.c"] = source(printer, "../")
            files[f"small/{printer.name}_small.h"] = small(printer).header()
    files[WORDS_OF_SMALL] = words()
    files["formulations.py"] = described(served, "lstm_sym/equations/")
    named = {formulation.module: formulation for formulation in (*FORMULATIONS, *LAYERS)}
    # Keras's own face was there first, and has a call of its own.
    for module in (one for one in served if one != "keras"):
        files[f"{module}.py"] = face(named[module])
    return files


def small(printer: CellPrinter) -> Small:
    """The same body for small machines."""
    return Small(printer.formulation, printer.loop, printer.body, printer.name)


def refused(formulation: Formulation) -> str:
    """Why a formulation has no form in C, with an equation's label; empty where it has one."""
    try:
        bodies(lower(formulation))
    except NotLoweredError as error:
        return str(error)
    return ""


def face(formulation: Formulation) -> str:
    """The module of a formulation in `lstm_c`: the functions of that in `lstm_numpy`, compiled."""
    sequence, module = formulation.sequence, formulation.module
    names = sorted((sequence.name, "prepare", "stream", sequence.returns))
    lines = [
        head(f"{formulation.title}, compiled.", written_in(formulation)),
        "from lstm_c.compiled import compiled",
        "from lstm_c.streams import streaming",
        f"from lstm_numpy import {module} as in_numpy",
        f"from lstm_numpy.{module} import {sequence.returns}",
        "",
        *bracketed("__all__ = [", map(literal, names), "]"),
        "",
        f"{sequence.name} = compiled(in_numpy.{sequence.name})",
        "prepare = compiled(in_numpy.prepare)",
        "stream = streaming(in_numpy.prepare)",
    ]
    return "\n".join(lines) + "\n"


def described(served: Mapping[str, Mapping[tuple[object, ...], CellPrinter]], origin: str) -> str:
    """The structures of cells, for Python: what a call and the weights of each consist of."""
    lines = [
        head("The cells in C: the structures of each, by the module of its formulation.", origin),
        "from lstm_c.structures import Body, Cell, Field",
        "",
        *listed(served),
    ]
    return "\n".join(lines) + "\n"


def listed(served: Mapping[str, Mapping[tuple[object, ...], CellPrinter]]) -> Iterator[str]:
    """The cells as a dictionary."""
    yield "CELLS = {"
    for module, printers in served.items():
        first = next(iter(printers.values()))
        choices = tuple(first.body.when) if len(printers) > 1 else ()
        yield f"    {literal(module)}: Cell("
        yield from bracketed("        choices=(", map(literal, choices), "),", is_tuple=True)
        yield "        bodies={"
        for values, printer in printers.items():
            key = ", ".join(map(literal, values if choices else ()))
            yield f"            ({key}{',' * (len(choices) == 1)}): Body("
            yield f"                name={literal(printer.name)},"
            sizes = map(literal, printer.sizes)
            yield from bracketed("                sizes=(", sizes, "),", is_tuple=True)
            for name, fields in printer.interface.structures.items():
                yield f"                {name}=("
                for one in fields:
                    about = (one.name, one.kind, one.argument, *([one.size] if one.size else []))
                    words = ", ".join(map(literal, about))
                    yield f"                    Field({words}),"
                yield "                ),"
            yield "            ),"
        yield "        },"
        if None in first.loop.masked_outputs:
            yield f"        masked_output={literal(first.loop.masked_outputs[None])},"
        yield "    ),"
    yield "}"


def header(printer: CellPrinter, above: str) -> str:
    """A cell's header, which includes lstm.h, by the way to its folder."""
    formulation = printer.formulation
    single = text.joined(text.fitted(printer.header()))
    guard = f"{printer.name.upper()}_H"
    lines = [
        text.head(f"{formulation.title}, in C.", written_in(formulation)),
        f"#ifndef {guard}\n#define {guard}\n",
        f'#include "{above}lstm.h"\n',
        '#ifdef __cplusplus\nextern "C" {\n#endif\n',
        text.joined(printer.macros()),
        single,
        text.double(single),
        *(f"{line};\n" for line in _declared(printer)),
        "#ifdef __cplusplus\n}\n#endif\n\n#endif",
    ]
    return "\n".join(lines) + "\n"


def _declared(printer: CellPrinter) -> Iterator[str]:
    return (line for line in printer.sizes_in_c() if line.startswith("size_t"))


def source(printer: CellPrinter, above: str) -> str:
    """A cell's source: tables, stages, how it is packed and called, around the engine's loop."""
    formulation = printer.formulation
    stages = text.joined(text.fitted(printer.stages()))
    functions = (printer.given(), printer.pack(), printer.public())
    called = "\n".join(text.joined(text.fitted(one)) for one in functions)
    parts = [
        text.head(f"{formulation.title}, in C.", written_in(formulation)),
        f'#include "{printer.name}.h"\n#include "{above}{WORDS}"\n',
        text.joined(text.fitted(printer.tables())),
        f'#include "{above}{JOB}"\n',
        stages,
        text.double(stages),
        f'#include "{above}{LOOP}"\n',
        called,
        text.double(called),
        text.joined(printer.sizes_in_c()),
    ]
    return "\n".join(parts)
