#include "memory_image.h"

#include <string.h>

void memory_image_take(struct memory_image *image, const struct sight *sight)
{
    const struct look *look = &sight->look;
    size_t count =
        look->memory_bytes < MEMORY_IMAGE_BYTES ? look->memory_bytes : MEMORY_IMAGE_BYTES;
    if (!sight->memory || count == 0)
        return;
    if (look->at.tid != image->tid)
        image->before.count = image->now.count = 0;
    else if (look->at.generation != image->generation)
        image->before = image->now;
    image->tid = look->at.tid;
    image->generation = look->at.generation;
    image->now.address = look->memory_address;
    image->now.count = count;
    memcpy(image->now.bytes, sight->memory, count);
    memcpy(image->now.is_mapped, sight->is_mapped, count);
}

bool memory_image_knows(const struct memory_image *image, tracee_addr address)
{
    return address - image->now.address < image->now.count;
}

static bool get(const struct memory_stretch *stretch, tracee_addr address, uint8_t *ret_byte)
{
    tracee_addr at = address - stretch->address;
    if (at >= stretch->count || !stretch->is_mapped[at])
        return false;
    *ret_byte = stretch->bytes[at];
    return true;
}

bool memory_image_get(const struct memory_image *image, tracee_addr address, uint8_t *ret_byte)
{
    return get(&image->now, address, ret_byte);
}

bool memory_image_has_changed(const struct memory_image *image, tracee_addr address)
{
    uint8_t now, before;
    return get(&image->now, address, &now) && get(&image->before, address, &before) &&
           now != before;
}
