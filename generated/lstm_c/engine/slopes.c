/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

LSTM_INLINE int by_value(int activation)
{
    return activation == LSTM_TANH || activation == LSTM_SIGMOID;
}

LSTM_INLINE vec_f32 tanh_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)x;
    return 1.0f - square_f32(y);
}

LSTM_INLINE vec_f32 sigmoid_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)x;
    return y * (1.0f - y);
}

LSTM_INLINE vec_f32 hard_sigmoid_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x / 6.0f + 0.5f <= 0.0f, all_f32(0.0f), where_f32(x / 6.0f + 0.5f < 1.0f,
        all_f32(0.16666666666666666f), all_f32(0.0f)));
}

LSTM_INLINE vec_f32 hard_sigmoid_keras2_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(0.2f * x + 0.5f <= 0.0f, all_f32(0.0f), where_f32(0.2f * x + 0.5f < 1.0f,
        all_f32(0.2f), all_f32(0.0f)));
}

LSTM_INLINE vec_f32 linear_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)x;
    (void)y;
    return all_f32(1.0f);
}

LSTM_INLINE vec_f32 relu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x > 0.0f, all_f32(1.0f), all_f32(0.0f));
}

LSTM_INLINE vec_f32 relu6_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x <= 0.0f, all_f32(0.0f), where_f32(x < 6.0f, all_f32(1.0f), all_f32(0.0f)));
}

LSTM_INLINE vec_f32 leaky_relu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x > 0.0f, all_f32(1.0f), all_f32(0.2f));
}

LSTM_INLINE vec_f32 elu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x > 0.0f, all_f32(1.0f), exp_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 selu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x > 0.0f, all_f32(1.0507009873554805f),
        1.7580993408473768f * exp_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 celu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x > 0.0f, all_f32(1.0f), exp_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 gelu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return 0.5f * erfc_f32(-x / 1.4142135623730951f) +
        x * exp_f32(-square_f32(x) / 2.0f) / 2.5066282746310007f;
}

LSTM_INLINE vec_f32 gelu_tanh_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return 0.5f * (2.0f / (1.0f + exp_f32(-2.0f * (0.7978845608028654f * (x +
        0.044715f * (square_f32(x) * x)))))) + 0.5f * x * (1.0f -
        square_f32(tanh_f32(0.7978845608028654f * (x +
        0.044715f * (square_f32(x) * x))))) * 0.7978845608028654f * (1.0f +
        0.134145f * square_f32(x));
}

LSTM_INLINE vec_f32 silu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return sigmoid_f32(x) + x * (sigmoid_f32(x) * (1.0f - sigmoid_f32(x)));
}

LSTM_INLINE vec_f32 mish_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return tanh_f32(softplus_f32(x)) + x * (1.0f -
        square_f32(tanh_f32(softplus_f32(x)))) * sigmoid_f32(x);
}

LSTM_INLINE vec_f32 softplus_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return sigmoid_f32(x);
}

LSTM_INLINE vec_f32 softsign_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return 1.0f / square_f32(1.0f + absolute_f32(x));
}

LSTM_INLINE vec_f32 exponential_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)x;
    return y;
}

LSTM_INLINE vec_f32 hard_tanh_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x <= -1.0f, all_f32(0.0f), where_f32(x < 1.0f, all_f32(1.0f), all_f32(0.0f)));
}

LSTM_INLINE vec_f32 hard_silu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return hard_sigmoid_f32(x) + x * where_f32(x / 6.0f + 0.5f <= 0.0f, all_f32(0.0f),
        where_f32(x / 6.0f + 0.5f < 1.0f, all_f32(0.16666666666666666f), all_f32(0.0f)));
}

LSTM_INLINE vec_f32 log_sigmoid_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return sigmoid_f32(-x);
}

LSTM_INLINE vec_f32 tanh_shrink_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return square_f32(tanh_f32(x));
}

LSTM_INLINE vec_f32 soft_shrink_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x > 0.5f, all_f32(1.0f), where_f32(x < -0.5f, all_f32(1.0f), all_f32(0.0f)));
}

LSTM_INLINE vec_f32 hard_shrink_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(absolute_f32(x) > 0.5f, all_f32(1.0f), all_f32(0.0f));
}

