#include "urings.h"

#include <fcntl.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../decode/uring_entry.h"
#include "../inspect/tracee_memory.h"
#include "../tracee/call_facts.h"
#include "../tracee/procfs.h"

/* linux/io_uring.h of Linux 7.0, where the system's is older */
#define SETUP_NO_MMAP            (1u << 14)
#define SETUP_REGISTERED_FD_ONLY (1u << 15)
#define SETUP_NO_SQARRAY         (1u << 16)
#define SETUP_SQE_MIXED          (1u << 19)
#define SETUP_SQ_REWIND          (1u << 20)
#define REGISTER_RESIZE_RINGS    33
#define REGISTER_BY_INDEX        (1u << 31)
#define PIDFD_OF_THREAD          O_EXCL /* PIDFD_THREAD, from Linux 6.9 on */

#define NARROW_BYTES      64u
#define MOST_QUEUE_PLACES 32768u
#define MOST_RINGS_BYTES  (8u << 20)
#define PAGE_BYTES        4096u
#define RING_NAME         "anon_inode:[io_uring]"

void urings_init(struct urings *urings)
{
    urings->copy_fd = memfd_create("ptop-urings", MFD_CLOEXEC);
}

void urings_done(struct urings *urings)
{
    if (urings->copy_fd >= 0)
        close(urings->copy_fd);
    if (urings->task_tid)
        close(urings->task_fd);
}

/* ---- what is remembered ------------------------------------------------------------- */

static struct uring *slot_of(const struct urings *urings, uint32_t table, int32_t number)
{
    return (struct uring *)&urings->known[(table * 40503u + (uint32_t)number) % URINGS_MOST];
}

static const struct uring *find(const struct urings *urings, uint32_t table, int32_t number,
                                bool is_index)
{
    const struct uring *uring = slot_of(urings, table, number);
    bool is_it = uring->table == table && uring->number == number && uring->is_index == is_index;

    return is_it ? uring : NULL;
}

static struct uring *take_slot(struct urings *urings, uint32_t table, int32_t number, bool is_index)
{
    struct uring *uring = slot_of(urings, table, number);

    *uring = (struct uring){
        .table = table, .number = number, .is_index = is_index, .serial = ++urings->last_serial, .fd = -1,
    };
    return uring;
}

static void forget(struct urings *urings, uint32_t table, int32_t number, bool is_index)
{
    if (find(urings, table, number, is_index))
        slot_of(urings, table, number)->table = 0;
}

void urings_doubt(struct urings *urings, const struct tracee *tracee, int fd)
{
    forget(urings, tracee->files, fd, false);
}

static uint32_t remember_new(struct urings *urings, const struct tracee *tracee, int64_t result)
{
    struct io_uring_params params;
    struct uring *uring;
    bool is_index;

    if (tracee_memory_read(tracee->tid, tracee->call.args[1], &params, sizeof params) !=
        (ssize_t)sizeof params)
        return 0;
    is_index = params.flags & SETUP_REGISTERED_FD_ONLY;
    uring = take_slot(urings, is_index ? (uint32_t)tracee->tid : tracee->files, (int32_t)result, is_index);
    uring->has_layout = true;
    uring->flags = params.flags;
    uring->entries = params.sq_entries;
    uring->head = params.sq_off.head;
    uring->tail = params.sq_off.tail;
    uring->array = params.sq_off.array;
    uring->entries_at = params.sq_off.resv2; /* user_addr */
    uring->rings_at = params.cq_off.resv2;
    uring->memory = tracee->memory;
    return params.flags;
}

/* struct io_uring_rsrc_update, as far as IORING_REGISTER_RING_FDS looks at it */
struct registration {
    uint32_t index, reserved;
    uint64_t fd;
};
#define MOST_REGISTRATIONS 16 /* the kernel's own limit */

static void remember_index(struct urings *urings, const struct tracee *tracee,
                           const struct registration *registration)
{
    const struct uring *of_fd = find(urings, tracee->files, (int32_t)registration->fd, false);
    struct uring *uring;

    if (!of_fd)
        of_fd = take_slot(urings, tracee->files, (int32_t)registration->fd, false);
    uring = take_slot(urings, (uint32_t)tracee->tid, (int32_t)registration->index, true);
    if (uring == of_fd) /* both belong into one slot */
        return;
    uring->fd = (int32_t)registration->fd;
    uring->fd_serial = of_fd->serial;
}

