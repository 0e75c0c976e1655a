/* What all units of a row give together, and a row times the column of a matrix. */
LSTM_INLINE float over_units_f32(const float *numbers, size_t units)
{
    float sum = 0.0f;
    for (size_t unit = 0; unit < units; unit++)
        sum += numbers[unit];
    return sum;
}

LSTM_INLINE float mean_f32(const float *numbers, size_t units)
{
    return over_units_f32(numbers, units) / units;
}

LSTM_INLINE float vecmat_f32(const float *vector, const float *column, size_t rows, size_t units)
{
    float sum = 0.0f;
    for (size_t row = 0; row < rows; row++)
        sum += vector[row] * column[row * units];
    return sum;
}
