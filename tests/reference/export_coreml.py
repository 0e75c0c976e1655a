"""Export which gate each block of Core ML's LSTM becomes in the specification that is written.

Usage: python export_coreml.py FOLDER, in the environment coreml

Core ML computes on Apple's systems alone; coremltools writes its specification everywhere. No
output is recorded, and the case's kind is that of conversions.
"""

import logging
import sys

import numpy as np
import recording

logging.disable(logging.WARNING)
import coremltools  # noqa: E402
from coremltools.converters.mil import Builder as mb  # noqa: E402

UNITS, INPUTS, STEPS = 7, 2, 5


def run(case):
    weights = case["arrays"]
    sizes = {"x": (STEPS, 1, INPUTS), "h": (1, UNITS), "c": (1, UNITS)}

    @mb.program(input_specs=[mb.TensorSpec(shape=shape) for shape in sizes.values()])
    def program(x, h, c):
        words = dict(weights, output_sequence=True)
        return mb.lstm(x=x, initial_h=h, initial_c=c, **words)

    made = coremltools.convert(program, convert_to="neuralnetwork").get_spec()
    (layer,) = [
        one.uniDirectionalLSTM
        for one in made.neuralNetwork.layers
        if one.WhichOneof("layer") == "uniDirectionalLSTM"
    ]
    case["cellClipThreshold"] = layer.params.cellClipThreshold
    case["forgetBias"] = layer.params.forgetBias
    shapes = {"WeightMatrix": (UNITS, INPUTS), "RecursionMatrix": (UNITS, UNITS)}
    found = {}
    for field, values in layer.weightParams.ListFields():
        shape = next((s for end, s in shapes.items() if field.name.endswith(end)), (UNITS,))
        found[field.name] = np.array(values.floatValue, "f4").reshape(shape)
    return found


if __name__ == "__main__":
    four = 4 * UNITS
    shapes = {"weight_ih": (four, INPUTS), "weight_hh": (four, UNITS)}
    shapes.update(bias=(four,), peephole=(3 * UNITS,))
    case = {"name": "lstm", "kind": "conversion", "cell": "mb.lstm", "weights": list(shapes)}
    case.update(stored=["lstm", "coreml"], arrays=recording.drawn("coremltools", shapes))
    version = coremltools.__version__
    about = {"framework": "coremltools", "version": version, "alone": "cells"}
    name = "coremltools-%s-cells" % version
    recording.export(sys.argv[1], name, about, recording.in_dtypes([case]), run)
