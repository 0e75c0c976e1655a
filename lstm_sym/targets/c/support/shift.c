/* Takes the largest number off all: no share of a softmax changes, and no exponential overflows. */
LSTM_INLINE void shift(size_t n, const float *x, float *y)
{
    float largest = x[0];
    for (size_t i = 1; i < n; i++)
        largest = x[i] > largest ? x[i] : largest;
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] - largest;
}
