/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/socket_path.h"

#include <stdbool.h>
#include <unistd.h>

#include "base/memory.h"
#include "formats/config.h"

static bool
is_given(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static int
read_config(const char *file, char **ret_path, struct error *err)
{
	struct settings *settings = NULL;
	int status = config_load(file, &settings, err);

	if (status < 0)
		return error_wrap(err,
		    "the control socket is not known (use --socket, or correct "
		    "the configuration)");
	*ret_path = memory_strdup(settings->control_socket);
	settings_free(settings);
	return OB_OK;
}

int
socket_path_find(const struct socket_path_sources *sources, char **ret_path,
    struct error *err)
{
	if (is_given(sources->option))
		*ret_path = memory_strdup(sources->option);
	else if (is_given(sources->environment))
		*ret_path = memory_strdup(sources->environment);
	else if (is_given(sources->config_file) &&
		 access(sources->config_file, R_OK) == 0)
		return read_config(sources->config_file, ret_path, err);
	else
		*ret_path = memory_strdup(SOCKET_PATH_DEFAULT);
	return OB_OK;
}
