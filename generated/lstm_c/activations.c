/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "lstm.h"
#include "engine/words.c"
void lstm_activate_f32(int activation, size_t n, const float *x, float *y)
{
    for (size_t i = 0; i < n; i += LANES_f32) {
        const size_t lanes = n - i < LANES_f32 ? n - i : LANES_f32;
        vec_f32 register_of_x = all_f32(0.0f);
        memcpy(&register_of_x, x + i, lanes * sizeof(float));
        register_of_x = activate_f32(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(float));
    }
}

void lstm_activate_f64(int activation, size_t n, const double *x, double *y)
{
    for (size_t i = 0; i < n; i += LANES_f64) {
        const size_t lanes = n - i < LANES_f64 ? n - i : LANES_f64;
        vec_f64 register_of_x = all_f64(0.0);
        memcpy(&register_of_x, x + i, lanes * sizeof(double));
        register_of_x = activate_f64(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(double));
    }
}
