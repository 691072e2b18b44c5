# The store and the engine together, on a scripted clock.
WORLD_SOURCES = tests/unit/world.c tests/unit/world.h
WORLD_LIBS = libob-formats.a $(ENGINE_LIBS) $(CYAML_LIBS)

check_PROGRAMS += tests/unit/scenario
tests_unit_scenario_SOURCES = tests/unit/scenario.c \
	tests/unit/scenario_actions.c tests/unit/scenario_expect.c \
	tests/unit/scenario_play.h tests/unit/scenario_words.c \
	tests/unit/scenario_words.h $(WORLD_SOURCES)
tests_unit_scenario_LDADD = $(WORLD_LIBS)

ENGINE_TESTS = tests/unit/test_engine_verbs tests/unit/test_engine_property \
	tests/unit/test_engine_days tests/unit/test_engine_feeds \
	tests/unit/test_engine_texts
check_PROGRAMS += $(ENGINE_TESTS)
TESTS += $(ENGINE_TESTS)
tests_unit_test_engine_verbs_SOURCES = tests/unit/test_engine_verbs.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_verbs_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_verbs_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_property_SOURCES = tests/unit/test_engine_property.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_property_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_property_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_days_SOURCES = tests/unit/test_engine_days.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_days_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_days_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_feeds_SOURCES = tests/unit/test_engine_feeds.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_feeds_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_feeds_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_texts_SOURCES = tests/unit/test_engine_texts.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_texts_CPPFLAGS = $(AM_CPPFLAGS) \
	-DSOURCE_DIR='"$(abs_top_srcdir)"'
tests_unit_test_engine_texts_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

STORE_TESTS = tests/unit/test_store_migration tests/unit/test_store_schema
check_PROGRAMS += $(STORE_TESTS)
TESTS += $(STORE_TESTS)
tests_unit_test_store_migration_SOURCES = tests/unit/test_store_migration.c
tests_unit_test_store_migration_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_migration_LDADD = $(STORE_LIBS) $(UNIT_LIBS)
tests_unit_test_store_schema_SOURCES = tests/unit/test_store_schema.c
tests_unit_test_store_schema_CPPFLAGS = $(AM_CPPFLAGS) \
	-DTESTS_DIR='"$(abs_top_srcdir)/tests"'
tests_unit_test_store_schema_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_schema_LDADD = libob-crypto.a $(STORE_LIBS) \
	$(CRYPTO_LIBS) $(UNIT_LIBS)

TEST_EXTENSIONS = .scenario
SCENARIO_LOG_COMPILER = tests/unit/scenario
SCENARIOS = \
	tests/scenarios/accepted-ahead.scenario \
	tests/scenarios/added-after-the-fact.scenario \
	tests/scenarios/adding-external.scenario \
	tests/scenarios/adding-internal.scenario \
	tests/scenarios/adding-late.scenario \
	tests/scenarios/assign-manager.scenario \
	tests/scenarios/assign-mentor.scenario \
	tests/scenarios/complete.scenario \
	tests/scenarios/digest-of-the-week.scenario \
	tests/scenarios/digests-and-holidays.scenario \
	tests/scenarios/digests.scenario \
	tests/scenarios/downtime-into-the-night.scenario \
	tests/scenarios/downtime.scenario \
	tests/scenarios/english-leader.scenario \
	tests/scenarios/first-day-on-a-holiday.scenario \
	tests/scenarios/gate.scenario \
	tests/scenarios/held.scenario \
	tests/scenarios/journey-ends.scenario \
	tests/scenarios/log-call.scenario \
	tests/scenarios/mail-answer-lost.scenario \
	tests/scenarios/mail-refused.scenario \
	tests/scenarios/mail-server-down.scenario \
	tests/scenarios/mail-server-long-down.scenario \
	tests/scenarios/mail-waiting-into-the-night.scenario \
	tests/scenarios/missing-work-address.scenario \
	tests/scenarios/move.scenario \
	tests/scenarios/notices-in-the-evening.scenario \
	tests/scenarios/notices.scenario \
	tests/scenarios/overdue.scenario \
	tests/scenarios/private-and-work-address.scenario \
	tests/scenarios/restart.scenario \
	tests/scenarios/skip.scenario \
	tests/scenarios/welcome-mail-after-a-weekend.scenario \
	tests/scenarios/welcome-mail.scenario \
	tests/scenarios/welcome-pack-not-early.scenario \
	tests/scenarios/welcome-pack-without-video.scenario \
	tests/scenarios/welcome-pack.scenario
TESTS += $(SCENARIOS)
EXTRA_DIST += $(SCENARIOS) tests/scenarios/README.md \
	tests/data/migrations.sha256 build-aux/schema-picture
