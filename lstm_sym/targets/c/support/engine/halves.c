/* Products of floats, which hold a sum of two words without loss. So are the weights of inputs;
   otherwise those of two neighbours of a vector lie in one lane, the first in its lower half. */
LSTM_INLINE size_t row_of_vector_f32(const int vector, size_t n)
{
    return (void)vector, (n + 15) / 16 * 16;
}

LSTM_APART void to_row_f32(const int vector, const float *x, size_t n, float *row)
{
    (void)vector;
    for (size_t k = 0; k < n; k += LANES_f32) {
        const vec_f32 numbers = some_f32(x, k, n), first = near_f32(numbers);
        store_f32(row + k, first + near_f32(numbers - first));
    }
}

#define BESIDE_f32 2 /* at most */
LSTM_INLINE int beside_f32(const int vector) { return vector == OF_INPUTS ? 1 : 2; }

LSTM_INLINE vec_f32 weights_of_f32(const int vector, const float *row, const int place)
{
    bits_f32 both;
    vec_f32 weights;
    if (vector == OF_INPUTS)
        return load_f32(row);
    memcpy(&both, row, sizeof both);
    both = place ? both & 0xffff0000u : both << 16;
    memcpy(&weights, &both, sizeof weights);
    return weights;
}

LSTM_INLINE size_t padded_rows_f32(size_t rows) { return rows; }

LSTM_INLINE void pack_weight_f32(const int vector, size_t row, size_t sums, size_t sum, size_t lane,
                                 float weight, float *panel)
{
    float *to = panel + (row / beside_f32(vector) * sums + sum) * LANES_f32 + lane;
    uint32_t both = 0;
    if (vector == OF_INPUTS) {
        *to = float_of_f32(bfloat16_f32(weight)) + float_of_f32(bfloat16_f32(rest_f32(weight)));
        return;
    }
    if (row % 2)
        memcpy(&both, to, sizeof both);
    both |= bfloat16_f32(weight) << row % 2 * 16;
    memcpy(to, &both, sizeof both);
}