static void follow_registrations(struct urings *urings, const struct tracee *tracee, int64_t result,
                                 bool is_end)
{
    struct registration registrations[MOST_REGISTRATIONS];
    size_t count = result < MOST_REGISTRATIONS ? (size_t)result : MOST_REGISTRATIONS;

    if (result <= 0 ||
        tracee_memory_read(tracee->tid, tracee->call.args[2], registrations,
                           count * sizeof registrations[0]) != (ssize_t)(count * sizeof registrations[0]))
        return;
    for (size_t i = 0; i < count; i++) {
        if (is_end)
            forget(urings, (uint32_t)tracee->tid, (int32_t)registrations[i].index, true);
        else
            remember_index(urings, tracee, &registrations[i]);
    }
}

/* Its queue is another one, laid out otherwise. */
static void follow_resizing(struct urings *urings, const struct tracee *tracee, bool is_by_index)
{
    int32_t number = (int32_t)tracee->call.args[0];
    const struct uring *uring = find(urings, (uint32_t)tracee->tid, number, true);

    if (is_by_index && uring) {
        forget(urings, tracee->files, uring->fd, false);
        forget(urings, (uint32_t)tracee->tid, number, true);
    } else if (!is_by_index) {
        urings_doubt(urings, tracee, number);
    }
}

static void follow_change(struct urings *urings, const struct tracee *tracee, int64_t result)
{
    uint32_t operation = (uint32_t)tracee->call.args[1];

    switch (operation & ~REGISTER_BY_INDEX) {
    case IORING_REGISTER_RING_FDS:
        follow_registrations(urings, tracee, result, false);
        break;
    case IORING_UNREGISTER_RING_FDS:
        follow_registrations(urings, tracee, result, true);
        break;
    case REGISTER_RESIZE_RINGS:
        follow_resizing(urings, tracee, operation & REGISTER_BY_INDEX);
        break;
    }
}

bool urings_follow(struct urings *urings, const struct tracee *tracee, int64_t result,
                   uint32_t *ret_flags)
{
    const struct tracee_call *call = &tracee->call;
    enum abi abi = (enum abi)call->abi;

    *ret_flags = 0;
    if (call_fact(abi, call->number, CALL_MAKES_URING)) {
        *ret_flags = remember_new(urings, tracee, result);
        return true;
    }
    if (call_fact(abi, call->number, CALL_CHANGES_URING))
        follow_change(urings, tracee, result);
    return call_fact(abi, call->number, CALL_ENTERS_URING);
}

/* ---- the memory of a ring ------------------------------------------------------------- */

/* A queue that is being read. */
struct queue {
    const struct tracee *tracee;
    const struct uring *uring; /* with a layout; NULL: fdinfo says how it is */
    int fd;                    /* ours; -1: it lies in the tracee's own memory */
    int copy_fd;               /* of struct urings */
    const uint8_t *rings, *places; /* mapped by us, or NULL */
    size_t rings_bytes, places_bytes;
    uint32_t entries, head, tail; /* places of the queue; what was taken and put so far */
    uint32_t place_bytes;
    bool is_mixed;             /* operations may take two places */
    bool has_indexes;          /* the places come in an order of their own: ... */
    uint32_t indexes[URING_ENTRIES_MOST];
    uint32_t index_count;
};

static bool is_ring(pid_t tid, int fd)
{
    char link[32], name[sizeof RING_NAME];

    snprintf(link, sizeof link, "fd/%d", fd);
    return procfs_read_link(tid, link, name, sizeof name) == (ssize_t)strlen(RING_NAME) &&
           memcmp(name, RING_NAME, strlen(RING_NAME)) == 0;
}

static int open_task(const struct tracee *tracee, const struct tracee *leader)
{
    int task = (int)syscall(SYS_pidfd_open, tracee->tid, PIDFD_OF_THREAD);

    if (task < 0 && leader && leader->files == tracee->files)
        task = (int)syscall(SYS_pidfd_open, leader->tid, 0);
    return task;
}

/* A descriptor of the tracee as one of ours, or -1.  Who was asked last is kept open: mostly it is asked
 * again; and another one that got its number is not taken for it. */
