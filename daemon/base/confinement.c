/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/confinement.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "base/memory.h"

/* Debian's 64-bit little-endian machines that people run servers on. */
#if defined(__x86_64__)
#define OWN_CALLS AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_CALLS AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_CALLS AUDIT_ARCH_RISCV64
#else
#define OWN_CALLS 0
#endif

/* On x86_64, calls of the x32 kind have this bit. */
#define FOREIGN_BIT 0x40000000U

#define LOAD(member)                                                           \
	BPF_STMT(                                                              \
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static int
refuse(const char *what, struct error *err)
{
	return error_set(err, OB_EIO, "cannot forbid other programs: %s: %s",
	    what, strerror(errno));
}

int
confinement_forbid_programs(struct error *err)
{
	/* A jump skips so many lines when it fits, and so many when not. */
	struct sock_filter lines[] = {
	    LOAD(arch),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_CALLS, 1, 0),
	    REFUSE,
	    LOAD(nr),
	    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FOREIGN_BIT, 2, 0),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 1, 0),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 0, 1),
	    REFUSE,
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog filter = {ARRAY_LEN(lines), lines};

	if (OWN_CALLS == 0)
		return error_set(err, OB_EIO,
		    "cannot forbid other programs: the processor is unknown");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return refuse("no_new_privs", err);
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
		return refuse("seccomp", err);
	return OB_OK;
}