LSTM_INLINE vec_f32 squareplus_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return 0.5f * (1.0f + x / hypot_f32(x, all_f32(2.0f)));
}

LSTM_INLINE vec_f32 sparse_plus_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x <= -1.0f, all_f32(0.0f), where_f32(x < 1.0f, 0.5f * (x + 1.0f),
        all_f32(1.0f)));
}

LSTM_INLINE vec_f32 sparse_sigmoid_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32((x + 1.0f) / 2.0f <= 0.0f, all_f32(0.0f), where_f32((x + 1.0f) / 2.0f < 1.0f,
        all_f32(0.5f), all_f32(0.0f)));
}

LSTM_INLINE vec_f32 thresholded_relu_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(x > 1.0f, all_f32(1.0f), all_f32(0.0f));
}

LSTM_INLINE vec_f32 hard_sigmoid_onnx_slope_f32(vec_f32 x, vec_f32 y)
{
    (void)y;
    return where_f32(0.2f * x + 0.5f <= 0.0f, all_f32(0.0f), where_f32(0.2f * x + 0.5f < 1.0f,
        all_f32(0.2f), all_f32(0.0f)));
}

LSTM_APART vec_f32 slope_of_other_f32(int activation, vec_f32 x, vec_f32 y)
{
    switch (activation) {
    case LSTM_TANH: return tanh_slope_f32(x, y);
    case LSTM_SIGMOID: return sigmoid_slope_f32(x, y);
    case LSTM_HARD_SIGMOID: return hard_sigmoid_slope_f32(x, y);
    case LSTM_HARD_SIGMOID_KERAS2: return hard_sigmoid_keras2_slope_f32(x, y);
    case LSTM_LINEAR: return linear_slope_f32(x, y);
    case LSTM_RELU: return relu_slope_f32(x, y);
    case LSTM_RELU6: return relu6_slope_f32(x, y);
    case LSTM_LEAKY_RELU: return leaky_relu_slope_f32(x, y);
    case LSTM_ELU: return elu_slope_f32(x, y);
    case LSTM_SELU: return selu_slope_f32(x, y);
    case LSTM_CELU: return celu_slope_f32(x, y);
    case LSTM_GELU: return gelu_slope_f32(x, y);
    case LSTM_GELU_TANH: return gelu_tanh_slope_f32(x, y);
    case LSTM_SILU: return silu_slope_f32(x, y);
    case LSTM_MISH: return mish_slope_f32(x, y);
    case LSTM_SOFTPLUS: return softplus_slope_f32(x, y);
    case LSTM_SOFTSIGN: return softsign_slope_f32(x, y);
    case LSTM_EXPONENTIAL: return exponential_slope_f32(x, y);
    case LSTM_HARD_TANH: return hard_tanh_slope_f32(x, y);
    case LSTM_HARD_SILU: return hard_silu_slope_f32(x, y);
    case LSTM_LOG_SIGMOID: return log_sigmoid_slope_f32(x, y);
    case LSTM_TANH_SHRINK: return tanh_shrink_slope_f32(x, y);
    case LSTM_SOFT_SHRINK: return soft_shrink_slope_f32(x, y);
    case LSTM_HARD_SHRINK: return hard_shrink_slope_f32(x, y);
    case LSTM_SQUAREPLUS: return squareplus_slope_f32(x, y);
    case LSTM_SPARSE_PLUS: return sparse_plus_slope_f32(x, y);
    case LSTM_SPARSE_SIGMOID: return sparse_sigmoid_slope_f32(x, y);
    case LSTM_THRESHOLDED_RELU: return thresholded_relu_slope_f32(x, y);
    case LSTM_HARD_SIGMOID_ONNX: return hard_sigmoid_onnx_slope_f32(x, y);
    }
    return x;
}

LSTM_INLINE vec_f32 slope_f32(int activation, vec_f32 x, vec_f32 y)
{
    if (activation == LSTM_TANH)
        return tanh_slope_f32(x, y);
    if (activation == LSTM_SIGMOID)
        return sigmoid_slope_f32(x, y);
    return slope_of_other_f32(activation, x, y);
}

/* Products of matrices. The second factor lies in panels: a few registers of columns side by side,
   one row behind the other, as deep as the nearest cache holds. */
enum { REGISTERS_f32 = 4, PANEL_f32 = REGISTERS_f32 * LANES_f32, DEPTH_f32 = 128 };

