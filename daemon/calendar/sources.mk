noinst_LIBRARIES += libob-calendar.a
libob_calendar_a_SOURCES = \
	daemon/calendar/component.c daemon/calendar/component.h \
	daemon/calendar/feed.c daemon/calendar/feed.h \
	daemon/calendar/slot.c daemon/calendar/slot.h \
	daemon/calendar/value.c daemon/calendar/value.h \
	daemon/calendar/vtimezone.c daemon/calendar/vtimezone.h
libob_calendar_a_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)

check_PROGRAMS += tests/unit/test_calendar_value tests/unit/test_feed \
	tests/unit/test_vtimezone tests/property/feed_texts \
	tests/system/feed_samples tests/system/feed_libical
TESTS += tests/unit/test_calendar_value tests/unit/test_feed \
	tests/unit/test_vtimezone tests/property/feed_texts \
	tests/system/feed_parsers
EXTRA_DIST += tests/system/feed_parsers tests/system/feed_javascript.js \
	build-aux/node-modules tests/node/package.json \
	tests/node/package-lock.json

tests_unit_test_calendar_value_SOURCES = tests/unit/test_calendar_value.c
tests_unit_test_calendar_value_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_feed_SOURCES = tests/unit/test_feed.c
tests_unit_test_feed_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_unit_test_vtimezone_SOURCES = tests/unit/test_vtimezone.c
tests_unit_test_vtimezone_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)
tests_unit_test_vtimezone_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
tests_property_feed_texts_SOURCES = tests/property/feed_texts.c
tests_property_feed_texts_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)
tests_property_feed_texts_LDADD = $(CALENDAR_LIBS) $(UNIT_LIBS)
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
