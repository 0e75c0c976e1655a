/* The largest error of the printed tanh over every n-th float above zero, in units in the last place
   of the result; NaN where a large argument does not give 1, or the negative float another result
   than the negative one. The argument is n. */
#include "lstm.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 4096 };

static double unit(double value)
{
    int exponent;
    frexp(value, &exponent);
    return ldexp(1.0, exponent - 24 < -149 ? -149 : exponent - 24);
}

int main(int count, char **arguments)
{
    const uint32_t every = count > 1 ? (uint32_t)atoi(arguments[1]) : 1;
    static float x[MANY], y[MANY], below[MANY];
    double worst = 0.0;
    for (uint64_t bits = 1; bits < 0x7f800000u; bits += (uint64_t)MANY * every) {
        for (int k = 0; k < MANY; k++) {
            uint64_t one = bits + (uint64_t)k * every;
            uint32_t pattern = one < 0x7f800000u ? (uint32_t)one : 0x7f7fffffu;
            memcpy(&x[k], &pattern, sizeof pattern);
        }
        lstm_activate_f32(LSTM_TANH, MANY, x, y);
        for (int k = 0; k < MANY; k++)
            below[k] = -x[k];
        lstm_activate_f32(LSTM_TANH, MANY, below, below);
        for (int k = 0; k < MANY; k++) {
            /* Below 2^-13 tanh(x) rounds to x, above 12 to 1. */
            const double exact = x[k] < 0x1p-13f ? (double)x[k] : x[k] > 12.0f ? 1.0 : tanh(x[k]);
            const int wrong = below[k] != -y[k] || (exact == 1.0 && y[k] != 1.0f);
            const double off = wrong ? NAN : fabs(y[k] - exact) / unit(exact);
            if (!(off <= worst) && !isnan(worst))
                worst = off;
        }
    }
    printf("%.3f\n", worst);
    return 0;
}
