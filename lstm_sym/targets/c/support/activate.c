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
