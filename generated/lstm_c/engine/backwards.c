/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */


/* What a state before gets, through the timestep or because it was kept. */
LSTM_INLINE float to_before_f32(int m_t, float through, float arriving)
{
    return m_t ? through : arriving; /* masked-step */
}

/* What a state gets of what arrives at the output. */
LSTM_INLINE float to_state_f32(int masked_output, int m_t, float arriving)
{
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS: return m_t ? arriving : 0.0f; /* output-previous */
    case LSTM_MASKED_STATE: return arriving; /* output-state */
    case LSTM_MASKED_ZERO: return m_t ? arriving : 0.0f; /* output-zero */
    }
    return arriving;
}

/* What the output of the timestep before gets of it. */
LSTM_INLINE float to_output_before_f32(int masked_output, int m_t, float arriving)
{
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS: return m_t ? 0.0f : arriving; /* output-previous */
    case LSTM_MASKED_STATE: return 0.0f; /* output-state */
    case LSTM_MASKED_ZERO: return 0.0f; /* output-zero */
    }
    return arriving;
}

/* Gradients: timesteps forwards, with all that is needed kept, then backwards, block by block. */
/* Timesteps times examples that are one block, and panels that are finished at once. */
enum { BLOCK_ROWS_f32 = 128, ACROSS_f32 = 4 };

/* So many numbers of the workspace; without one only its size is counted. */
static float *take_f32(job_f32 *job, size_t numbers)
{
    float *at = job->given.workspace ? job->given.workspace + job->size : NULL;
    job->size += (numbers + 15) / 16 * 16;
    return at;
}

LSTM_INLINE int is_in_f32(const int stage, const int vector)
{
    int found = 0;
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        found |= HAS[stage][vector][sum];
    return found;
}

static job_f32 job_of_f32(const given_f32 *given)
{
    job_f32 job = {.given = *given};
    const size_t batch = given->batch, wished = given->checkpoints ? given->checkpoints : 1;
    job.steps = batch && batch < BLOCK_ROWS_f32 ? BLOCK_ROWS_f32 / batch : 1;
    if (job.steps > given->timesteps)
        job.steps = given->timesteps ? given->timesteps : 1;
    const size_t blocks = (given->timesteps + job.steps - 1) / job.steps;
    const size_t each = (blocks + wished - 1) / wished, rows = job.steps * batch;
    job.segment = job.steps * (each ? each : 1);
    const size_t segments = (given->timesteps + job.segment - 1) / job.segment;
    for (int size = 0; size < SIZES; size++)
        job.padded[size] = given->rows[size] * line_size_f32(&job, size);
    for (int array = 0; array < ARRAYS; array++) {
        const size_t numbers = batch * job.padded[SIZE_OF_ARRAY[array]];
        job.array[array] = take_f32(&job, (job.segment + 1) * numbers);
        job.adjoint[0][array] = take_f32(&job, numbers * (array ? 1 : job.steps));
        job.adjoint[1][array] = job.adjoint[0][array];
    }
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t numbers = batch * job.padded[SIZE_OF_ARRAY[array]];
        job.begun[state] = take_f32(&job, (segments + 1) * numbers);
        job.adjoint[1][array] = take_f32(&job, numbers);
    }
    job.again = take_f32(&job, batch * job.padded[SIZE_OF_ARRAY[EMITTED]]);
    size_t widest = 0;
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = SUMS_OF_STAGE[stage] * job.padded[SIZE_OF_STAGE[stage]];
        job.columns[stage] = columns;
        job.sums[stage] = take_f32(&job, job.segment * batch * columns);
        job.bias[stage] = take_f32(&job, columns);
        job.d_bias[stage] = take_f32(&job, columns);
        for (int v = 0; v < VECTORS; v++) {
            const size_t n = is_in_f32(stage, v) ? given->size[SIZE_OF_VECTOR[v]] : 0;
            job.weights[stage][v] = take_f32(&job, n * columns);
            job.d_weights[stage][v] = take_f32(&job, n * columns);
            job.panels[stage][v] = take_f32(&job, panels_size_f32(n, columns));
            job.turned[stage][v] = take_f32(&job, panels_size_f32(columns, n));
        }
        if (columns > widest)
            widest = columns;
    }
    for (int column = 0; column < COLUMNS; column++) {
        job.column[column] = take_f32(&job, job.padded[SIZE_OF_COLUMN[column]]);
        job.d_column[column] = take_f32(&job, job.padded[SIZE_OF_COLUMN[column]]);
    }
    job.room = take_f32(&job, panels_size_f32(rows, widest));
    return job;
}

