#include "details_callers.h"

void details_put_caller(struct text *text, const struct caller *caller, uint8_t role)
{
    uint8_t before = text_set_role(text, role);

    if (caller->place_bytes)
        text_escape(text, caller->function, caller->place_bytes, TEXT_ESCAPE_UTF8);
    else
        text_escape(text, caller->address, caller->address_bytes, TEXT_ESCAPE_UTF8);
    if (caller->module_bytes) {
        text_set_role(text, TEXT_DIM);
        text_put(text, " in ");
        text_escape(text, caller->module, caller->module_bytes, TEXT_ESCAPE_UTF8);
    }
    text_set_role(text, before);
}
