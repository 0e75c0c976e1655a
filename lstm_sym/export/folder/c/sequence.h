/* The model of this folder, of one example; nothing is allocated. */
#ifndef MODEL_H
#define MODEL_H

#include <stddef.h>
#include <stdint.h>

typedef @INPUT@ model_input;
enum { MODEL_INPUTS = @INPUTS@, MODEL_OUTPUTS = @OUTPUTS@, MODEL_WIDEST = @WIDEST@ };
#ifndef MODEL_TIMESTEPS /* for how many there is room */
#define MODEL_TIMESTEPS @TIMESTEPS@
#endif

/* What a run returns: y is only written where all is fine. */
enum model_fault {
    MODEL_FINE,
    MODEL_TOO_LONG,  /* more timesteps than MODEL_TIMESTEPS */
    MODEL_NO_ROW,    /* an entry of x has no row in the table of words */
    MODEL_TOO_SHORT, /* fewer timesteps than a window of a layer has */
};

/* What a run works in. */
typedef struct {
@STATES@
    float sequence[2][MODEL_TIMESTEPS][MODEL_WIDEST];
    unsigned char counts[MODEL_TIMESTEPS]; /* 0 where a timestep is masked */
} model_state;

/* x has MODEL_INPUTS entries a timestep, one timestep behind the other; y gets @OUTPUT@,
   MODEL_OUTPUTS numbers. The whole sequence is needed: a timestep alone decides nothing. */
int model_run(model_state *state, size_t timesteps, const model_input *x, float *y);

#endif