/* The weights as the loops read them; no gradient yet. */
static void begin_f32(job_f32 *job)
{
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = job->columns[stage];
        memset(job->d_bias[stage], 0, columns * sizeof(float));
        for (int v = 0; v < VECTORS; v++) {
            const size_t n = is_in_f32(stage, v) ? job->given.size[SIZE_OF_VECTOR[v]] : 0;
            const float *weights = job->weights[stage][v];
            to_panels_f32((matrix_f32){weights, columns, 1}, n, columns, job->panels[stage][v]);
            to_panels_f32((matrix_f32){weights, 1, columns}, columns, n, job->turned[stage][v]);
            memset(job->d_weights[stage][v], 0, n * columns * sizeof(float));
        }
    }
    for (int column = 0; column < COLUMNS; column++)
        memset(job->d_column[column], 0, job->padded[SIZE_OF_COLUMN[column]] * sizeof(float));
    memset(job->again, 0,
           job->given.batch * job->padded[SIZE_OF_ARRAY[EMITTED]] * sizeof(float));
}

/* Rows of numbers to rows that are whole registers, or from them. */
static void to_padded_f32(const job_f32 *job, const int array, const float *from, float start,
                          float *to)
{
    const int size = SIZE_OF_ARRAY[array];
    const size_t units = job->given.size[size], wide = line_size_f32(job, size);
    for (size_t line = 0; line < job->given.batch * job->given.rows[size]; line++, to += wide)
        for (size_t unit = 0; unit < wide; unit++)
            to[unit] = unit >= units ? 0.0f : from ? from[line * units + unit] : start;
}

static void from_padded_f32(const job_f32 *job, const int array, const float *from, float *to)
{
    const int size = SIZE_OF_ARRAY[array];
    const size_t units = job->given.size[size], wide = line_size_f32(job, size);
    for (size_t line = 0; line < job->given.batch * job->given.rows[size]; line++, to += units)
        memcpy(to, from + line * wide, units * sizeof(float));
}

static void stage_forwards_f32(const job_f32 *job, const int stage, size_t t)
{
    const size_t batch = job->given.batch, panels = job->padded[SIZE_OF_STAGE[stage]] / LANES_f32;
    for (int v = 1; v < VECTORS; v++) {
        const size_t padded = job->padded[SIZE_OF_VECTOR[v]];
        if (is_in_f32(stage, v))
            add_product_f32(batch, job->given.size[SIZE_OF_VECTOR[v]], job->columns[stage],
                           (matrix_f32){place_f32(job, ARRAY_OF_VECTOR[v], t, 0, 0), padded, 1},
                           job->panels[stage][v], sums_place_f32(job, stage, t, 0),
                           job->columns[stage]);
    }
    for (size_t example = 0; example < batch; example++)
        for (size_t panel = 0, count; panel < panels; panel += count) {
            sums_f32 sums[ACROSS_f32];
            count = panels - panel < ACROSS_f32 ? panels - panel : ACROSS_f32;
            for (size_t p = 0; p < count; p++)
                for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
                    sums[p][sum] =
                        load_f32(sum_place_f32(job, stage, sum, t, example, panel + p));
            finish_all_f32(job, stage, t, example, panel, (int)count, 1, sums);
        }
}

/* The timesteps of a block: the input's products at once, then one timestep after the other. */
static void block_forwards_f32(const job_f32 *job, size_t first, size_t end)
{
    const size_t batch = job->given.batch, input = job->given.size[SIZE_OF_VECTOR[0]];
    const size_t padded = job->padded[SIZE_OF_VECTOR[0]];
    for (size_t t = first; t < end; t++)
        for (size_t example = 0; example < batch; example++) {
            const size_t row = example * job->given.timesteps + entry_f32(&job->given, t);
            float *to = place_f32(job, 0, t, example, 0);
            memcpy(to, job->given.sequences + row * input, input * sizeof(float));
            memset(to + input, 0, (padded - input) * sizeof(float));
        }
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = job->columns[stage], rows = (end - first) * batch;
        product_f32(rows, is_in_f32(stage, 0) ? input : 0, columns,
                    (matrix_f32){place_f32(job, 0, first, 0, 0), padded, 1}, job->panels[stage][0],
                    job->bias[stage], 0, sums_place_f32(job, stage, first, 0), columns);
    }
    for (size_t t = first; t < end; t++)
        for (int stage = 0; stage < STAGES; stage++)
            stage_forwards_f32(job, stage, t);
}

