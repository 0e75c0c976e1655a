/* The largest errors of the printed tanh and sigmoid over every n-th float, in units in the last place
   of the result; for tanh, NaN where a large argument does not give 1, or the negative float another
   result than the negative one. Sigmoids below 2^-126 are not asked for: few digits are left there.
   The argument is n. */
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
    static float x[MANY], y[MANY], below[MANY], small[MANY];
    double worst = 0.0, of_sigmoid = 0.0;
    for (uint64_t bits = 1; bits < 0x7f800000u; bits += (uint64_t)MANY * every) {
        for (int k = 0; k < MANY; k++) {
            uint64_t one = bits + (uint64_t)k * every;
            uint32_t pattern = one < 0x7f800000u ? (uint32_t)one : 0x7f7fffffu;
            memcpy(&x[k], &pattern, sizeof pattern);
        }
        lstm_activate_f32(LSTM_TANH, MANY, x, y);
        for (int k = 0; k < MANY; k++)
            below[k] = -x[k];
        lstm_activate_f32(LSTM_SIGMOID, MANY, below, small);
        lstm_activate_f32(LSTM_TANH, MANY, below, below);
        for (int k = 0; k < MANY; k++) {
            /* Below 2^-13 tanh(x) rounds to x, above 12 to 1. */
            const double exact = x[k] < 0x1p-13f ? (double)x[k] : x[k] > 12.0f ? 1.0 : tanh(x[k]);
            const int wrong = below[k] != -y[k] || (exact == 1.0 && y[k] != 1.0f);
            const double off = wrong ? NAN : fabs(y[k] - exact) / unit(exact);
            if (!(off <= worst) && !isnan(worst))
                worst = off;
            const double share = 1.0 / (1.0 + exp(x[k]));
            const double miss = share < 0x1p-126 ? 0.0 : fabs(small[k] - share) / unit(share);
            if (!(miss <= of_sigmoid))
                of_sigmoid = miss;
        }
    }
    printf("%.3f\n%.3f\n", worst, of_sigmoid);
    return 0;
}