static int take_over(struct urings *urings, const struct tracee *tracee, const struct tracee *leader, int fd)
{
    int ours = -1;

    if (urings->task_tid == tracee->tid && urings->task_files == tracee->files)
        ours = (int)syscall(SYS_pidfd_getfd, urings->task_fd, fd, 0);
    if (ours >= 0)
        return ours;
    if (urings->task_tid)
        close(urings->task_fd);
    urings->task_fd = open_task(tracee, leader);
    urings->task_tid = urings->task_fd >= 0 ? tracee->tid : 0;
    urings->task_files = tracee->files;
    return urings->task_tid ? (int)syscall(SYS_pidfd_getfd, urings->task_fd, fd, 0) : -1;
}

/* Nothing but a ring is touched: to close another file may mean something to it. */
static int take_ring(struct urings *urings, const struct tracee *tracee, const struct tracee *leader, int fd)
{
    int ours;

    if (fd < 0 || !is_ring(tracee->tid, fd))
        return -1;
    ours = take_over(urings, tracee, leader, fd);
    if (ours >= 0 && !is_ring(getpid(), ours)) { /* it was another one in between */
        close(ours);
        return -1;
    }
    return ours;
}

static const uint8_t *map(int fd, uint64_t where, size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, (off_t)where);

    return memory == MAP_FAILED ? NULL : memory;
}

static bool map_places(struct queue *queue, uint32_t place_bytes)
{
    queue->place_bytes = place_bytes;
    queue->places_bytes = (size_t)queue->entries * place_bytes;
    queue->places = map(queue->fd, IORING_OFF_SQES, queue->places_bytes);
    return queue->places != NULL;
}

static void queue_done(struct queue *queue)
{
    if (queue->rings)
        munmap((void *)queue->rings, queue->rings_bytes);
    if (queue->places)
        munmap((void *)queue->places, queue->places_bytes);
    if (queue->fd >= 0)
        close(queue->fd);
}

/* Of what we mapped, or where the program has it itself.  The kernel may map less than it was asked for
 * and say nothing, but for the first page; it is the kernel, too, that shall find out, who answers EFAULT where we
 * would get SIGBUS. */
static bool read_part(const struct queue *queue, const uint8_t *mapped, size_t mapped_bytes,
                      tracee_addr address, size_t offset, void *out, size_t size)
{
    if (!mapped)
        return queue->fd < 0 &&
               tracee_memory_read(queue->tracee->tid, address + offset, out, size) == (ssize_t)size;
    if (offset > mapped_bytes || mapped_bytes - offset < size)
        return false;
    if (offset + size <= PAGE_BYTES) {
        memcpy(out, mapped + offset, size);
        return true;
    }
    return pwrite(queue->copy_fd, mapped + offset, size, 0) == (ssize_t)size &&
           pread(queue->copy_fd, out, size, 0) == (ssize_t)size;
}

static bool read_rings(const struct queue *queue, size_t offset, void *out, size_t size)
{
    return read_part(queue, queue->rings, queue->rings_bytes, queue->uring ? queue->uring->rings_at : 0,
                     offset, out, size);
}

static bool read_place(const struct queue *queue, uint32_t place, void *out, size_t size)
{
    return read_part(queue, queue->places, queue->places_bytes,
                     queue->uring ? queue->uring->entries_at : 0, (size_t)place * queue->place_bytes,
                     out, size);
}

/* ---- a ring that we saw made ---------------------------------------------------------- */

static bool is_power_of_two(uint32_t value)
{
    return value && !(value & (value - 1));
}

static bool open_known(struct queue *queue, const struct uring *uring, uint32_t wanted)
{
    bool is_mapped = !(uring->flags & SETUP_NO_MMAP);

    queue->uring = uring;
    queue->entries = uring->entries;
    queue->place_bytes = uring->flags & IORING_SETUP_SQE128 ? URING_ENTRY_MAX_BYTES : NARROW_BYTES;
    queue->is_mixed = uring->flags & SETUP_SQE_MIXED;
    queue->has_indexes = !(uring->flags & SETUP_NO_SQARRAY);
    if (uring->flags & IORING_SETUP_SQPOLL || !is_power_of_two(queue->entries) ||
        queue->entries > MOST_QUEUE_PLACES || uring->array > MOST_RINGS_BYTES ||
        (!is_mapped && uring->memory != queue->tracee->memory))
        return false;
    if (is_mapped) {
        queue->rings_bytes = PAGE_BYTES;
        if (queue->has_indexes)
            queue->rings_bytes = uring->array + (size_t)queue->entries * sizeof(uint32_t);
        queue->rings = map(queue->fd, IORING_OFF_SQ_RING, queue->rings_bytes);
        if (!queue->rings || !map_places(queue, queue->place_bytes))
            return false;
    }
    if (uring->flags & SETUP_SQ_REWIND) {
        queue->tail = wanted < queue->entries ? wanted : queue->entries;
        return true;
    }
    return read_rings(queue, uring->head, &queue->head, sizeof queue->head) &&
           read_rings(queue, uring->tail, &queue->tail, sizeof queue->tail);
}