/* The timesteps of the segment that begins with `first`, from its states; where it ends. */
static size_t segment_forwards_f32(job_f32 *job, size_t first)
{
    const size_t left = job->given.timesteps - first;
    const size_t end = first + (left < job->segment ? left : job->segment);
    job->first = first;
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t numbers = job->given.batch * job->padded[SIZE_OF_ARRAY[array]];
        const float *begun = job->begun[state] + first / job->segment * numbers;
        memcpy(job->array[array], begun, numbers * sizeof(float));
    }
    for (size_t t = first; t < end; t += job->steps)
        block_forwards_f32(job, t, end - t < job->steps ? end : t + job->steps);
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t numbers = job->given.batch * job->padded[SIZE_OF_ARRAY[array]];
        float *next = job->begun[state] + (first / job->segment + 1) * numbers;
        memcpy(next, place_f32(job, array, end, 0, 0), numbers * sizeof(float));
    }
    return end;
}

/* What arrives at the state that timestep t emits. */
static void arrive_f32(const job_f32 *job, size_t t)
{
    const given_f32 *given = &job->given;
    const int size = SIZE_OF_ARRAY[EMITTED], kind = given->masked_output;
    const size_t units = given->size[size], lines = given->rows[size];
    const size_t wide = line_size_f32(job, size);
    const int is_emitted = given->d_output && (given->every || t + 1 == given->timesteps);
    for (size_t example = 0; example < given->batch; example++) {
        const size_t row = given->every ? example * given->timesteps + t : example;
        const float *here = is_emitted ? given->d_output + row * lines * units : NULL;
        float *to = adjoint_place_f32(job, EMITTED, t + 1, example, 0);
        float *again = job->again + example * job->padded[size];
        const int counts = counts_f32(job, t, example);
        for (size_t line = 0; line < lines; line++, to += wide, again += wide)
            for (size_t unit = 0; unit < units; unit++) {
                const float arriving = again[unit] + (here ? here[line * units + unit] : 0.0f);
                to[unit] += to_state_f32(kind, counts, arriving);
                again[unit] = to_output_before_f32(kind, counts, arriving);
            }
    }
}

static void stage_backwards_f32(const job_f32 *job, const int stage, size_t t)
{
    const size_t batch = job->given.batch, units = job->given.size[SIZE_OF_STAGE[stage]];
    const size_t padded = job->padded[SIZE_OF_STAGE[stage]], columns = job->columns[stage];
    const size_t wide = line_size_f32(job, SIZE_OF_STAGE[stage]);
    for (size_t example = 0; example < batch; example++) {
        float *sums = sums_place_f32(job, stage, t, example);
        if (counts_f32(job, t, example))
            back_all_f32(job, stage, t, example, padded / LANES_f32);
        else /* it gets nothing, and so do its sums */
            memset(sums, 0, columns * sizeof(float));
        for (; sums < sums_place_f32(job, stage, t, example) + columns; sums += wide)
            memset(sums + units, 0, (wide - units) * sizeof(float));
    }
    for (int v = 1; v < VECTORS; v++)
        if (is_in_f32(stage, v))
            add_product_f32(batch, columns, job->given.size[SIZE_OF_VECTOR[v]],
                           (matrix_f32){sums_place_f32(job, stage, t, 0), columns, 1},
                           job->turned[stage][v],
                           adjoint_place_f32(job, ARRAY_OF_VECTOR[v], t, 0, 0),
                           job->padded[SIZE_OF_VECTOR[v]]);
}