/* A matrix by its first number and the distances of its rows and of its columns. */
typedef struct {
    const float *at;
    size_t row, column;
} matrix_f32;

LSTM_INLINE size_t panels_size_f32(size_t rows, size_t columns)
{
    return rows * ((columns + PANEL_f32 - 1) / PANEL_f32 * PANEL_f32);
}

/* A matrix in panels; zeros where a panel has more columns. */
LSTM_APART void to_panels_f32(matrix_f32 from, size_t rows, size_t columns, float *to)
{
    for (size_t first = 0; first < columns; first += PANEL_f32) {
        const size_t left = columns - first, count = left < PANEL_f32 ? left : PANEL_f32;
        for (size_t k = 0; k < rows; k++, to += PANEL_f32) {
            const float *row = from.at + k * from.row + first * from.column;
            if (count == PANEL_f32 && from.column == 1) {
                memcpy(to, row, PANEL_f32 * sizeof(float));
                continue;
            }
            for (size_t n = 0; n < PANEL_f32; n++)
                to[n] = n < count ? row[n * from.column] : 0.0f;
        }
    }
}

/* So many rows of `to`: those of `from` and rows of `a` times some depth of a panel, of which so many
   registers exist. */
LSTM_INLINE void strip_f32(const int rows, matrix_f32 a, size_t depth, const float *panel,
                           size_t registers, const float *from, size_t from_row, float *to,
                           size_t to_row)
{
    vec_f32 sums[LSTM_EXAMPLES][REGISTERS_f32];
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (size_t n = 0; n < REGISTERS_f32; n++)
            sums[r][n] =
                n < registers ? load_f32(from + r * from_row + n * LANES_f32) : all_f32(0.0f);
    }
    for (size_t k = 0; k < depth; k++, panel += PANEL_f32, a.at += a.column) {
        vec_f32 weights[REGISTERS_f32];
        LSTM_UNROLL
        for (int n = 0; n < REGISTERS_f32; n++)
            weights[n] = load_f32(panel + n * LANES_f32);
        LSTM_UNROLL
        for (int r = 0; r < rows; r++) {
            const vec_f32 factor = all_f32(a.at[r * a.row]);
            LSTM_UNROLL
            for (int n = 0; n < REGISTERS_f32; n++)
                sums[r][n] += factor * weights[n];
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (size_t n = 0; n < REGISTERS_f32; n++)
            if (n < registers)
                store_f32(to + r * to_row + n * LANES_f32, sums[r][n]);
    }
}

#define STRIP_f32(rows) strip_f32(rows, some, deep, panel, n, start, apart, into, to_row)

/* to = from + a times the matrix in panels. Rows of `to` are whole registers; with a `from_row` of 0
   all rows begin with the same one. */
LSTM_APART void product_f32(size_t rows, size_t depth, size_t columns, matrix_f32 a,
                            const float *panels, const float *from, size_t from_row, float *to,
                            size_t to_row)
{
    const size_t strips = (rows + LSTM_EXAMPLES - 1) / LSTM_EXAMPLES;
    for (size_t k = 0; k < depth || (k == 0 && from != to); k += DEPTH_f32) {
        const size_t deep = depth - k < DEPTH_f32 ? depth - k : DEPTH_f32;
        for (size_t first = 0; first < columns; first += PANEL_f32) {
            const float *panel = panels + first * depth + k * PANEL_f32;
            const size_t left = (columns - first + LANES_f32 - 1) / LANES_f32;
            const size_t n = left < REGISTERS_f32 ? left : REGISTERS_f32;
            for (size_t strip = 0, row = 0, count; strip < strips; strip++, row += count) {
                const matrix_f32 some = {a.at + row * a.row + k * a.column, a.row, a.column};
                const float *start = (k ? to : from) + row * (k ? to_row : from_row) + first;
                const size_t apart = k ? to_row : from_row;
                float *into = to + row * to_row + first;
                count = (rows - row + strips - strip - 1) / (strips - strip);
                LSTM_FOR_COUNT(count, LSTM_EXAMPLES, STRIP_f32);
            }
        }
    }
}

