/* Vectors whose numbers are multiplied as they are. */
LSTM_INLINE const float *vector_f32(const job_f32 *job, const int vector, size_t t, size_t example)
{
    return vector == 0 && !job->is_placed ? input_f32(&job->given, example, t)
                                          : place_f32(job, ARRAY_OF_VECTOR[vector], t, example, 0);
}

LSTM_INLINE const float *slab_input_f32(const job_f32 *job, size_t t, size_t row)
{
    const size_t batch = job->given.batch;
    return input_f32(&job->given, row % batch, t + row / batch);
}

LSTM_INLINE size_t room_of_vectors_f32(const given_f32 *given) { return (void)given, 0; }

LSTM_INLINE void before_stage_f32(const job_f32 *job, int stage, size_t t, size_t part,
                                  size_t parts)
{
    (void)job, (void)stage, (void)t, (void)part, (void)parts;
}
