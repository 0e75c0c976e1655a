"""The products ``lstm_c/cells/`` and ``lstm_c/engine/``: every formulation that C serves."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

import sympy as sp

from lstm_sym.equations import FORMULATIONS, IN_FEWER_BITS, LAYERS
from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.passes import quantised
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.c import activations, masked, slopes, text
from lstm_sym.targets.c.formulation import CellPrinter, bodies
from lstm_sym.targets.c.gradients import GradientsPrinter
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.c.small import WORDS as WORDS_OF_SMALL
from lstm_sym.targets.c.small import Small, words
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.python import bracketed, head, literal
from lstm_sym.targets.paper.formulation import written_in

#: The part of the engine that is the same for all cells, and is in files beside them.
WORDS, JOB, LOOP = "engine/words.c", "engine/job.c", "engine/loop.c"
#: The products of floats, and those of fewer bits, with what they are called in C.
FLOATS = "engine/products.c"
FEWER = {bits: (f"engine/{bits.name}.c", f"LSTM_{bits.name.upper()}") for bits in quantised.FEWER}
#: The same for gradients: derivatives of activations, products, what is kept, and the loops.
SLOPES, KEPT, BACKWARDS = "engine/slopes.c", "engine/kept.c", "engine/backwards.c"
OF_BOTH = "/* A call of any cell"
#: How the loops of both directions read and write states; `place` of each finds them.
STATES = "engine/states.c"


def engine() -> dict[str, str]:
    """The files that the cells' sources include."""
    fragment = text.fragment
    single = text.joined(activations.functions()).rstrip() + "\n"
    single = f"{single}\n{text.joined(activations.choice())}"
    words = [
        text.HEAD,
        text.INCLUDED,
        fragment("registers.c"),
        fragment("words.c"),
        text.joined(activations.exponentials(activations.SINGLE)),
        fragment("exp.c"),
        text.joined(activations.tanh()),
        single,
        text.double(fragment("words.c")),
        text.double(text.joined(activations.exponentials(activations.DOUBLE))),
        text.double(fragment("exp.c")),
        fragment("tanh_f64.c"),
        text.double(single),
    ]
    # What depends on the cell alone is there once, above both precisions.
    job, kept = (fragment(name).replace("@STATES@\n", fragment(STATES)) for name in (JOB, KEPT))
    parameters, mark, structures = job.partition(OF_BOTH)
    structures = f"{mark}{structures}"
    products, loop = (
        "\n".join(map(fragment, (FLOATS, "engine/given.c"))),
        "\n".join(map(fragment, ("engine/loop.c", "engine/divide.c"))),
    )
    eight, bfloat16 = (file for file, _ in FEWER.values())
    is_float = " && ".join(f"!defined({name})" for _, name in FEWER.values())
    parts = {
        WORDS: words,
        JOB: [text.HEAD, fragment("share.c"), parameters, structures, text.double(structures)],
        FLOATS: [text.HEAD, products, text.double(products)],
        eight: [
            text.HEAD,
            fragment("engine/dots.c"),
            text.joined(whole_numbers()),
            fragment(eight),
            fragment("engine/vectors.c"),
        ],
        bfloat16: [
            text.HEAD,
            fragment(bfloat16),
            "#ifdef CELL_IN_TILES",
            fragment("engine/tiles.c"),
            "#else",
            fragment("engine/halves.c"),
            fragment(FLOATS),
            "#endif",
            fragment("engine/vectors.c"),
        ],
        LOOP: [text.HEAD, loop, f"#if {is_float}", text.double(loop), "#endif"],
    }
    derivatives = text.joined([*slopes.functions(), *slopes.choice()])
    matrices, loops = map(fragment, ("engine/matrices.c", "engine/backwards.c"))
    loops = f"{text.joined(masked.functions())}{loops}"
    for name, single in ((SLOPES, f"{derivatives}\n{matrices}"), (BACKWARDS, loops)):
        both = text.joined(slopes.is_by_value()) if name == SLOPES else ""
        parts[name] = [text.HEAD, both, single, text.double(single)]
    parts[KEPT] = [text.HEAD, kept, text.double(kept)]
    return {name: "\n".join(lines) for name, lines in parts.items()}


def whole_numbers() -> Iterator[str]:
    """What whole numbers of twelve and of eight bits are, as functions of registers."""
    printer = CPrinter({}, suffix="_f32")
    size, x, scale = sp.symbols("size x scale", real=True)
    for one in (quantised.OF_INPUTS, quantised.OF_STATES):
        for name, given, value in (
            (f"scale_of_{one.bits}", (size,), one.scale(size)),
            (f"{one.bits}_bits", (x, scale), one.of(x, scale)),
        ):
            said = ", ".join(f"vec_f32 {argument}" for argument in given)
            yield f"LSTM_INLINE vec_f32 {name}_f32({said})"
            yield f"{{ return {printer.print(value)}; }}"


