/* all.h - the VM's one translation unit, in order of dependence. */
#ifndef PYRS_ALL_H
#define PYRS_ALL_H
#include "host.h"
#include "value.h"
#include "opcodes.h"
#include "layout.h"
#include "api.h"
#include "threads.h"
#include "arith.h"
#include "objects.h"
#include "bind.h"
#include "generators.h"
#include "special.h"
#include "attrs.h"
#include "classes.h"
#include "calls.h"
#include "ops.h"
#include "ops_more.h"
#include "intrinsics.h"
#include "ccalls.h"
#include "loop.h"
#include "module.h"
#endif