/* to += a times the matrix in panels. */
LSTM_INLINE void add_product_f32(size_t rows, size_t depth, size_t columns, matrix_f32 a,
                                 const float *panels, float *to, size_t to_row)
{
    product_f32(rows, depth, columns, a, panels, to, to_row, to, to_row);
}

LSTM_INLINE vec_f64 tanh_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)x;
    return 1.0 - square_f64(y);
}

LSTM_INLINE vec_f64 sigmoid_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)x;
    return y * (1.0 - y);
}

LSTM_INLINE vec_f64 hard_sigmoid_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x / 6.0 + 0.5 <= 0.0, all_f64(0.0), where_f64(x / 6.0 + 0.5 < 1.0,
        all_f64(0.16666666666666666), all_f64(0.0)));
}

LSTM_INLINE vec_f64 hard_sigmoid_keras2_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(0.2 * x + 0.5 <= 0.0, all_f64(0.0), where_f64(0.2 * x + 0.5 < 1.0,
        all_f64(0.2), all_f64(0.0)));
}

LSTM_INLINE vec_f64 linear_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)x;
    (void)y;
    return all_f64(1.0);
}

LSTM_INLINE vec_f64 relu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x > 0.0, all_f64(1.0), all_f64(0.0));
}

LSTM_INLINE vec_f64 relu6_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x <= 0.0, all_f64(0.0), where_f64(x < 6.0, all_f64(1.0), all_f64(0.0)));
}

LSTM_INLINE vec_f64 leaky_relu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x > 0.0, all_f64(1.0), all_f64(0.2));
}

LSTM_INLINE vec_f64 elu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x > 0.0, all_f64(1.0), exp_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 selu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x > 0.0, all_f64(1.0507009873554805),
        1.7580993408473768 * exp_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 celu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x > 0.0, all_f64(1.0), exp_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 gelu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return 0.5 * erfc_f64(-x / 1.4142135623730951) +
        x * exp_f64(-square_f64(x) / 2.0) / 2.5066282746310007;
}

LSTM_INLINE vec_f64 gelu_tanh_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return 0.5 * (2.0 / (1.0 + exp_f64(-2.0 * (0.7978845608028654 * (x +
        0.044715 * (square_f64(x) * x)))))) + 0.5 * x * (1.0 -
        square_f64(tanh_f64(0.7978845608028654 * (x +
        0.044715 * (square_f64(x) * x))))) * 0.7978845608028654 * (1.0 +
        0.134145 * square_f64(x));
}

LSTM_INLINE vec_f64 silu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return sigmoid_f64(x) + x * (sigmoid_f64(x) * (1.0 - sigmoid_f64(x)));
}

LSTM_INLINE vec_f64 mish_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return tanh_f64(softplus_f64(x)) + x * (1.0 -
        square_f64(tanh_f64(softplus_f64(x)))) * sigmoid_f64(x);
}

LSTM_INLINE vec_f64 softplus_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return sigmoid_f64(x);
}

LSTM_INLINE vec_f64 softsign_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return 1.0 / square_f64(1.0 + absolute_f64(x));
}

LSTM_INLINE vec_f64 exponential_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)x;
    return y;
}

LSTM_INLINE vec_f64 hard_tanh_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x <= -1.0, all_f64(0.0), where_f64(x < 1.0, all_f64(1.0), all_f64(0.0)));
}

LSTM_INLINE vec_f64 hard_silu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return hard_sigmoid_f64(x) + x * where_f64(x / 6.0 + 0.5 <= 0.0, all_f64(0.0),
        where_f64(x / 6.0 + 0.5 < 1.0, all_f64(0.16666666666666666), all_f64(0.0)));
}

LSTM_INLINE vec_f64 log_sigmoid_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return sigmoid_f64(-x);
}

LSTM_INLINE vec_f64 tanh_shrink_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return square_f64(tanh_f64(x));
}

LSTM_INLINE vec_f64 soft_shrink_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x > 0.5, all_f64(1.0), where_f64(x < -0.5, all_f64(1.0), all_f64(0.0)));
}

LSTM_INLINE vec_f64 hard_shrink_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(absolute_f64(x) > 0.5, all_f64(1.0), all_f64(0.0));
}

LSTM_INLINE vec_f64 squareplus_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return 0.5 * (1.0 + x / hypot_f64(x, all_f64(2.0)));
}

