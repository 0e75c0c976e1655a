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
