// Two cells from C++: with weights of zero the last hidden states are zero; a forgotten function is
// refused.
#include "cells/gru_reset_after.h"
#include "cells/pytorch_layer.h"

#include <cstdio>
#include <vector>

int main()
{
    const std::size_t inputs = 3, units = 5, timesteps = 4;
    const std::vector<float> x(timesteps * inputs, 1.0f), zeros(4 * units * (inputs + units));
    std::vector<float> output(timesteps * units), state_h(units), state_c(units);

    gru_reset_after_weights_f32 gru_weights{};
    gru_weights.input_dim = inputs;
    gru_weights.units = units;
    gru_weights.kernel = gru_weights.recurrent_kernel = zeros.data();
    std::vector<float> packed(gru_reset_after_packed_size(inputs, units));
    std::vector<float> workspace(gru_reset_after_workspace_size(1, inputs, units));
    gru_reset_after_pack_f32(&gru_weights, packed.data());
    gru_reset_after_call_f32 gru{};
    gru.batch = 1;
    gru.timesteps = timesteps;
    gru.input_dim = inputs;
    gru.units = units;
    gru.sequences = x.data();
    gru.packed = packed.data();
    gru.return_sequences = 1;
    gru.gru_output = output.data();
    gru.state_h = state_h.data();
    gru.workspace = workspace.data();
    if (gru_reset_after_f32(&gru) != LSTM_UNKNOWN_FUNCTION)
        return 1;
    gru.activation = LSTM_TANH;
    gru.recurrent_activation = LSTM_SIGMOID;
    if (gru_reset_after_f32(&gru) != LSTM_FINE)
        return 2;
    std::printf("%g\n", static_cast<double>(state_h[units - 1]));

    pytorch_layer_weights_f32 weights{};
    weights.input_size = inputs;
    weights.hidden_size = units;
    weights.weight_ih = weights.weight_hh = zeros.data();
    packed.resize(pytorch_layer_packed_size(inputs, units));
    workspace.resize(pytorch_layer_workspace_size(1, inputs, units));
    pytorch_layer_pack_f32(&weights, packed.data());
    pytorch_layer_call_f32 layer{};
    layer.batch = 1;
    layer.timesteps = timesteps;
    layer.input_size = inputs;
    layer.hidden_size = units;
    layer.input = x.data();
    layer.packed = packed.data();
    layer.output = output.data();
    layer.h_n = state_h.data();
    layer.c_n = state_c.data();
    if (pytorch_layer_f32(&layer) != LSTM_NO_ARRAY)
        return 3;
    layer.workspace = workspace.data();
    if (pytorch_layer_f32(&layer) != LSTM_FINE)
        return 4;
    std::printf("%g\n", static_cast<double>(state_h[0]));
    return 0;
}