def of_all() -> dict[str, str]:
    """The engine, and header and source of every body of every formulation that is served."""
    files = dict(engine())
    served: dict[str, dict[tuple[object, ...], CellPrinter]] = {}
    for formulation in (*FORMULATIONS, *LAYERS):
        with suppress(NotLoweredError):  # `refused` says why
            served[formulation.module] = bodies(lower(formulation))
    fewer: dict[str, dict[tuple[object, ...], CellPrinter]] = {}
    faces: dict[str, str] = {}
    for stated, bits in quantised.pairs(IN_FEWER_BITS):
        with suppress(NotLoweredError):
            one = quantised.quantised(stated, bits)
            fewer[one.module] = bodies(lower(stated), bits)
            faces[f"{one.module}.py"] = face(one, checked_by=stated.module)
    for printers in (*served.values(), *fewer.values()):
        for printer in printers.values():
            files[f"cells/{printer.name}.h"] = header(printer, "../")
            files[f"cells/{printer.name}.c"] = source(printer, "../")
            files |= {f"cells/{n}": t for n, t in of_gradients(printer, "../").items()}
            if not printer.bits:
                files[f"small/{printer.name}_small.h"] = small(printer).header()
    files[WORDS_OF_SMALL] = words()
    files["formulations.py"] = described(served | fewer, "lstm_sym/equations/")
    files |= faces
    named = {formulation.module: formulation for formulation in (*FORMULATIONS, *LAYERS)}
    # Keras's own face was there first, and has a call of its own.
    for module, printers in ((m, p) for m, p in served.items() if m != "keras"):
        has_gradients = all(map(backwards, printers.values()))
        files[f"{module}.py"] = face(named[module], has_gradients)
    return files


def small(printer: CellPrinter) -> Small:
    """The same body for small machines."""
    return Small(printer.formulation, printer.loop, printer.body, printer.name)


def backwards(printer: CellPrinter) -> GradientsPrinter | None:
    """The gradients of the same body; None of fewer bits and where `without_gradients` says why."""
    found = None if printer.bits else _gradients(printer)
    return found if isinstance(found, GradientsPrinter) else None


def without_gradients(printer: CellPrinter) -> str:
    """Why a body has no gradients in C, with an equation's label; empty where it has them."""
    found = _gradients(printer)
    return "" if isinstance(found, GradientsPrinter) else found


@lru_cache(maxsize=128)  # files, faces and structures ask for it
def _gradients(printer: CellPrinter) -> GradientsPrinter | str:
    try:
        return GradientsPrinter(printer.formulation, printer.loop, printer.body, printer.name)
    except NotLoweredError as error:
        return str(error)


def of_gradients(printer: CellPrinter, above: str) -> dict[str, str]:
    """Header and source of the gradients of a body, if it has any."""
    back = backwards(printer)
    if back is None:
        return {}
    return {
        f"{printer.name}_gradients.h": header_of_gradients(back, above),
        f"{printer.name}_gradients.c": source_of_gradients(back, above),
    }


def left_out(files: Mapping[str, str]) -> Iterator[str]:
    """Which formulations with a fast form in NumPy are not in C, or without gradients, and why."""
    for formulation in (*FORMULATIONS, *LAYERS):
        why = refused(formulation)
        if why and f"lstm_numpy/{formulation.module}_fast.py" in files:
            yield f"{formulation.name} has no form in C: {why}"
        if not why:
            yield from lacking(formulation)


def lacking(formulation: Formulation) -> Iterator[str]:
    """Which bodies of a formulation that is served have no gradients, and why."""
    for printer in bodies(lower(formulation)).values():
        if why := without_gradients(printer):
            yield f"{printer.name} has no gradients in C: {why}"


def refused(formulation: Formulation) -> str:
    """Why a formulation has no form in C, with an equation's label; empty where it has one."""
    try:
        bodies(lower(formulation))
    except NotLoweredError as error:
        return str(error)
    return ""


