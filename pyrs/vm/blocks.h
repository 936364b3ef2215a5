/* blocks.h - free lists of small blocks by size: instances and their values, exceptions, tracebacks, frame objects.

   A block comes from the host's small-object allocator and may go back there: only where `host_pymalloc` says that this is the allocator in use, and
   tracemalloc does not look on (blocks_usable), objects are made and freed through these lists; else by the host. */
#ifndef PYRS_BLOCKS_H
#define PYRS_BLOCKS_H

#define BLOCK_UNIT 16
#define BLOCK_CLASSES 16                /* blocks of up to 256 bytes */
#define BLOCK_FREE_MAX 128              /* blocks kept per size */

static struct { void *head; uint32_t count; } block_free[BLOCK_CLASSES + 1];

/* The host's allocator rounds up in the same way: a block of any origin has all of its class. */
#define block_class(size) (((size) + BLOCK_UNIT - 1) / BLOCK_UNIT)

/* ---- the same of malloc's blocks ----

   Where the system refuses an arena, pymalloc asks the raw domain for its small blocks, and malloc may give eight bytes less than all of the class
   (a write past the end of the block, once a larger object gets it).  From the first refusal on, small sizes are rounded up there. */
#define block_round(size) ((size) <= 512 ? block_class(size) * BLOCK_UNIT : (size))

static PyMemAllocatorEx raw_host;
static PyObjectArenaAllocator arena_host;

static void *raw_malloc(void *ctx, size_t size) { return raw_host.malloc(ctx, block_round(size)); }
static void *raw_realloc(void *ctx, void *p, size_t size) { return raw_host.realloc(ctx, p, block_round(size)); }

static void *raw_calloc(void *ctx, size_t n, size_t size)
{
    int small = n <= 512 && size <= 512;
    return raw_host.calloc(ctx, small ? 1 : n, small ? block_round(n * size) : size);
}

static void *arena_alloc(void *ctx, size_t size)
{
    void *arena = arena_host.alloc(ctx, size);
    if (!arena && !raw_host.malloc) {
        PyMem_GetAllocator(PYMEM_DOMAIN_RAW, &raw_host);
        PyMemAllocatorEx rounded = {raw_host.ctx, raw_malloc, raw_calloc, raw_realloc, raw_host.free};
        PyMem_SetAllocator(PYMEM_DOMAIN_RAW, &rounded);
    }
    return arena;
}

/* Once a process, where pymalloc is the allocator in use. */
static void blocks_watch_arenas(void)
{
    PyObject_GetArenaAllocator(&arena_host);
    PyObjectArenaAllocator watched = {arena_host.ctx, arena_alloc, arena_host.free};
    PyObject_SetArenaAllocator(&watched);
}

HOT void *block_new(size_t size)
{
    size_t cls = block_class(size);
    if (cls <= BLOCK_CLASSES) {
        void *p = block_free[cls].head;
        if (p) {
            block_free[cls].head = *(void **)p;
            block_free[cls].count--;
            return p;
        }
    }
    return PyObject_Malloc(size);
}

/* `size`: at most what it was allocated with. */
HOT void block_release(void *p, size_t size)
{
    size_t cls = block_class(size);
    if (cls - 1 < BLOCK_CLASSES && block_free[cls].count < BLOCK_FREE_MAX) {
        *(void **)p = block_free[cls].head;
        block_free[cls].head = p;
        block_free[cls].count++;
    }
    else
        PyObject_Free(p);
}

#define blocks_usable() (host_pymalloc && !_Py_tracemalloc_config.tracing)

/* ---- objects that take part in garbage collection ---- */

/* Memory for one of `size` bytes, `before` bytes ahead of its collector's head included: uninitialised but for its type and count, untracked.  NULL:
   the host has to make it - by want of memory, or because a collection is due that may find something, or blocks are not usable; no error is set. */
HOT PyObject *gc_block_new(PyTypeObject *t, size_t before, size_t size)
{
    if (__builtin_expect(gc_young->count >= gc_young->threshold, 0) && !collect_reachable())
        return NULL;
    if (__builtin_expect(!blocks_usable(), 0))
        return NULL;
    char *mem = block_new(before + sizeof(PyGC_Head) + size);
    if (__builtin_expect(!mem, 0))
        return NULL;
    PyObject *o = (PyObject *)(mem + before + sizeof(PyGC_Head));
    gc_young->count++;
    Py_SET_REFCNT(o, 1);
    Py_SET_TYPE(o, t);
    _Py_AS_GC(o)->_gc_next = _Py_AS_GC(o)->_gc_prev = 0;
    return o;
}

/* The memory of an untracked one goes, whoever made it (PyObject_GC_Del). */
HOT void gc_block_release(PyObject *o, size_t before, size_t size)
{
    if (gc_young->count > 0)
        gc_young->count--;
    char *mem = (char *)o - sizeof(PyGC_Head) - before;
    if (__builtin_expect(blocks_usable(), 1))
        block_release(mem, before + sizeof(PyGC_Head) + size);
    else
        PyObject_Free(mem);
}

/* A chain of deallocations goes on on the C stack 50 deep, as the host's; then `host_way` puts o aside.  True if this level may free o itself:
   followed by trash_leave. */
#define TRASH_NESTING 50                /* PyTrash_UNWIND_LEVEL in object.c */
HOT int trash_enter(PyThreadState *host)
{
    if (__builtin_expect(host->trash_delete_nesting >= TRASH_NESTING, 0))
        return 0;
    host->trash_delete_nesting++;
    return 1;
}

HOT void trash_leave(PyThreadState *host)
{
    if (__builtin_expect(host->trash_delete_later && host->trash_delete_nesting <= 1, 0))
        _PyTrash_end(host);             /* counts down, and frees what was put aside */
    else
        host->trash_delete_nesting--;
}

#endif