static void step_backwards_f32(const job_f32 *job, size_t t)
{
    const size_t batch = job->given.batch, cut = job->given.truncation;
    const int is_cut = cut && t && t % cut == 0;
    arrive_f32(job, t);
    for (int array = 1; array < ARRAYS; array++)
        memset(adjoint_place_f32(job, array, t, 0, 0), 0,
               batch * job->padded[SIZE_OF_ARRAY[array]] * sizeof(float));
    for (int stage = STAGES; stage--;)
        stage_backwards_f32(job, stage, t);
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t padded = job->padded[SIZE_OF_ARRAY[array]];
        for (size_t example = 0; job->given.mask && example < batch; example++) {
            const int counts = counts_f32(job, t, example);
            float *before = adjoint_place_f32(job, array, t, example, 0);
            const float *after = adjoint_place_f32(job, array, t + 1, example, 0);
            for (size_t unit = 0; unit < padded; unit++)
                before[unit] = to_before_f32(counts, before[unit], after[unit]);
        }
        if (is_cut)
            memset(adjoint_place_f32(job, array, t, 0, 0), 0, batch * padded * sizeof(float));
    }
}

/* The timesteps of a block from the last to the first, then what no timestep waits for. */
static void block_backwards_f32(const job_f32 *job, size_t first, size_t end)
{
    const size_t batch = job->given.batch, rows = (end - first) * batch;
    const size_t input = job->given.size[SIZE_OF_VECTOR[0]];
    const size_t padded = job->padded[SIZE_OF_VECTOR[0]];
    memset(job->adjoint[0][0], 0, rows * padded * sizeof(float));
    for (size_t t = end; t-- > first;)
        step_backwards_f32(job, t);
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = job->columns[stage];
        const float *sums = sums_place_f32(job, stage, first, 0);
        const float one = 1.0f;
        to_panels_f32((matrix_f32){sums, columns, 1}, rows, columns, job->room);
        add_product_f32(1, rows, columns, (matrix_f32){&one, 0, 0}, job->room, job->d_bias[stage],
                        columns);
        for (int v = 0; v < VECTORS; v++) {
            const float *vector = place_f32(job, ARRAY_OF_VECTOR[v], first, 0, 0);
            if (is_in_f32(stage, v))
                add_product_f32(job->given.size[SIZE_OF_VECTOR[v]], rows, columns,
                               (matrix_f32){vector, 1, job->padded[SIZE_OF_VECTOR[v]]}, job->room,
                               job->d_weights[stage][v], columns);
        }
        if (is_in_f32(stage, 0))
            add_product_f32(rows, columns, input, (matrix_f32){sums, columns, 1},
                           job->turned[stage][0], job->adjoint[0][0], padded);
    }
    for (size_t t = first; t < end; t++)
        for (size_t example = 0; example < batch; example++) {
            const size_t row = example * job->given.timesteps + entry_f32(&job->given, t);
            memcpy(job->given.d_sequences + row * input, adjoint_place_f32(job, 0, t, example, 0),
                   input * sizeof(float));
        }
}

/* All of a call whose weights are there. */
static void gradients_f32(job_f32 *job)
{
    const given_f32 *given = &job->given;
    size_t end = 0;
    begin_f32(job);
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        to_padded_f32(job, array, given->initial[state], (float)START_OF_STATE[state],
                      job->begun[state]);
        to_padded_f32(job, array, given->d_last[state], 0.0f,
                      job->adjoint[given->timesteps % 2][array]);
    }
    while (end < given->timesteps)
        end = segment_forwards_f32(job, end);
    for (size_t last = end; last;) {
        const size_t first = (last - 1) / job->segment * job->segment;
        if (last != end)
            segment_forwards_f32(job, first);
        while (last > first) {
            const size_t block = (last - 1) / job->steps * job->steps;
            block_backwards_f32(job, block, last);
            last = block;
        }
    }
    for (int state = 0; state < STATES; state++)
        if (given->d_initial[state])
            from_padded_f32(job, ARRAY_OF_STATE[state], job->adjoint[0][ARRAY_OF_STATE[state]],
                            given->d_initial[state]);
}

/* What is wrong with a call, or LSTM_FINE. */
static int fault_f32(const given_f32 *given)
{
    const int fault = fault_of_options_f32(given);
    if (fault != LSTM_FINE)
        return fault;
    if (!given->workspace ||
        (given->batch && given->timesteps && !(given->sequences && given->d_sequences)))
        return LSTM_NO_ARRAY;
    return LSTM_FINE;
}