def face(formulation: Formulation, has_gradients: bool = False, checked_by: str = "") -> str:
    """The module of a formulation in `lstm_c`: the functions of that in `lstm_numpy`, compiled.

    ``checked_by`` is another module of `lstm_numpy`, whose functions take the same arguments.
    """
    sequence, module = formulation.sequence, checked_by or formulation.module
    cell = f", in_c={literal(formulation.module)}" if checked_by else ""
    gradients = [function_of(formulation)] if has_gradients else []
    names = sorted((sequence.name, *gradients, "prepare", "stream", sequence.returns))
    lines = [
        head(f"{formulation.title}, compiled.", written_in(formulation)),
        "from lstm_c.compiled import compiled",
        "from lstm_c.streams import streaming",
        f"from lstm_numpy import {module} as in_numpy",
        f"from lstm_numpy.{module} import {sequence.returns}",
        "",
        *bracketed("__all__ = [", map(literal, names), "]"),
        "",
        f"{sequence.name} = compiled(in_numpy.{sequence.name}{cell})",
        *(f"{name} = compiled(in_numpy.{name})" for name in gradients),
        f"prepare = compiled(in_numpy.prepare{cell})",
        f"stream = streaming(in_numpy.prepare{cell})",
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
            structures, back = dict(printer.interface.structures), backwards(printer)
            if back is not None:
                structures["gradients"] = tuple(back.fields)
            for name, fields in structures.items():
                yield f"                {name}=("
                for one in fields:
                    about = (one.name, one.kind, one.argument, *([one.size] if one.size else []))
                    words = ", ".join(map(literal, about))
                    yield f"                    Field({words}),"
                yield "                ),"
            if printer.bits:
                yield f"                products={literal(printer.bits.said)},"
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
    both = single if printer.bits else f"{single}\n{text.double(single)}"
    declared = [
        text.joined(printer.macros()),
        both,
        *(f"{line};\n" for line in _declared(printer)),
    ]
    return _guarded(f"{formulation.title}, in C.", formulation, printer.name, above, declared)


def header_of_gradients(printer: GradientsPrinter, above: str) -> str:
    """The header of a cell's gradients."""
    formulation, single = printer.formulation, text.joined(text.fitted(printer.header()))
    title, name = f"{formulation.title}: gradients, in C.", f"{printer.name}_gradients"
    return _guarded(title, formulation, name, above, [single, text.double(single)])


def _guarded(
    title: str, formulation: Formulation, name: str, above: str, declared: list[str]
) -> str:
    guard = f"{name.upper()}_H"
    lines = [
        text.head(title, written_in(formulation)),
        f"#ifndef {guard}\n#define {guard}\n",
        f'#include "{above}lstm.h"\n',
        '#ifdef __cplusplus\nextern "C" {\n#endif\n',
        *declared,
        "#ifdef __cplusplus\n}\n#endif\n\n#endif",
    ]
    return "\n".join(lines) + "\n"


def _declared(printer: CellPrinter) -> Iterator[str]:
    return (line for line in printer.sizes_in_c() if line.startswith("size_t"))


def source(printer: CellPrinter, above: str) -> str:
    """A cell's source: tables, stages, how it is packed and called, around the engine's loop."""
    formulation = printer.formulation
    products, defined = FEWER[printer.bits] if printer.bits else (FLOATS, "")
    is_single, double = bool(printer.bits), text.double
    stages = text.joined(text.fitted(printer.stages()))
    functions = (printer.given(), printer.pack(), printer.public())
    called = "\n".join(text.joined(text.fitted(one)) for one in functions)
    parts = [
        text.head(f"{formulation.title}, in C.", written_in(formulation)),
        f'#include "{printer.name}.h"\n#include "{above}{WORDS}"\n',
        *([f"#define {defined}\n"] if defined else []),
        text.joined(text.fitted(printer.tables())),
        f'#include "{above}{JOB}"\n#include "{above}{products}"\n',
        stages,
        *([] if is_single else [double(stages)]),
        f'#include "{above}{LOOP}"\n',
        called,
        *([] if is_single else [double(called)]),
        text.joined(printer.sizes_in_c()),
    ]
    return "\n".join(parts)


def source_of_gradients(printer: GradientsPrinter, above: str) -> str:
    """The source of a cell's gradients: its stages forwards and backwards, between the engine's."""
    formulation = printer.formulation
    stages = [*printer.stages(), "", *printer.backwards]
    steps, called = (text.joined(text.fitted(part)) for part in (stages, printer.public()))
    parts = [
        text.head(f"{formulation.title}: gradients, in C.", written_in(formulation)),
        f'#include "{printer.name}_gradients.h"\n#include "{above}{WORDS}"',
        f'#include "{above}{SLOPES}"\n',
        text.joined(text.fitted(printer.tables())),
        f'#include "{above}{KEPT}"\n',
        steps,
        text.double(steps),
        f'#include "{above}{BACKWARDS}"\n',
        called,
        text.double(called),
    ]
    return "\n".join(parts)