/* Which place is the next one taken from; entries: none, the kernel stops there. */
static uint32_t place_of(const struct queue *queue, uint32_t number)
{
    uint32_t slot = (queue->head + number) & (queue->entries - 1), place;

    if (!queue->has_indexes)
        return slot;
    if (!queue->uring)
        return number < queue->index_count ? queue->indexes[number] : queue->entries;
    if (!read_rings(queue, queue->uring->array + (size_t)slot * sizeof place, &place, sizeof place))
        return queue->entries;
    return place < queue->entries ? place : queue->entries;
}

/* ---- one that we did not ---------------------------------------------------------------- */

/* The descriptor's fdinfo, NUL-terminated; TRACER_THREAD's own memory, until the next one. */
static const char *read_info(pid_t tid, int fd)
{
    static char info[32768];
    char file[32];
    ssize_t got;

    snprintf(file, sizeof file, "fdinfo/%d", fd);
    got = procfs_read(tid, file, info, sizeof info - 1);
    info[got > 0 ? got : 0] = '\0';
    return info;
}

/* The value of a line "Name:\t12" of fdinfo. */
static bool find_value(const char *info, const char *name, uint32_t *ret_value)
{
    const char *line = strstr(info, name);

    if (!line)
        return false;
    *ret_value = (uint32_t)strtoul(line + strlen(name), NULL, 0);
    return true;
}

/* A thread of the kernel takes the entries by itself. */
static bool is_polled(const char *info)
{
    uint32_t poller;

    return find_value(info, "\nSqThread:", &poller) && poller != UINT32_MAX;
}

#define WIDE_MARK ", e0:" /* the second half of an entry */
#define WIDE_NAME "128, "  /* of an operation that is wide by itself */

/* "    3: opcode:READ, fd:5, …" for each entry, in the order in which they will be taken. */
static bool read_listed(struct queue *queue, const char *line, bool *ret_is_wide)
{
    *ret_is_wide = false;
    for (; queue->index_count < URING_ENTRIES_MOST; queue->index_count++) {
        char *end;
        unsigned long index = strtoul(line, &end, 10);
        const char *next = strchr(line, '\n'), *mark = strstr(line, WIDE_MARK);
        const char *name = strstr(line, WIDE_NAME);

        if (end == line || strncmp(end, ": opcode:", 9) != 0 || !next)
            return true;
        if (index >= queue->entries || (name && name < next)) /* nobody says in how many places it is */
            return false;
        queue->indexes[queue->index_count] = (uint32_t)index;
        *ret_is_wide |= mark && mark < next;
        line = next + 1;
    }
    return true;
}

/* What narrow places would leave behind them: where they fill pages no page, else nothing but zeroes. */
static bool uses_second_half(const struct queue *queue)
{
    size_t narrow_bytes = queue->entries * NARROW_BYTES;
    bool fills_pages = narrow_bytes % PAGE_BYTES == 0;
    uint8_t half[PAGE_BYTES];

    if (!read_place(queue, queue->entries / 2, half, fills_pages ? 1 : narrow_bytes))
        return false;
    for (size_t i = 0; i < narrow_bytes && !fills_pages; i++) {
        if (half[i])
            return true;
    }
    return fills_pages;
}

/* Where no order is told there is none, and no width either: it is asked of the memory.  Small queues of
 * either width have a page, whose second half wide ones use from the middle of the queue on: before that
 * it is not known. */
static bool find_width(struct queue *queue)
{
    uint32_t narrow_bytes = queue->entries * NARROW_BYTES;

    if (!map_places(queue, URING_ENTRY_MAX_BYTES))
        return map_places(queue, NARROW_BYTES);
    bool is_wide = uses_second_half(queue);
    queue->place_bytes = is_wide ? URING_ENTRY_MAX_BYTES : NARROW_BYTES;
    return is_wide || narrow_bytes % PAGE_BYTES == 0 || queue->tail > queue->entries / 2;
}

