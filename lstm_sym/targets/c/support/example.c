/* A layer of fixed size, without allocation: reads nothing, prints the last hidden state. */
#include "cells/keras.h"

#include <stdio.h>

enum { BATCH = 1, TIMESTEPS = 4, INPUT_DIM = 3, UNITS = 5, GATES = 4 };

static const float sequences[BATCH][TIMESTEPS][INPUT_DIM] = {
    {{0.5f, -0.25f, 1.0f}, {0.0f, 0.75f, -0.5f}, {1.0f, 1.0f, 0.25f}, {-1.0f, 0.5f, 0.0f}}};
static float kernel[INPUT_DIM][GATES * UNITS], recurrent_kernel[UNITS][GATES * UNITS];
static float bias[GATES * UNITS];
static float packed[KERAS_PACKED_SIZE(INPUT_DIM, UNITS)];
static float workspace[KERAS_WORKSPACE_SIZE(BATCH, INPUT_DIM, UNITS)];
static float lstm_output[BATCH][TIMESTEPS][UNITS], state_h[BATCH][UNITS], state_c[BATCH][UNITS];

int main(void)
{
    for (int column = 0; column < GATES * UNITS; column++) {
        for (int row = 0; row < INPUT_DIM; row++)
            kernel[row][column] = (float)((7 * row + 3 * column) % 8 - 4) / 8.0f;
        for (int row = 0; row < UNITS; row++)
            recurrent_kernel[row][column] = (float)((5 * row + column) % 8 - 4) / 8.0f;
        bias[column] = (float)(column % 4) / 4.0f;
    }
    const keras_weights_f32 weights = {
        .input_dim = INPUT_DIM,
        .units = UNITS,
        .kernel = kernel[0],
        .recurrent_kernel = recurrent_kernel[0],
        .bias = bias,
    };
    keras_pack_f32(&weights, packed);
    const keras_call_f32 call = {
        .batch = BATCH,
        .timesteps = TIMESTEPS,
        .input_dim = INPUT_DIM,
        .units = UNITS,
        .sequences = sequences[0][0],
        .packed = packed,
        .activation = LSTM_TANH,
        .recurrent_activation = LSTM_SIGMOID,
        .return_sequences = 1,
        .lstm_output = lstm_output[0][0],
        .state_h = state_h[0],
        .state_c = state_c[0],
        .workspace = workspace,
    };
    keras_f32(&call);
    for (int unit = 0; unit < UNITS; unit++)
        printf("%.6f\n", (double)state_h[0][unit]);
    return 0;
}