/* What a state before gets, through the timestep or because it was kept. */
LSTM_INLINE double to_before_f64(int m_t, double through, double arriving)
{
    return m_t ? through : arriving; /* masked-step */
}

/* What a state gets of what arrives at the output. */
LSTM_INLINE double to_state_f64(int masked_output, int m_t, double arriving)
{
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS: return m_t ? arriving : 0.0; /* output-previous */
    case LSTM_MASKED_STATE: return arriving; /* output-state */
    case LSTM_MASKED_ZERO: return m_t ? arriving : 0.0; /* output-zero */
    }
    return arriving;
}

/* What the output of the timestep before gets of it. */
LSTM_INLINE double to_output_before_f64(int masked_output, int m_t, double arriving)
{
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS: return m_t ? 0.0 : arriving; /* output-previous */
    case LSTM_MASKED_STATE: return 0.0; /* output-state */
    case LSTM_MASKED_ZERO: return 0.0; /* output-zero */
    }
    return arriving;
}

/* Gradients: timesteps forwards, with all that is needed kept, then backwards, block by block. */
/* Timesteps times examples that are one block, and panels that are finished at once. */
enum { BLOCK_ROWS_f64 = 128, ACROSS_f64 = 4 };

/* So many numbers of the workspace; without one only its size is counted. */
static double *take_f64(job_f64 *job, size_t numbers)
{
    double *at = job->given.workspace ? job->given.workspace + job->size : NULL;
    job->size += (numbers + 15) / 16 * 16;
    return at;
}

LSTM_INLINE int is_in_f64(const int stage, const int vector)
{
    int found = 0;
    for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
        found |= HAS[stage][vector][sum];
    return found;
}

static job_f64 job_of_f64(const given_f64 *given)
{
    job_f64 job = {.given = *given};
    const size_t batch = given->batch, wished = given->checkpoints ? given->checkpoints : 1;
    job.steps = batch && batch < BLOCK_ROWS_f64 ? BLOCK_ROWS_f64 / batch : 1;
    if (job.steps > given->timesteps)
        job.steps = given->timesteps ? given->timesteps : 1;
    const size_t blocks = (given->timesteps + job.steps - 1) / job.steps;
    const size_t each = (blocks + wished - 1) / wished, rows = job.steps * batch;
    job.segment = job.steps * (each ? each : 1);
    const size_t segments = (given->timesteps + job.segment - 1) / job.segment;
    for (int size = 0; size < SIZES; size++)
        job.padded[size] = given->rows[size] * line_size_f64(&job, size);
    for (int array = 0; array < ARRAYS; array++) {
        const size_t numbers = batch * job.padded[SIZE_OF_ARRAY[array]];
        job.array[array] = take_f64(&job, (job.segment + 1) * numbers);
        job.adjoint[0][array] = take_f64(&job, numbers * (array ? 1 : job.steps));
        job.adjoint[1][array] = job.adjoint[0][array];
    }
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t numbers = batch * job.padded[SIZE_OF_ARRAY[array]];
        job.begun[state] = take_f64(&job, (segments + 1) * numbers);
        job.adjoint[1][array] = take_f64(&job, numbers);
    }
    job.again = take_f64(&job, batch * job.padded[SIZE_OF_ARRAY[EMITTED]]);
    size_t widest = 0;
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = SUMS_OF_STAGE[stage] * job.padded[SIZE_OF_STAGE[stage]];
        job.columns[stage] = columns;
        job.sums[stage] = take_f64(&job, job.segment * batch * columns);
        job.bias[stage] = take_f64(&job, columns);
        job.d_bias[stage] = take_f64(&job, columns);
        for (int v = 0; v < VECTORS; v++) {
            const size_t n = is_in_f64(stage, v) ? given->size[SIZE_OF_VECTOR[v]] : 0;
            job.weights[stage][v] = take_f64(&job, n * columns);
            job.d_weights[stage][v] = take_f64(&job, n * columns);
            job.panels[stage][v] = take_f64(&job, panels_size_f64(n, columns));
            job.turned[stage][v] = take_f64(&job, panels_size_f64(columns, n));
        }
        if (columns > widest)
            widest = columns;
    }
    for (int column = 0; column < COLUMNS; column++) {
        job.column[column] = take_f64(&job, job.padded[SIZE_OF_COLUMN[column]]);
        job.d_column[column] = take_f64(&job, job.padded[SIZE_OF_COLUMN[column]]);
    }
    job.room = take_f64(&job, panels_size_f64(rows, widest));
    return job;
}

