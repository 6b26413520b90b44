/*
 * Drives a fuzz target where libFuzzer is not: fuzz_NAME SECONDS CORPUS.
 *
 * Every file of the corpus is tried as it is, then what chance makes of them, the
 * same sequence each time; PTOP_TEST_SEED=N makes another one.  Some of the changed ones join those that are changed next.
 * It knows nothing of coverage: a regression test with a long tail, not a search.
 *
 * The input that is being tried is in fuzz_NAME.input in the working directory, shared
 * with the kernel: whatever ends the process, there it is.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define MAX_BYTES     4096
#define MAX_SEEDS     256 /* files of the corpus */
#define POOL          512 /* and what was made of them */
#define INPUT_SECONDS 10  /* one input at most: longer is a hang */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* the target */

struct input {
    size_t size;
    uint8_t bytes[MAX_BYTES];
};

static struct input pool[POOL];
static size_t seed_count;
static uint8_t *trial; /* MAX_BYTES, shared with fuzz_NAME.input */
static int trial_file;
static char trial_name[256];

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(2);
}

/* ---- chance ------------------------------------------------------------------------ */

static uint64_t chance_state = 0x9e3779b97f4a7c15;

static size_t chance(size_t limit)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (size_t)((chance_state >> 16) % limit);
}

/* ---- one input ----------------------------------------------------------------------- */

static void say_where(int signal)
{
    static const char message[] = "\nthe input is in ";

    if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0 ||
        write(STDERR_FILENO, trial_name, strlen(trial_name)) < 0 ||
        write(STDERR_FILENO, "\n", 1) < 0)
        _exit(2);
    raise(signal); /* the handler stood for once: the default follows */
}

static void watch_for_the_end(void)
{
    static const int signals[] = {SIGABRT, SIGALRM};
    const struct sigaction action = {.sa_handler = say_where, .sa_flags = (int)SA_RESETHAND};

    for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
        require(sigaction(signals[i], &action, NULL) == 0, "sigaction");
}

static void open_trial(const char *program)
{
    snprintf(trial_name, sizeof(trial_name), "%s.input", basename(program));
    trial_file = open(trial_name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    require(trial_file >= 0 && ftruncate(trial_file, MAX_BYTES) == 0, trial_name);
    trial = mmap(NULL, MAX_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, trial_file, 0);
    require(trial != MAP_FAILED, "mmap");
}

/* The target reads a copy of exactly the size, so that a sanitizer sees its end. */
static void try_input(const struct input *input)
{
    uint8_t *copy = malloc(input->size ? input->size : 1);

    require(copy != NULL, "malloc");
    memcpy(trial, input->bytes, input->size);
    memset(trial + input->size, 0, MAX_BYTES - input->size);
    memcpy(copy, input->bytes, input->size);
    alarm(INPUT_SECONDS);
    LLVMFuzzerTestOneInput(copy, input->size);
    free(copy);
}

/* ---- changes ------------------------------------------------------------------------- */

/* Put length bytes in at a place; what no longer fits falls off the end. */
static void insert(struct input *input, size_t at, const uint8_t *bytes, size_t length)
{
    size_t tail = input->size - at;

    if (length > MAX_BYTES - at)
        length = MAX_BYTES - at;
    if (tail > MAX_BYTES - at - length)
        tail = MAX_BYTES - at - length;
    memmove(input->bytes + at + length, input->bytes + at, tail);
    memcpy(input->bytes + at, bytes, length);
    input->size = at + length + tail;
}

static void drop(struct input *input, size_t at, size_t length)
{
    memmove(input->bytes + at, input->bytes + at + length, input->size - at - length);
    input->size -= length;
}

static size_t some_length(size_t limit)
{
    return 1 + chance(chance(4) ? (limit < 8 ? limit : 8) : limit);
}

/* A run of bytes of another input. */
static void insert_of(struct input *input, const struct input *other)
{
    uint8_t bytes[MAX_BYTES];

    if (other->size == 0)
        return;
    size_t from = chance(other->size);
    size_t length = some_length(other->size - from);
    memcpy(bytes, other->bytes + from, length);
    insert(input, chance(input->size + 1), bytes, length);
}

static void change(struct input *input, const struct input *other)
{
    static const uint8_t telling[] = {0,   1,   0x7f, 0x80, 0xff, ' ', '(', ')', '"', '\\', '/',
                                      '{', '}', ',',  '|',  '&',  '!', '=', '~', ':', '*',  '['};
    uint8_t byte = chance(2) ? telling[chance(sizeof(telling))] : (uint8_t)chance(256);
    size_t at = input->size ? chance(input->size) : 0;

    switch (input->size ? chance(6) : 5) {
    case 0:
        input->bytes[at] ^= (uint8_t)(1u << chance(8));
        break;
    case 1:
        input->bytes[at] = byte;
        break;
    case 2:
        insert(input, at, &byte, 1);
        break;
    case 3:
        drop(input, at, some_length(input->size - at));
        break;
    case 4: /* the end of another */
        input->size = at;
        insert_of(input, other);
        break;
    default:
        insert_of(input, other);
        break;
    }
}

/* ---- the corpus ---------------------------------------------------------------------- */

static void read_seed(const char *folder, const char *name)
{
    char path[512];
    struct input *input = &pool[seed_count];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    require(file != NULL, path);
    input->size = fread(input->bytes, 1, MAX_BYTES, file);
    fclose(file);
    seed_count++;
}

/* In the order of their names, so that chance has the same each time.  No folder is no file. */
static void read_seeds(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);

    require(count >= 0 || errno == ENOENT, folder);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.' && seed_count < MAX_SEEDS)
            read_seed(folder, entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    if (seed_count == 0)
        seed_count = 1; /* the empty one */
}

/* ---- time ---------------------------------------------------------------------------- */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int argc, char **argv)
{
    const char *scale = getenv("PTOP_TEST_SCALE"), *seed = getenv("PTOP_TEST_SEED");
    static struct input input;
    size_t used;
    unsigned long rounds = 0;

    if (argc != 3) {
        fprintf(stderr, "usage: %s SECONDS CORPUS\n", argv[0]);
        return 2;
    }
    if (seed)
        chance_state += strtoull(seed, NULL, 0);
    double end = now() + atof(argv[1]) * (scale ? atof(scale) : 1);
    open_trial(argv[0]);
    watch_for_the_end();
    read_seeds(argv[2]);
    for (used = 0; used < seed_count; used++)
        try_input(&pool[used]);
    for (; now() < end; rounds++) {
        input = pool[chance(used)];
        for (size_t changes = 1 + chance(4); changes > 0; changes--)
            change(&input, &pool[chance(used)]);
        try_input(&input);
        if (chance(16) != 0)
            continue;
        if (used < POOL)
            used++;
        pool[used == POOL ? seed_count + chance(POOL - seed_count) : used - 1] = input;
    }
    alarm(0);
    unlink(trial_name);
    printf("%lu inputs from %zu files\n", rounds, seed_count);
    return 0;
}
