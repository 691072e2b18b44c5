noinst_LIBRARIES += libob-calendar.a
libob_calendar_a_SOURCES = \
	daemon/calendar/calendar_lint.c daemon/calendar/calendar_lint.h \
	daemon/calendar/calendar_lint_component.c \
	daemon/calendar/calendar_lint_feed.c \
	daemon/calendar/calendar_lint_identities.c \
	daemon/calendar/calendar_lint_method.c \
	daemon/calendar/calendar_lint_private.h \
	daemon/calendar/calendar_lint_property.c \
	daemon/calendar/calendar_lint_rule.c \
	daemon/calendar/calendar_lint_times.c \
	daemon/calendar/calendar_lint_zones.c \
	daemon/calendar/calendar_time.c daemon/calendar/calendar_time.h \
	daemon/calendar/calendar_tree.c daemon/calendar/calendar_tree.h \
	daemon/calendar/answer_line.c daemon/calendar/answer_line.h \
	daemon/calendar/answer_read.c daemon/calendar/answer_read.h \
	daemon/calendar/answer_value.c daemon/calendar/answer_value.h \
	daemon/calendar/component.c daemon/calendar/component.h \
	daemon/calendar/content_line.c daemon/calendar/content_line.h \
	daemon/calendar/content_octets.c daemon/calendar/content_octets.h \
	daemon/calendar/content_value.c daemon/calendar/content_value.h \
	daemon/calendar/css_colour.c daemon/calendar/css_colour.h \
	daemon/calendar/day_block.c daemon/calendar/day_block.h \
	daemon/calendar/day_event.c daemon/calendar/day_event.h \
	daemon/calendar/day_file.c daemon/calendar/day_file.h \
	daemon/calendar/day_value.c daemon/calendar/day_value.h \
	daemon/calendar/event.c daemon/calendar/event.h \
	daemon/calendar/feed.c daemon/calendar/feed.h \
	daemon/calendar/feed_component.c daemon/calendar/feed_component.h \
	daemon/calendar/feed_read.c daemon/calendar/feed_read.h \
	daemon/calendar/invitation.c daemon/calendar/invitation.h \
	daemon/calendar/recurrence.c daemon/calendar/recurrence.h \
	daemon/calendar/rule_days.c daemon/calendar/rule_days.h \
	daemon/calendar/slot.c daemon/calendar/slot.h \
	daemon/calendar/value.c daemon/calendar/value.h \
	daemon/calendar/vtimezone.c daemon/calendar/vtimezone.h \
	daemon/calendar/windows_zone.c daemon/calendar/windows_zone.h
libob_calendar_a_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)

check_PROGRAMS += tests/unit/test_calendar_lint \
	tests/unit/test_calendar_lint_messages \
	tests/unit/test_calendar_lint_octets \
	tests/unit/test_calendar_lint_size tests/unit/test_calendar_lint_times \
	tests/unit/test_calendar_value tests/unit/test_day_file \
	tests/unit/test_feed tests/unit/test_feed_read \
	tests/unit/test_feed_tasks tests/unit/test_feed_times \
	tests/unit/test_invitation \
	tests/unit/test_recurrence \
	tests/unit/test_vtimezone tests/property/feed_texts \
	tests/property/recurrence_probe tests/system/feed_samples tests/system/feed_libical \
	tests/system/invitation_samples
TESTS += tests/unit/test_calendar_lint \
	tests/unit/test_calendar_lint_messages \
	tests/unit/test_calendar_lint_octets \
	tests/unit/test_calendar_lint_size tests/unit/test_calendar_lint_times \
	tests/unit/test_calendar_value tests/unit/test_day_file \
	tests/unit/test_feed tests/unit/test_feed_read \
	tests/unit/test_feed_tasks tests/unit/test_feed_times \
	tests/unit/test_invitation \
	tests/unit/test_recurrence \
	tests/unit/test_vtimezone tests/property/feed_texts \
	tests/property/recurrence_oracle.py tests/system/feed_parsers
EXTRA_DIST += tests/fuzz/corpus/day_file tests/fuzz/fuzz_day_file.c \
	tests/property/recurrence_oracle.py tests/system/feed_parsers tests/system/feed_javascript.js \
	build-aux/node-modules tests/node/package.json \
	tests/node/package-lock.json

CALENDAR_SAMPLE_SOURCES = \
	tests/unit/calendar_sample.c tests/unit/calendar_sample.h \
	tests/unit/lint_case.c tests/unit/lint_case.h
