#!/usr/bin/env bash
# libfann 2.2.0 (Debian 12): training sees half the slope of a Gaussian, and the sine's and cosine's at another point.
#
# Guess: one step of incremental training on one example, with no momentum and a linear error, moves the weight by the rate
#   times the error times the slope of the activation, halved where the activation is symmetric.
# What it does: that holds for linear, sigmoid and Elliot. The Gaussians' slope is halved; the sine's and cosine's is taken at the
#   input times the steepness twice, sin(0.5 x)' as 0.5 cos(0.25 x), so that it has the wrong sign for some inputs.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
command -v cc > /dev/null || { echo "skipped: a C compiler is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq libfann-dev=2.2.0+ds-8 libfann2=2.2.0+ds-8) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

cat > "$folder/seen.c" <<'C'
#include <fann.h>
#include <math.h>
#include <stdio.h>

static struct fann *network;
static struct fann_connection connections[2];

static float run(float weight, float x) {
    connections[0].weight = weight, connections[1].weight = 0;
    fann_set_weight_array(network, connections, 2);
    return fann_run(network, &x)[0];
}

int main(void) {
    int activations[] = {FANN_LINEAR, FANN_SIGMOID, FANN_SIGMOID_SYMMETRIC, FANN_ELLIOT, FANN_GAUSSIAN, FANN_GAUSSIAN_SYMMETRIC,
                         FANN_SIN, FANN_SIN_SYMMETRIC, FANN_COS, FANN_COS_SYMMETRIC};
    for (int i = 0; i < 10; i++)
        for (float x = 1; x < 6; x += 3) {
            network = fann_create_standard(2, 1, 1);
            fann_set_activation_function_output(network, activations[i]);
            fann_set_training_algorithm(network, FANN_TRAIN_INCREMENTAL);
            fann_set_train_error_function(network, FANN_ERRORFUNC_LINEAR);
            fann_set_learning_momentum(network, 0);
            fann_set_learning_rate(network, 0.01f);
            fann_get_connection_array(network, connections);
            int symmetric = activations[i] == FANN_SIGMOID_SYMMETRIC || activations[i] == FANN_GAUSSIAN_SYMMETRIC
                || activations[i] == FANN_SIN_SYMMETRIC || activations[i] == FANN_COS_SYMMETRIC;
            float slope = (run(1.01f, x) - run(0.99f, x)) / 0.02f, wanted = run(1, x) + 0.1f;
            fann_train(network, &x, &wanted);
            fann_get_connection_array(network, connections);
            printf("%s at %g: slope %.3f, in training %.3f\n", FANN_ACTIVATIONFUNC_NAMES[activations[i]], x, slope,
                   (connections[0].weight - 1) / 0.001 * (symmetric ? 2 : 1));
            fann_destroy(network);
        }
}
C
cc -I "$folder/usr/include" "$folder/seen.c" -o "$folder/seen.out" -L "$folder/usr/lib/x86_64-linux-gnu" -lfann -lm
LD_LIBRARY_PATH="$folder/usr/lib/x86_64-linux-gnu" "$folder/seen.out" 2>> "$folder/log" | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
FANN_LINEAR at 1: slope 0.500, in training 0.500
FANN_LINEAR at 4: slope 2.000, in training 2.000
FANN_SIGMOID at 1: slope 0.197, in training 0.197
FANN_SIGMOID at 4: slope 0.071, in training 0.071
FANN_SIGMOID_SYMMETRIC at 1: slope 0.393, in training 0.393
FANN_SIGMOID_SYMMETRIC at 4: slope 0.141, in training 0.141
FANN_ELLIOT at 1: slope 0.111, in training 0.111
FANN_ELLIOT at 4: slope 0.111, in training 0.111
FANN_GAUSSIAN at 1: slope -0.389, in training -0.195
FANN_GAUSSIAN at 4: slope -0.147, in training -0.073
FANN_GAUSSIAN_SYMMETRIC at 1: slope -0.779, in training -0.389
FANN_GAUSSIAN_SYMMETRIC at 4: slope -0.293, in training -0.147
FANN_SIN at 1: slope 0.219, in training 0.242
FANN_SIN at 4: slope -0.416, in training 0.540
FANN_SIN_SYMMETRIC at 1: slope 0.439, in training 0.484
FANN_SIN_SYMMETRIC at 4: slope -0.832, in training 1.081
FANN_COS at 1: slope -0.120, in training -0.062
FANN_COS at 4: slope -0.909, in training -0.841
FANN_COS_SYMMETRIC at 1: slope -0.240, in training -0.124
FANN_COS_SYMMETRIC at 4: slope -1.818, in training -1.683
EXPECTED
