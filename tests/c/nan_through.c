/* Which activations give NaN for NaN, in single and in double precision: a line of 0 or 1 each. */
#include "lstm.h"

#include <math.h>
#include <stdio.h>

int main(void)
{
    for (int activation = 1; activation <= LSTM_ACTIVATIONS; activation++) {
        const float single = NAN;
        const double both = NAN;
        float y;
        double z;
        lstm_activate_f32(activation, 1, &single, &y);
        lstm_activate_f64(activation, 1, &both, &z);
        printf("%d\n%d\n", isnan(y) != 0, isnan(z) != 0);
    }
    return 0;
}