/* The weights as the loops read them; no gradient yet. */
static void begin_f64(job_f64 *job)
{
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = job->columns[stage];
        memset(job->d_bias[stage], 0, columns * sizeof(double));
        for (int v = 0; v < VECTORS; v++) {
            const size_t n = is_in_f64(stage, v) ? job->given.size[SIZE_OF_VECTOR[v]] : 0;
            const double *weights = job->weights[stage][v];
            to_panels_f64((matrix_f64){weights, columns, 1}, n, columns, job->panels[stage][v]);
            to_panels_f64((matrix_f64){weights, 1, columns}, columns, n, job->turned[stage][v]);
            memset(job->d_weights[stage][v], 0, n * columns * sizeof(double));
        }
    }
    for (int column = 0; column < COLUMNS; column++)
        memset(job->d_column[column], 0, job->padded[SIZE_OF_COLUMN[column]] * sizeof(double));
    memset(job->again, 0,
           job->given.batch * job->padded[SIZE_OF_ARRAY[EMITTED]] * sizeof(double));
}

/* Rows of numbers to rows that are whole registers, or from them. */
static void to_padded_f64(const job_f64 *job, const int array, const double *from, double start,
                          double *to)
{
    const int size = SIZE_OF_ARRAY[array];
    const size_t units = job->given.size[size], wide = line_size_f64(job, size);
    for (size_t line = 0; line < job->given.batch * job->given.rows[size]; line++, to += wide)
        for (size_t unit = 0; unit < wide; unit++)
            to[unit] = unit >= units ? 0.0 : from ? from[line * units + unit] : start;
}

static void from_padded_f64(const job_f64 *job, const int array, const double *from, double *to)
{
    const int size = SIZE_OF_ARRAY[array];
    const size_t units = job->given.size[size], wide = line_size_f64(job, size);
    for (size_t line = 0; line < job->given.batch * job->given.rows[size]; line++, to += units)
        memcpy(to, from + line * wide, units * sizeof(double));
}

static void stage_forwards_f64(const job_f64 *job, const int stage, size_t t)
{
    const size_t batch = job->given.batch, panels = job->padded[SIZE_OF_STAGE[stage]] / LANES_f64;
    for (int v = 1; v < VECTORS; v++) {
        const size_t padded = job->padded[SIZE_OF_VECTOR[v]];
        if (is_in_f64(stage, v))
            add_product_f64(batch, job->given.size[SIZE_OF_VECTOR[v]], job->columns[stage],
                           (matrix_f64){place_f64(job, ARRAY_OF_VECTOR[v], t, 0, 0), padded, 1},
                           job->panels[stage][v], sums_place_f64(job, stage, t, 0),
                           job->columns[stage]);
    }
    for (size_t example = 0; example < batch; example++)
        for (size_t panel = 0, count; panel < panels; panel += count) {
            sums_f64 sums[ACROSS_f64];
            count = panels - panel < ACROSS_f64 ? panels - panel : ACROSS_f64;
            for (size_t p = 0; p < count; p++)
                for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
                    sums[p][sum] =
                        load_f64(sum_place_f64(job, stage, sum, t, example, panel + p));
            finish_all_f64(job, stage, t, example, panel, (int)count, 1, sums);
        }
}

/* The timesteps of a block: the input's products at once, then one timestep after the other. */
static void block_forwards_f64(const job_f64 *job, size_t first, size_t end)
{
    const size_t batch = job->given.batch, input = job->given.size[SIZE_OF_VECTOR[0]];
    const size_t padded = job->padded[SIZE_OF_VECTOR[0]];
    for (size_t t = first; t < end; t++)
        for (size_t example = 0; example < batch; example++) {
            const size_t row = example * job->given.timesteps + entry_f64(&job->given, t);
            double *to = place_f64(job, 0, t, example, 0);
            memcpy(to, job->given.sequences + row * input, input * sizeof(double));
            memset(to + input, 0, (padded - input) * sizeof(double));
        }
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = job->columns[stage], rows = (end - first) * batch;
        product_f64(rows, is_in_f64(stage, 0) ? input : 0, columns,
                    (matrix_f64){place_f64(job, 0, first, 0, 0), padded, 1}, job->panels[stage][0],
                    job->bias[stage], 0, sums_place_f64(job, stage, first, 0), columns);
    }
    for (size_t t = first; t < end; t++)
        for (int stage = 0; stage < STAGES; stage++)
            stage_forwards_f64(job, stage, t);
}

