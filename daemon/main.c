/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/confinement.h"
#include "base/error.h"
#include "base/log.h"
#include "onboardd.h"

#define DEFAULT_CONFIG ONBOARD_SYSCONFDIR "/onboardd.yaml"

enum { OPTION_TEST_CLOCK = 256, OPTION_VERSION, OPTION_HELP };

static const struct option long_options[] = {
    {"test-clock", required_argument, NULL, OPTION_TEST_CLOCK},
    {"version", no_argument, NULL, OPTION_VERSION},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static void
print_usage(FILE *stream)
{
	(void)fprintf(stream,
	    "usage: onboardd [-c FILE] [-n | -nn] [--test-clock INSTANT]\n"
	    "       onboardd --version | --help\n");
}

static int
fail(const struct error *err)
{
	(void)fprintf(stderr, "onboardd: %s\n", err->text);
	return EXIT_FAILURE;
}

/* Before there are threads; a kernel that cannot is no reason to stay away. */
static void
forbid_programs(void)
{
	struct error err = ERROR_INIT;

	if (confinement_forbid_programs(&err) != OB_OK)
		log_warn("daemon.unconfined", "text=%s", LOG_QUOTE(err.text));
}

static int
run(const struct onboardd_options *options)
{
	struct onboardd *onboardd = NULL;
	struct error err = ERROR_INIT;
	int status;

	forbid_programs();
	status = onboardd_start(options, &onboardd, &err);
	if (status == OB_OK)
		status = onboardd_run(onboardd, &err);
	onboardd_stop(onboardd);
	return status == OB_OK ? EXIT_SUCCESS : fail(&err);
}

static int
check(const char *config_path, int times)
{
	struct error err = ERROR_INIT;

	if (onboardd_check(config_path, &err) != OB_OK)
		return fail(&err);
	if (times > 1 && onboardd_print(config_path, &err) != OB_OK)
		return fail(&err);
	if (times == 1)
		(void)printf("%s is good\n", config_path);
	return EXIT_SUCCESS;
}

int
main(int argc, char **argv)
{
	struct onboardd_options options = {.config_path = DEFAULT_CONFIG};
	int checks = 0;
	int option;

	/* Whatever is made holds names and addresses. */
	(void)umask(0077);
	log_init(LOG_LEVEL_INFO);
	while ((option = getopt_long(argc, argv, "c:n", long_options, NULL)) !=
	       -1) {
		if (option == 'c') {
			options.config_path = optarg;
		} else if (option == 'n') {
			checks++;
		} else if (option == OPTION_TEST_CLOCK) {
			options.test_clock = optarg;
		} else if (option == OPTION_VERSION) {
			(void)printf("onboardd %s\n", PACKAGE_VERSION);
			return EXIT_SUCCESS;
		} else {
			print_usage(option == OPTION_HELP ? stdout : stderr);
			return option == OPTION_HELP ? EXIT_SUCCESS : 2;
		}
	}
	if (optind < argc) {
		print_usage(stderr);
		return 2;
	}
	return checks > 0 ? check(options.config_path, checks) : run(&options);
}