LSTM_INLINE vec_f64 sparse_plus_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x <= -1.0, all_f64(0.0), where_f64(x < 1.0, 0.5 * (x + 1.0),
        all_f64(1.0)));
}

LSTM_INLINE vec_f64 sparse_sigmoid_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64((x + 1.0) / 2.0 <= 0.0, all_f64(0.0), where_f64((x + 1.0) / 2.0 < 1.0,
        all_f64(0.5), all_f64(0.0)));
}

LSTM_INLINE vec_f64 thresholded_relu_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(x > 1.0, all_f64(1.0), all_f64(0.0));
}

LSTM_INLINE vec_f64 hard_sigmoid_onnx_slope_f64(vec_f64 x, vec_f64 y)
{
    (void)y;
    return where_f64(0.2 * x + 0.5 <= 0.0, all_f64(0.0), where_f64(0.2 * x + 0.5 < 1.0,
        all_f64(0.2), all_f64(0.0)));
}

LSTM_APART vec_f64 slope_of_other_f64(int activation, vec_f64 x, vec_f64 y)
{
    switch (activation) {
    case LSTM_TANH: return tanh_slope_f64(x, y);
    case LSTM_SIGMOID: return sigmoid_slope_f64(x, y);
    case LSTM_HARD_SIGMOID: return hard_sigmoid_slope_f64(x, y);
    case LSTM_HARD_SIGMOID_KERAS2: return hard_sigmoid_keras2_slope_f64(x, y);
    case LSTM_LINEAR: return linear_slope_f64(x, y);
    case LSTM_RELU: return relu_slope_f64(x, y);
    case LSTM_RELU6: return relu6_slope_f64(x, y);
    case LSTM_LEAKY_RELU: return leaky_relu_slope_f64(x, y);
    case LSTM_ELU: return elu_slope_f64(x, y);
    case LSTM_SELU: return selu_slope_f64(x, y);
    case LSTM_CELU: return celu_slope_f64(x, y);
    case LSTM_GELU: return gelu_slope_f64(x, y);
    case LSTM_GELU_TANH: return gelu_tanh_slope_f64(x, y);
    case LSTM_SILU: return silu_slope_f64(x, y);
    case LSTM_MISH: return mish_slope_f64(x, y);
    case LSTM_SOFTPLUS: return softplus_slope_f64(x, y);
    case LSTM_SOFTSIGN: return softsign_slope_f64(x, y);
    case LSTM_EXPONENTIAL: return exponential_slope_f64(x, y);
    case LSTM_HARD_TANH: return hard_tanh_slope_f64(x, y);
    case LSTM_HARD_SILU: return hard_silu_slope_f64(x, y);
    case LSTM_LOG_SIGMOID: return log_sigmoid_slope_f64(x, y);
    case LSTM_TANH_SHRINK: return tanh_shrink_slope_f64(x, y);
    case LSTM_SOFT_SHRINK: return soft_shrink_slope_f64(x, y);
    case LSTM_HARD_SHRINK: return hard_shrink_slope_f64(x, y);
    case LSTM_SQUAREPLUS: return squareplus_slope_f64(x, y);
    case LSTM_SPARSE_PLUS: return sparse_plus_slope_f64(x, y);
    case LSTM_SPARSE_SIGMOID: return sparse_sigmoid_slope_f64(x, y);
    case LSTM_THRESHOLDED_RELU: return thresholded_relu_slope_f64(x, y);
    case LSTM_HARD_SIGMOID_ONNX: return hard_sigmoid_onnx_slope_f64(x, y);
    }
    return x;
}

LSTM_INLINE vec_f64 slope_f64(int activation, vec_f64 x, vec_f64 y)
{
    if (activation == LSTM_TANH)
        return tanh_slope_f64(x, y);
    if (activation == LSTM_SIGMOID)
        return sigmoid_slope_f64(x, y);
    return slope_of_other_f64(activation, x, y);
}

/* Products of matrices. The second factor lies in panels: a few registers of columns side by side,
   one row behind the other, as deep as the nearest cache holds. */
enum { REGISTERS_f64 = 4, PANEL_f64 = REGISTERS_f64 * LANES_f64, DEPTH_f64 = 128 };

/* A matrix by its first number and the distances of its rows and of its columns. */
typedef struct {
    const double *at;
    size_t row, column;
} matrix_f64;

