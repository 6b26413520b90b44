/* A vector of buffers, by itself or inside a message header. */
#ifndef PTOP_CORE_VECTOR_H
#define PTOP_CORE_VECTOR_H

#include "formatter.h"

struct capture;

/* The buffers of an array of iovecs that was captured already, as parts from first_part on;
 * available: how many bytes the call moved. */
void capture_vector(struct capture *capture, unsigned first_part, const uint8_t *vector,
                    uint32_t length, uint64_t available);

void format_vector(struct formatter *f, struct captured vector, unsigned first_part);
/* The same, of a vector at an address, for what of it could not be read. */
void format_vector_at(struct formatter *f, struct captured vector, unsigned first_part,
                      tracee_addr address);

/* Is the part of a msghdr (or of an array of them) what one of its buffers holds? */
bool message_part_is_data(unsigned part);

#endif
