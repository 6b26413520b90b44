/* Carrying out the front end's commands, each with its one reply. */
#ifndef PTOP_CORE_ORDERS_H
#define PTOP_CORE_ORDERS_H

#include "tracer.h"

TRACER_THREAD void orders_run(struct tracer *tracer);

#endif
