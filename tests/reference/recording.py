"""What the exporters of further/ share: drawn numbers, dtypes, and the manifest of a case.

A case is a dict with `name`, `kind`, `arrays` (all that goes in) and the words of its framework.
Runs on Python 3.6 and NumPy 1.16, in every environment.
"""

import zlib

import cases
import numpy as np


def drawn(name, shapes, weights=0.7):
    """Arrays for a case. shapes: {array: shape}, or {array: (shape, scale)} for its own scale."""
    random = np.random.RandomState(zlib.crc32(name.encode()))
    arrays = {}
    for key, shape in shapes.items():
        shape, scale = shape if shape and isinstance(shape[0], tuple) else (shape, weights)
        arrays[key] = cases.draw(random, shape, scale, 64 if scale >= 0.5 else 256)
    return arrays


def in_dtypes(plain, double=()):
    """Every case in float32, those that `double` names in float64 too. Integers and masks stay."""
    names = [case["name"] for case in plain]
    if len(set(names)) < len(names) or not set(double) <= set(names):
        raise ValueError("names twice, or unknown ones in double: %s" % names)
    for dtype in ("float32", "float64"):
        for case in plain:
            if dtype == "float64" and case["name"] not in double:
                continue
            arrays = {
                key: array if array.dtype.kind in "bi" else array.astype(dtype)
                for key, array in case["arrays"].items()
            }
            name = case["name"] + ("" if dtype == "float32" else "-" + dtype)
            yield dict(case, name=name, dtype=dtype, arrays=arrays)


def export(folder, file_name, about, every_case, run, left_out=None):
    """Run every case and write the arrays and their manifest.

    run(case): {name: array} of the outputs, in the framework's order; it may add words to the
    case, which then stand in the manifest.
    """
    arrays = {}
    manifest = dict(about, cases={}, left_out=left_out or {}, seed=cases.SEED)
    for case in every_case:
        outputs = {key: np.asarray(array) for key, array in run(case).items()}
        for key, array in outputs.items():
            if array.dtype != case["dtype"] or not np.isfinite(array).all():
                raise ValueError("%s.%s: %s" % (case["name"], key, array))
        words = {key: value for key, value in case.items() if key not in ("name", "arrays")}
        words.update(inputs=list(case["arrays"]), outputs=list(outputs))
        manifest["cases"][case["name"]] = words
        for key, array in dict(case["arrays"], **outputs).items():
            arrays["%s.%s" % (case["name"], key)] = array
    cases.write(folder, file_name, manifest, arrays)
