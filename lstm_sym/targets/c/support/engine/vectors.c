/* Vectors whose numbers are made before each stage, by `to_row_f32`, which fills
   `row_of_vector_f32` numbers of the workspace. */
LSTM_INLINE float *vector_f32(const job_f32 *job, const int vector, size_t t, size_t example)
{
    (void)t;
    float *row = job->whole;
    for (int v = 0; v < vector; v++)
        row += job->given.batch * row_of_vector_f32(v, job->given.size[SIZE_OF_VECTOR[v]]);
    return row + example * row_of_vector_f32(vector, job->given.size[SIZE_OF_VECTOR[vector]]);
}

LSTM_INLINE float *slab_input_f32(const job_f32 *job, size_t t, size_t row)
{
    (void)t;
    return job->whole_slab + row * row_of_vector_f32(0, job->given.size[SIZE_OF_VECTOR[0]]);
}

LSTM_INLINE size_t room_of_vectors_f32(const given_f32 *given)
{
    size_t room = 0;
    for (int v = 0; v < VECTORS; v++)
        room += row_of_vector_f32(v, given->size[SIZE_OF_VECTOR[v]]);
    return room;
}

/* The vectors of a stage, one part among so many. */
LSTM_APART void before_stage_f32(const job_f32 *job, const int stage, size_t t, size_t part,
                                 size_t parts)
{
    const given_f32 *given = &job->given;
    for (int v = 0; v < VECTORS; v++) {
        const size_t n = given->size[SIZE_OF_VECTOR[v]], left = given->timesteps - t;
        size_t rows = given->batch;
        const int for_slab = v == 0 && job->slab_steps;
        if (!sums_of_row_f32(stage, v) || (for_slab && t % job->slab_steps))
            continue;
        if (for_slab)
            rows *= left < job->slab_steps ? left : job->slab_steps;
        for (size_t row = rows * part / parts; row < rows * (part + 1) / parts; row++) {
            const float *x = v == 0 ? input_f32(given, row % given->batch, t + row / given->batch)
                                    : place_f32(job, ARRAY_OF_VECTOR[v], t, row, 0);
            to_row_f32(v, x, n, for_slab ? slab_input_f32(job, t, row)
                                         : vector_f32(job, v, t, row));
        }
    }
}
