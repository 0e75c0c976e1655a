/* Whether a small machine computes what was recorded; the states and the room are all its memory. */
#include "keras_small.h"
#include "recorded.h"

static const keras_small cell = {IN, UNITS, kernel, recurrent_kernel, bias};
static float h[UNITS], c[UNITS], room[KERAS_SMALL_WORKSPACE(IN, UNITS)];

int main(void)
{
    for (int t = 0; t < STEPS; t++) {
        keras_small_step(&cell, x + t * IN, h, c, room);
        for (int unit = 0; unit < UNITS; unit++)
            if (!(fabsf(h[unit] - expected[t * UNITS + unit]) <= 2e-6f))
                return 1;
    }
    return 0;
}
