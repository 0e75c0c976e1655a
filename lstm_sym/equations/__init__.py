"""Every formulation and every activation: the only place where an equation is written."""

from lstm_sym.equations import (
    bidirectional,
    cudnn,
    dense,
    flax,
    gers2000,
    gers2002,
    greff2015,
    gru,
    hochreiter1997,
    keras,
    layer_norm,
    mingru,
    mlstm,
    normalization,
    onnx,
    pytorch,
    simple_rnn,
    softmax,
    stacked,
    tensorflow1,
    wikipedia,
    wikipedia_convolutional,
    wikipedia_peephole,
    xlstm,
)
from lstm_sym.equations.activations import ACTIVATIONS

FORMULATIONS = (
    keras.formulation,
    *(hochreiter1997.formulation, gers2000.formulation, gers2002.formulation),
    *(wikipedia.formulation, wikipedia_peephole.formulation, wikipedia_convolutional.formulation),
    greff2015.formulation,
    *(pytorch.plain, pytorch.projection, onnx.formulation),
    *(pytorch.quantized, onnx.quantized),
    *(tensorflow1.basic, tensorflow1.plain, tensorflow1.projection),
    *(cudnn.formulation, flax.formulation, gru.formulation, simple_rnn.formulation),
    *(layer_norm.contrib, layer_norm.addons, mingru.mingru, mingru.minlstm),
    *(xlstm.slstm, mlstm.mlstm),
    *(bidirectional.formulation, stacked.formulation),
)

BY_NAME = {formulation.name: formulation for formulation in FORMULATIONS}

# Other layers of the models that these are part of, printed in the same way.
LAYERS = (*(dense.formulation, normalization.batch, normalization.layer, softmax.formulation),)

# What is printed with products of fewer bits, too.
IN_FEWER_BITS = (keras.formulation, pytorch.plain, gru.formulation)

__all__ = ["ACTIVATIONS", "BY_NAME", "FORMULATIONS", "IN_FEWER_BITS", "LAYERS"]
