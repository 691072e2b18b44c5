/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_SOCKET_PATH_H
#define ONBOARD_CLI_SOCKET_PATH_H

#include "base/error.h"

#define SOCKET_PATH_DEFAULT "/run/onboardd/control.sock"
#define SOCKET_PATH_VARIABLE "ONBOARD_SOCKET"
#define SOCKET_PATH_CONFIG ONBOARD_SYSCONFDIR "/onboardd.yaml"

/* Where the answer is looked for, in this order; NULL or "": not there. */
struct socket_path_sources {
	const char *option;
	const char *environment;
	const char *config_file; /* passed over when it cannot be read */
};

/* Returns owned; OB_EINVALID when the configuration file has mistakes. */
int socket_path_find(const struct socket_path_sources *sources, char **ret_path,
    struct error *err) OB_MUST_CHECK;

#endif
