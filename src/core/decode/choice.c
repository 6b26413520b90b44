/* Arguments whose type another argument decides: look-up, and both halves. */
#include "choice.h"

#include "capture.h"
#include "formatter.h"

const struct choice *choice_find(const struct choice *choices, size_t count, uint32_t selector)
{
    for (size_t i = 0; i < count; i++)
        if (choices[i].selector == selector)
            return &choices[i];
    return NULL;
}

static struct arg_spec choice_spec(const struct choice *choice)
{
    return (struct arg_spec){
        .type = choice->type,
        .direction = choice->direction,
        .size = choice->size,
    };
}

void capture_choice(struct capture *c, const struct choice *choice)
{
    if (!choice)
        return;
    struct arg_spec arg = choice_spec(choice);
    capture_argument(c, &arg);
}

void format_choice(struct formatter *f, const struct choice *choice)
{
    if (!choice) {
        format_hex(f, format_register(f, f->arg));
        return;
    }
    struct arg_spec arg = choice_spec(choice);
    format_argument_as(f, &arg);
}