/* The timesteps of the segment that begins with `first`, from its states; where it ends. */
static size_t segment_forwards_f64(job_f64 *job, size_t first)
{
    const size_t left = job->given.timesteps - first;
    const size_t end = first + (left < job->segment ? left : job->segment);
    job->first = first;
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t numbers = job->given.batch * job->padded[SIZE_OF_ARRAY[array]];
        const double *begun = job->begun[state] + first / job->segment * numbers;
        memcpy(job->array[array], begun, numbers * sizeof(double));
    }
    for (size_t t = first; t < end; t += job->steps)
        block_forwards_f64(job, t, end - t < job->steps ? end : t + job->steps);
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t numbers = job->given.batch * job->padded[SIZE_OF_ARRAY[array]];
        double *next = job->begun[state] + (first / job->segment + 1) * numbers;
        memcpy(next, place_f64(job, array, end, 0, 0), numbers * sizeof(double));
    }
    return end;
}

/* What arrives at the state that timestep t emits. */
static void arrive_f64(const job_f64 *job, size_t t)
{
    const given_f64 *given = &job->given;
    const int size = SIZE_OF_ARRAY[EMITTED], kind = given->masked_output;
    const size_t units = given->size[size], lines = given->rows[size];
    const size_t wide = line_size_f64(job, size);
    const int is_emitted = given->d_output && (given->every || t + 1 == given->timesteps);
    for (size_t example = 0; example < given->batch; example++) {
        const size_t row = given->every ? example * given->timesteps + t : example;
        const double *here = is_emitted ? given->d_output + row * lines * units : NULL;
        double *to = adjoint_place_f64(job, EMITTED, t + 1, example, 0);
        double *again = job->again + example * job->padded[size];
        const int counts = counts_f64(job, t, example);
        for (size_t line = 0; line < lines; line++, to += wide, again += wide)
            for (size_t unit = 0; unit < units; unit++) {
                const double arriving = again[unit] + (here ? here[line * units + unit] : 0.0);
                to[unit] += to_state_f64(kind, counts, arriving);
                again[unit] = to_output_before_f64(kind, counts, arriving);
            }
    }
}

static void stage_backwards_f64(const job_f64 *job, const int stage, size_t t)
{
    const size_t batch = job->given.batch, units = job->given.size[SIZE_OF_STAGE[stage]];
    const size_t padded = job->padded[SIZE_OF_STAGE[stage]], columns = job->columns[stage];
    const size_t wide = line_size_f64(job, SIZE_OF_STAGE[stage]);
    for (size_t example = 0; example < batch; example++) {
        double *sums = sums_place_f64(job, stage, t, example);
        if (counts_f64(job, t, example))
            back_all_f64(job, stage, t, example, padded / LANES_f64);
        else /* it gets nothing, and so do its sums */
            memset(sums, 0, columns * sizeof(double));
        for (; sums < sums_place_f64(job, stage, t, example) + columns; sums += wide)
            memset(sums + units, 0, (wide - units) * sizeof(double));
    }
    for (int v = 1; v < VECTORS; v++)
        if (is_in_f64(stage, v))
            add_product_f64(batch, columns, job->given.size[SIZE_OF_VECTOR[v]],
                           (matrix_f64){sums_place_f64(job, stage, t, 0), columns, 1},
                           job->turned[stage][v],
                           adjoint_place_f64(job, ARRAY_OF_VECTOR[v], t, 0, 0),
                           job->padded[SIZE_OF_VECTOR[v]]);
}