static bool open_unknown(struct queue *queue, int fd)
{
    const char *info = read_info(queue->tracee->tid, fd), *list = strstr(info, "\nSQEs:");
    uint32_t mask, cached_head, count;
    bool is_wide;

    if (!list || !find_value(info, "\nSqMask:", &mask) || !find_value(info, "\nSqHead:", &queue->head) ||
        !find_value(info, "\nSqTail:", &queue->tail) ||
        !find_value(info, "\nCachedSqHead:", &cached_head) || !find_value(list, "\nSQEs:", &count) ||
        is_polled(list) || cached_head != queue->head || mask >= MOST_QUEUE_PLACES || !is_power_of_two(mask + 1))
        return false;
    queue->entries = mask + 1;
    list = strchr(list + 1, '\n');
    if (!list || !read_listed(queue, list + 1, &is_wide))
        return false;
    queue->has_indexes = queue->index_count > 0;
    if (!queue->has_indexes)
        return find_width(queue);
    return (queue->index_count == count || queue->index_count == URING_ENTRIES_MOST) &&
           map_places(queue, is_wide ? URING_ENTRY_MAX_BYTES : NARROW_BYTES);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* The opcode comes first. */
static uint32_t size_of(const struct queue *queue, uint32_t place, bool is_last)
{
    uint8_t opcode;
    bool has_next = !is_last && (place + 1) % queue->entries != 0;

    if (!queue->is_mixed || !has_next || !read_place(queue, place, &opcode, sizeof opcode) ||
        !uring_operation_is_wide(opcode))
        return queue->place_bytes;
    return 2 * NARROW_BYTES;
}

static void read_queue(const struct queue *queue, struct uring_entries *entries)
{
    uint32_t waiting = queue->tail - queue->head;
    uint32_t taken = waiting < entries->wanted ? waiting : entries->wanted;

    if (waiting > queue->entries) /* no program that wants something puts more */
        return;
    for (uint32_t i = 0; i < taken; i++) {
        struct uring_entry *entry = &entries->entries[entries->count];
        uint32_t place = place_of(queue, i);

        entries->has_more = entries->count == entries->limit;
        if (entries->has_more || place == queue->entries)
            return;
        entry->size_bytes = size_of(queue, place, i + 1 == taken);
        if (!read_place(queue, place, entry->bytes, entry->size_bytes))
            return;
        i += entry->size_bytes > queue->place_bytes;
        entries->count++;
    }
}

/* The descriptor and what is known of it; of an index as long as its descriptor is what it was. */
static const struct uring *resolve(const struct urings *urings, const struct tracee *tracee,
                                   const struct uring_entries *entries, int *ret_fd)
{
    const struct uring *uring, *of_fd;

    *ret_fd = entries->fd;
    if (!entries->is_registered)
        return find(urings, tracee->files, entries->fd, false);
    *ret_fd = -1;
    uring = find(urings, (uint32_t)tracee->tid, entries->fd, true);
    if (!uring || uring->has_layout)
        return uring;
    of_fd = find(urings, tracee->files, uring->fd, false);
    if (of_fd && of_fd->serial == uring->fd_serial)
        *ret_fd = uring->fd;
    return of_fd;
}

void urings_read(struct urings *urings, const struct tracee *tracee, const struct tracee *leader,
                 struct uring_entries *entries)
{
    struct queue queue = { .tracee = tracee, .fd = -1, .copy_fd = urings->copy_fd };
    const struct uring *uring;
    bool is_open;
    int fd;

    uring = resolve(urings, tracee, entries, &fd);
    if (!(uring && uring->has_layout && uring->flags & SETUP_NO_MMAP)) {
        queue.fd = take_ring(urings, tracee, leader, fd);
        if (queue.fd < 0)
            return;
    }
    is_open = uring && uring->has_layout ? open_known(&queue, uring, entries->wanted)
                                         : open_unknown(&queue, fd);
    if (is_open)
        read_queue(&queue, entries);
    queue_done(&queue);
}

/* ---- who has one ------------------------------------------------------------------------------- */

struct search {
    pid_t tid;
    uint32_t flags;
    bool is_found;
};

static bool visit_fd(void *context, int fd)
{
    struct search *search = context;

    if (is_ring(search->tid, fd)) {
        search->is_found = true;
        search->flags |= is_polled(read_info(search->tid, fd)) ? IORING_SETUP_SQPOLL : 0;
    }
    return !search->flags;
}

bool urings_find(pid_t tid, uint32_t *ret_flags)
{
    struct search search = { .tid = tid };

    procfs_each_fd(tid, visit_fd, &search);
    *ret_flags = search.flags;
    return search.is_found;
}
