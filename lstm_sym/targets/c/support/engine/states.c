LSTM_INLINE vec_f32 read_f32(const job_f32 *job, const int array, size_t t, size_t example,
                             size_t panel)
{
    return load_f32(place_f32(job, array, t, example, panel));
}

LSTM_INLINE vec_f32 column_f32(const job_f32 *job, const int column, size_t panel)
{
    return load_f32(job->column[column] + panel * LANES_f32);
}

/* Which timestep of a sequence is processed at step t, both counted from 0. */
LSTM_INLINE size_t entry_f32(const given_f32 *given, size_t t)
{
    return given->go_backwards ? given->timesteps - 1 - t : t;
}

LSTM_INLINE int counts_f32(const job_f32 *job, size_t t, size_t example)
{
    const given_f32 *given = &job->given;
    return !given->mask || given->mask[example * given->timesteps + entry_f32(given, t)];
}

/* A state after timestep t; where that does not count, as it was before. */
LSTM_INLINE vec_f32 keep_f32(const job_f32 *job, const int array, size_t t, size_t example,
                             size_t panel, vec_f32 now)
{
    if (!counts_f32(job, t, example))
        now = read_f32(job, array, t, example, panel);
    store_f32(place_f32(job, array, t + 1, example, panel), now);
    return now;
}