static void step_backwards_f64(const job_f64 *job, size_t t)
{
    const size_t batch = job->given.batch, cut = job->given.truncation;
    const int is_cut = cut && t && t % cut == 0;
    arrive_f64(job, t);
    for (int array = 1; array < ARRAYS; array++)
        memset(adjoint_place_f64(job, array, t, 0, 0), 0,
               batch * job->padded[SIZE_OF_ARRAY[array]] * sizeof(double));
    for (int stage = STAGES; stage--;)
        stage_backwards_f64(job, stage, t);
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        const size_t padded = job->padded[SIZE_OF_ARRAY[array]];
        for (size_t example = 0; job->given.mask && example < batch; example++) {
            const int counts = counts_f64(job, t, example);
            double *before = adjoint_place_f64(job, array, t, example, 0);
            const double *after = adjoint_place_f64(job, array, t + 1, example, 0);
            for (size_t unit = 0; unit < padded; unit++)
                before[unit] = to_before_f64(counts, before[unit], after[unit]);
        }
        if (is_cut)
            memset(adjoint_place_f64(job, array, t, 0, 0), 0, batch * padded * sizeof(double));
    }
}

/* The timesteps of a block from the last to the first, then what no timestep waits for. */
static void block_backwards_f64(const job_f64 *job, size_t first, size_t end)
{
    const size_t batch = job->given.batch, rows = (end - first) * batch;
    const size_t input = job->given.size[SIZE_OF_VECTOR[0]];
    const size_t padded = job->padded[SIZE_OF_VECTOR[0]];
    memset(job->adjoint[0][0], 0, rows * padded * sizeof(double));
    for (size_t t = end; t-- > first;)
        step_backwards_f64(job, t);
    for (int stage = 0; stage < STAGES; stage++) {
        const size_t columns = job->columns[stage];
        const double *sums = sums_place_f64(job, stage, first, 0);
        const double one = 1.0;
        to_panels_f64((matrix_f64){sums, columns, 1}, rows, columns, job->room);
        add_product_f64(1, rows, columns, (matrix_f64){&one, 0, 0}, job->room, job->d_bias[stage],
                        columns);
        for (int v = 0; v < VECTORS; v++) {
            const double *vector = place_f64(job, ARRAY_OF_VECTOR[v], first, 0, 0);
            if (is_in_f64(stage, v))
                add_product_f64(job->given.size[SIZE_OF_VECTOR[v]], rows, columns,
                               (matrix_f64){vector, 1, job->padded[SIZE_OF_VECTOR[v]]}, job->room,
                               job->d_weights[stage][v], columns);
        }
        if (is_in_f64(stage, 0))
            add_product_f64(rows, columns, input, (matrix_f64){sums, columns, 1},
                           job->turned[stage][0], job->adjoint[0][0], padded);
    }
    for (size_t t = first; t < end; t++)
        for (size_t example = 0; example < batch; example++) {
            const size_t row = example * job->given.timesteps + entry_f64(&job->given, t);
            memcpy(job->given.d_sequences + row * input, adjoint_place_f64(job, 0, t, example, 0),
                   input * sizeof(double));
        }
}

/* All of a call whose weights are there. */
static void gradients_f64(job_f64 *job)
{
    const given_f64 *given = &job->given;
    size_t end = 0;
    begin_f64(job);
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        to_padded_f64(job, array, given->initial[state], (double)START_OF_STATE[state],
                      job->begun[state]);
        to_padded_f64(job, array, given->d_last[state], 0.0,
                      job->adjoint[given->timesteps % 2][array]);
    }
    while (end < given->timesteps)
        end = segment_forwards_f64(job, end);
    for (size_t last = end; last;) {
        const size_t first = (last - 1) / job->segment * job->segment;
        if (last != end)
            segment_forwards_f64(job, first);
        while (last > first) {
            const size_t block = (last - 1) / job->steps * job->steps;
            block_backwards_f64(job, block, last);
            last = block;
        }
    }
    for (int state = 0; state < STATES; state++)
        if (given->d_initial[state])
            from_padded_f64(job, ARRAY_OF_STATE[state], job->adjoint[0][ARRAY_OF_STATE[state]],
                            given->d_initial[state]);
}

/* What is wrong with a call, or LSTM_FINE. */
static int fault_f64(const given_f64 *given)
{
    const int fault = fault_of_options_f64(given);
    if (fault != LSTM_FINE)
        return fault;
    if (!given->workspace ||
        (given->batch && given->timesteps && !(given->sequences && given->d_sequences)))
        return LSTM_NO_ARRAY;
    return LSTM_FINE;
}
