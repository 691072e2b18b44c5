# onboardctl.  All but main() is a library, so that tests can call it.
noinst_LIBRARIES += libob-cli.a
libob_cli_a_SOURCES = \
	cli/check_programme.c cli/check_programme.h \
	cli/check_survey.c cli/check_survey.h \
	cli/client.c cli/client.h \
	cli/command.c cli/command.h \
	cli/command_option_rules.h \
	cli/command_options.c cli/command_options.h \
	cli/command_options_measures.c \
	cli/command_table.h \
	cli/command_table_accounts.c \
	cli/command_table_activities.c cli/command_table_calendars.c \
	cli/command_table_networks.c \
	cli/command_table_exits.c cli/print_exit.c cli/print_exit.h \
	cli/command_table_cohorts.c cli/command_table_journeys.c \
	cli/command_table_leaders.c cli/command_table_mail.c \
	cli/command_table_measures.c \
	cli/command_table_programmes.c cli/command_table_surveys.c \
	cli/command_table_tools.c \
	cli/completion.c cli/completion.h \
	cli/confirm.c cli/confirm.h \
	cli/expand.c cli/expand.h \
	cli/failure.c cli/failure.h \
	cli/dns.c cli/dns.h \
	cli/glyph.c cli/glyph.h cli/glyph_ranges.c \
	cli/import_programme.c cli/import_programme.h \
	cli/import_days.c cli/import_days.h \
	cli/import.c cli/import.h \
	cli/import_table.c cli/import_table.h \
	cli/input.c cli/input.h \
	cli/invocation.c cli/invocation.h \
	cli/lint.c cli/lint.h \
	cli/lint_letter.c cli/lint_letter.h \
	cli/mail_check.c cli/mail_check.h \
	cli/mail_records.c cli/mail_records.h \
	cli/mistakes.c cli/mistakes.h \
	cli/nearest.c cli/nearest.h \
	cli/output.c cli/output.h \
	cli/percent.c cli/percent.h \
	cli/perform.c cli/perform.h \
	cli/print_account.c cli/print_account.h \
	cli/print_activity.c cli/print_activity.h \
	cli/print_calendar.c cli/print_calendar.h \
	cli/print_clock.c cli/print_clock.h \
	cli/print_cohort.c cli/print_cohort.h \
	cli/print_feed.c cli/print_feed.h \
	cli/print_handbook.c cli/print_handbook.h \
	cli/print_import.c cli/print_import.h \
	cli/print_invitation.c cli/print_invitation.h \
	cli/job_description.c cli/job_description.h \
	cli/print_leader.c cli/print_leader.h \
	cli/print_mail.c cli/print_mail.h \
	cli/print_comparison.c cli/print_comparison.h \
	cli/print_measure.c cli/print_measure.h \
	cli/print_mentor.c cli/print_mentor.h \
	cli/print_survey_request.c cli/print_survey_request.h \
	cli/print_network.c cli/print_network.h \
	cli/print_programme.c cli/print_programme.h \
	cli/print_received.c cli/print_received.h \
	cli/print_replan.c cli/print_replan.h \
	cli/receive_child.c cli/receive_child.h \
	cli/receive_fact.c cli/receive_fact.h \
	cli/receive_folder.c cli/receive_folder.h \
	cli/receive_mail.c cli/receive_mail.h \
	cli/print_report.c cli/print_report.h \
	cli/print_simulation.c cli/print_simulation.h \
	cli/print_survey.c cli/print_survey.h \
	cli/print_survey_words.c cli/print_survey_words.h \
	cli/remote.c cli/remote.h \
	cli/request.c cli/request.h \
	cli/simulate.c cli/simulate.h \
	cli/socket_path.c cli/socket_path.h \
	cli/table.c cli/table.h \
	cli/usage.c cli/usage.h \
	cli/view.c cli/view.h
CLI_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
libob_cli_a_CPPFLAGS = $(CLI_CPPFLAGS)
libob_cli_a_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS) $(JANSSON_CFLAGS)
CLI_LIBS = libob-cli.a libob-calendar.a libob-message.a $(FORMATS_LIBS) \
	$(ICAL_LIBS) $(GMIME_LIBS) $(IDN2_LIBS) $(CURL_LIBS) $(RESOLV_LIBS)