tests_unit_test_calendar_lint_SOURCES = \
	tests/unit/test_calendar_lint.c $(CALENDAR_SAMPLE_SOURCES)
tests_unit_test_calendar_lint_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_calendar_lint_messages_SOURCES = \
	tests/unit/test_calendar_lint_messages.c $(CALENDAR_SAMPLE_SOURCES)
tests_unit_test_calendar_lint_messages_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_calendar_lint_size_SOURCES = \
	tests/unit/test_calendar_lint_size.c $(CALENDAR_SAMPLE_SOURCES)
tests_unit_test_calendar_lint_size_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_calendar_lint_times_SOURCES = \
	tests/unit/test_calendar_lint_times.c $(CALENDAR_SAMPLE_SOURCES)
tests_unit_test_calendar_lint_times_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_calendar_lint_octets_SOURCES = \
	tests/unit/test_calendar_lint_octets.c \
	tests/unit/lint_case.c tests/unit/lint_case.h
tests_unit_test_calendar_lint_octets_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_calendar_value_SOURCES = tests/unit/test_calendar_value.c
tests_unit_test_calendar_value_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_day_file_SOURCES = tests/unit/test_day_file.c
tests_unit_test_day_file_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
FEED_SAMPLE_SOURCES = \
	tests/unit/feed_sample.c tests/unit/feed_sample.h \
	tests/unit/lint_case.c tests/unit/lint_case.h tests/unit/lint_good.c
tests_unit_test_feed_SOURCES = tests/unit/test_feed.c $(FEED_SAMPLE_SOURCES)
tests_unit_test_feed_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_feed_tasks_SOURCES = tests/unit/test_feed_tasks.c $(FEED_SAMPLE_SOURCES)
tests_unit_test_feed_tasks_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_feed_times_SOURCES = tests/unit/test_feed_times.c $(FEED_SAMPLE_SOURCES)
tests_unit_test_feed_times_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_feed_read_SOURCES = tests/unit/test_feed_read.c
tests_unit_test_feed_read_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_invitation_SOURCES = tests/unit/test_invitation.c \
	tests/unit/lint_case.c tests/unit/lint_case.h tests/unit/lint_good.c
tests_unit_test_invitation_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)
tests_unit_test_invitation_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_recurrence_SOURCES = tests/unit/test_recurrence.c
tests_unit_test_recurrence_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_vtimezone_SOURCES = tests/unit/test_vtimezone.c
tests_unit_test_vtimezone_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)
tests_unit_test_vtimezone_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_property_feed_texts_SOURCES = tests/property/feed_texts.c
tests_property_feed_texts_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)
tests_property_feed_texts_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_property_recurrence_probe_SOURCES = tests/property/recurrence_probe.c
tests_property_recurrence_probe_LDADD = $(CALENDAR_LIBS)
tests_system_feed_samples_SOURCES = tests/system/feed_samples.c
tests_system_feed_samples_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_system_feed_samples_LDADD = $(CALENDAR_LIBS) $(JANSSON_LIBS)
tests_system_feed_libical_SOURCES = tests/system/feed_libical.c
tests_system_feed_libical_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS) \
	$(JANSSON_CFLAGS)
tests_system_feed_libical_LDADD = $(CALENDAR_LIBS) $(JANSSON_LIBS)

# What build-aux/node-modules installed.
distclean-local:
	rm -rf tests/node/node_modules
	test '$(srcdir)' = . || rm -rf tests/node

# What participants answer.
check_PROGRAMS += tests/unit/test_answer_read
TESTS += tests/unit/test_answer_read
tests_unit_test_answer_read_SOURCES = tests/unit/test_answer_read.c
tests_unit_test_answer_read_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
EXTRA_DIST += tests/fuzz/corpus/answer_read tests/fuzz/fuzz_answer_read.c
EXTRA_DIST += tests/fuzz/corpus/calendar_lint tests/fuzz/fuzz_calendar_lint.c

# What calendar programs for people make of it all.
tests_system_invitation_samples_SOURCES = tests/system/invitation_samples.c
tests_system_invitation_samples_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_system_invitation_samples_LDADD = $(CALENDAR_LIBS) $(JANSSON_LIBS)
TESTS += tests/system/calendar_clients.py
EXTRA_DIST += tests/system/calendar_clients.py
