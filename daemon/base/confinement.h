/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_CONFINEMENT_H
#define ONBOARD_BASE_CONFINEMENT_H

#include "base/error.h"

/*
 * From now on no thread of this process, nor of what it forks, runs another
 * program: execve and execveat fail with EPERM, and so does every call of
 * another kind than the machine's own, by which they could be had too.  For
 * good, and no privilege can be gained any more (no_new_privs).  To be called
 * before there are threads.  OB_EIO where the kernel has no such filters, or
 * for a processor that is not known here; nothing is forbidden then.
 */
int confinement_forbid_programs(struct error *err) OB_MUST_CHECK;

#endif
