/* SPDX-License-Identifier: EUPL-1.2 */
#include <curl/curl.h>

#include "cli/perform.h"

int
main(int argc, char **argv)
{
	int status;

	/* No TLS and no Windows sockets are needed here. */
	if (curl_global_init(CURL_GLOBAL_NOTHING) != CURLE_OK)
		return EXIT_REFUSED;
	status = (int)perform_run(argc, argv);
	curl_global_cleanup();
	return status;
}