bin_PROGRAMS += onboardctl
onboardctl_SOURCES = cli/main.c
onboardctl_CPPFLAGS = $(CLI_CPPFLAGS)
onboardctl_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS) $(JANSSON_CFLAGS)
onboardctl_LDADD = $(CLI_LIBS)

dist_man_MANS += man/onboardctl.1

# The text of "onboardctl --completion bash", which tests/system/cli_usage.py
# compares, so that installing needs not run the program.
dist_bashcompletion_DATA = cli/completion/onboardctl

check_PROGRAMS += tests/unit/test_cli_confirm tests/unit/test_cli_glyph \
	tests/unit/test_cli_invocation \
	tests/unit/test_cli_request tests/unit/test_cli_socket_path \
	tests/unit/test_cli_table tests/unit/test_mail_records
TESTS += tests/unit/test_cli_confirm tests/unit/test_cli_glyph \
	tests/unit/test_cli_invocation \
	tests/unit/test_cli_request tests/unit/test_cli_socket_path \
	tests/unit/test_cli_table tests/unit/test_mail_records \
	tests/system/cli_files.py tests/system/cli_usage.py \
	tests/system/mail_check.py
EXTRA_DIST += tests/system/cli_case.py tests/system/cli_exchanges.py \
	tests/system/cli_files.py tests/system/cli_usage.py \
	tests/system/mail_check.py
tests_unit_test_mail_records_SOURCES = tests/unit/test_mail_records.c
tests_unit_test_mail_records_CPPFLAGS = $(CLI_CPPFLAGS)
tests_unit_test_mail_records_LDADD = $(CLI_LIBS) $(UNIT_LIBS)
EXTRA_DIST += tests/fuzz/fuzz_mail_records.c tests/fuzz/corpus/mail_records
tests_unit_test_cli_confirm_SOURCES = tests/unit/test_cli_confirm.c
tests_unit_test_cli_confirm_CPPFLAGS = $(CLI_CPPFLAGS)
tests_unit_test_cli_confirm_LDADD = $(CLI_LIBS) $(UNIT_LIBS)
tests_unit_test_cli_glyph_SOURCES = tests/unit/test_cli_glyph.c
tests_unit_test_cli_glyph_CPPFLAGS = $(CLI_CPPFLAGS)
tests_unit_test_cli_glyph_LDADD = $(CLI_LIBS) $(UNIT_LIBS)
tests_unit_test_cli_invocation_SOURCES = tests/unit/test_cli_invocation.c
tests_unit_test_cli_invocation_CPPFLAGS = $(CLI_CPPFLAGS)
tests_unit_test_cli_invocation_LDADD = $(CLI_LIBS) $(UNIT_LIBS)
tests_unit_test_cli_request_SOURCES = tests/unit/test_cli_request.c
tests_unit_test_cli_request_CPPFLAGS = $(CLI_CPPFLAGS)
tests_unit_test_cli_request_LDADD = $(CLI_LIBS) $(UNIT_LIBS)
tests_unit_test_cli_socket_path_SOURCES = tests/unit/test_cli_socket_path.c
tests_unit_test_cli_socket_path_CPPFLAGS = $(CLI_CPPFLAGS)
tests_unit_test_cli_socket_path_LDADD = $(CLI_LIBS) $(UNIT_LIBS)
tests_unit_test_cli_table_SOURCES = tests/unit/test_cli_table.c
tests_unit_test_cli_table_CPPFLAGS = $(CLI_CPPFLAGS)
tests_unit_test_cli_table_LDADD = $(CLI_LIBS) $(UNIT_LIBS)

# What lint-mail does, for the tests of our own mails.
check_LIBRARIES += libob-lint.a
libob_lint_a_SOURCES = cli/lint_letter.c cli/lint_letter.h
libob_lint_a_CPPFLAGS = $(CLI_CPPFLAGS)
check_PROGRAMS += tests/system/lint_driver
tests_system_lint_driver_SOURCES = tests/system/lint_driver.c
tests_system_lint_driver_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_system_lint_driver_LDADD = libob-lint.a libob-calendar.a $(ICAL_LIBS) \
	$(MESSAGE_LIBS) $(JANSSON_LIBS)
