/* Whether the model computes what was recorded: make test. */
#include "model.h"
#include "recorded.h"

#include <math.h>
#include <stdio.h>

int main(void)
{
    static model_state state;
    static float found[RECORDED_OUTPUTS];
    double largest = 1.0, off = 0.0;
    for (size_t example = 0; example < RECORDED_EXAMPLES; example++) {
        @BEGIN@model_run(&state, RECORDED_TIMESTEPS, recorded_x[example], found);
        for (size_t i = 0; i < RECORDED_OUTPUTS; i++) {
            const double wanted = recorded_y[example][i];
            const double apart = fabs((double)found[i] - wanted);
            largest = fabs(wanted) > largest ? fabs(wanted) : largest;
            off = apart <= off ? off : apart; /* also where it is NaN */
        }
    }
    const int wrong = !(off / largest <= RECORDED_BOUND);
    printf("%d examples: off by %.1e, bound %.0e%s\n", (int)RECORDED_EXAMPLES, off / largest,
           RECORDED_BOUND, wrong ? ": WRONG" : "");
    return wrong;
}