LSTM_INLINE size_t panels_size_f64(size_t rows, size_t columns)
{
    return rows * ((columns + PANEL_f64 - 1) / PANEL_f64 * PANEL_f64);
}

/* A matrix in panels; zeros where a panel has more columns. */
LSTM_APART void to_panels_f64(matrix_f64 from, size_t rows, size_t columns, double *to)
{
    for (size_t first = 0; first < columns; first += PANEL_f64) {
        const size_t left = columns - first, count = left < PANEL_f64 ? left : PANEL_f64;
        for (size_t k = 0; k < rows; k++, to += PANEL_f64) {
            const double *row = from.at + k * from.row + first * from.column;
            if (count == PANEL_f64 && from.column == 1) {
                memcpy(to, row, PANEL_f64 * sizeof(double));
                continue;
            }
            for (size_t n = 0; n < PANEL_f64; n++)
                to[n] = n < count ? row[n * from.column] : 0.0;
        }
    }
}

/* So many rows of `to`: those of `from` and rows of `a` times some depth of a panel, of which so many
   registers exist. */
LSTM_INLINE void strip_f64(const int rows, matrix_f64 a, size_t depth, const double *panel,
                           size_t registers, const double *from, size_t from_row, double *to,
                           size_t to_row)
{
    vec_f64 sums[LSTM_EXAMPLES][REGISTERS_f64];
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (size_t n = 0; n < REGISTERS_f64; n++)
            sums[r][n] =
                n < registers ? load_f64(from + r * from_row + n * LANES_f64) : all_f64(0.0);
    }
    for (size_t k = 0; k < depth; k++, panel += PANEL_f64, a.at += a.column) {
        vec_f64 weights[REGISTERS_f64];
        LSTM_UNROLL
        for (int n = 0; n < REGISTERS_f64; n++)
            weights[n] = load_f64(panel + n * LANES_f64);
        LSTM_UNROLL
        for (int r = 0; r < rows; r++) {
            const vec_f64 factor = all_f64(a.at[r * a.row]);
            LSTM_UNROLL
            for (int n = 0; n < REGISTERS_f64; n++)
                sums[r][n] += factor * weights[n];
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (size_t n = 0; n < REGISTERS_f64; n++)
            if (n < registers)
                store_f64(to + r * to_row + n * LANES_f64, sums[r][n]);
    }
}

#define STRIP_f64(rows) strip_f64(rows, some, deep, panel, n, start, apart, into, to_row)

/* to = from + a times the matrix in panels. Rows of `to` are whole registers; with a `from_row` of 0
   all rows begin with the same one. */
LSTM_APART void product_f64(size_t rows, size_t depth, size_t columns, matrix_f64 a,
                            const double *panels, const double *from, size_t from_row, double *to,
                            size_t to_row)
{
    const size_t strips = (rows + LSTM_EXAMPLES - 1) / LSTM_EXAMPLES;
    for (size_t k = 0; k < depth || (k == 0 && from != to); k += DEPTH_f64) {
        const size_t deep = depth - k < DEPTH_f64 ? depth - k : DEPTH_f64;
        for (size_t first = 0; first < columns; first += PANEL_f64) {
            const double *panel = panels + first * depth + k * PANEL_f64;
            const size_t left = (columns - first + LANES_f64 - 1) / LANES_f64;
            const size_t n = left < REGISTERS_f64 ? left : REGISTERS_f64;
            for (size_t strip = 0, row = 0, count; strip < strips; strip++, row += count) {
                const matrix_f64 some = {a.at + row * a.row + k * a.column, a.row, a.column};
                const double *start = (k ? to : from) + row * (k ? to_row : from_row) + first;
                const size_t apart = k ? to_row : from_row;
                double *into = to + row * to_row + first;
                count = (rows - row + strips - strip - 1) / (strips - strip);
                LSTM_FOR_COUNT(count, LSTM_EXAMPLES, STRIP_f64);
            }
        }
    }
}

/* to += a times the matrix in panels. */
LSTM_INLINE void add_product_f64(size_t rows, size_t depth, size_t columns, matrix_f64 a,
                                 const double *panels, double *to, size_t to_row)
{
    product_f64(rows, depth, columns, a, panels, to, to_row, to, to_row);
}
