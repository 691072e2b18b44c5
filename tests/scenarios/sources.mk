# The store and the engine together, on a scripted clock.
WORLD_SOURCES = tests/unit/world.c tests/unit/world.h \
	tests/unit/invitation_reader.c tests/unit/invitation_reader.h \
	tests/unit/letter_text.c tests/unit/letter_text.h \
	tests/unit/world_check.c tests/unit/world_lint.c \
	daemon/http/programme_intake.c daemon/http/programme_intake.h \
	daemon/http/programme_pieces.c daemon/http/programme_pieces.h
WORLD_LIBS = libob-lint.a libob-formats.a $(ENGINE_LIBS) $(CYAML_LIBS) $(CSV_LIBS)

check_PROGRAMS += tests/unit/scenario
tests_unit_scenario_SOURCES = \
	tests/unit/scenario.c \
	tests/unit/scenario_actions.c \
	tests/unit/scenario_bottlenecks.c \
	tests/unit/scenario_calendar.c \
	tests/unit/scenario_exits.c \
	tests/unit/scenario_expect.c \
	tests/unit/scenario_explain.c \
	tests/unit/scenario_feeds.c \
	tests/unit/scenario_handbook.c \
	tests/unit/scenario_journeys.c \
	tests/unit/scenario_mails.c \
	tests/unit/scenario_comparison.c \
	tests/unit/scenario_measures.c \
	tests/unit/scenario_mentors.c \
	tests/unit/scenario_networks.c \
	tests/unit/scenario_import.c \
	tests/unit/scenario_invitations.c \
	tests/unit/scenario_people.c \
	tests/unit/scenario_groups.c \
	tests/unit/scenario_leader_pages.c \
	tests/unit/scenario_hr.c \
	tests/unit/scenario_pages.c \
	tests/unit/scenario_pages.h \
	daemon/http/page_templates.c daemon/http/page_templates.h \
	tests/unit/scenario_play.h \
	tests/unit/scenario_programmes.c \
	tests/unit/scenario_received.c \
	tests/unit/scenario_simulate.c \
	tests/unit/scenario_surveys.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h \
	tests/unit/scenario_talks.c \
	tests/unit/scenario_words.c \
	tests/unit/scenario_words.h \
	$(WORLD_SOURCES)
tests_unit_scenario_LDADD = $(WORLD_LIBS)

# A world in a test of cmocka.
CASE_SOURCES = tests/unit/world_case.c tests/unit/world_case.h \
	$(WORLD_SOURCES)

# Calendars of many journeys.
FEED_TESTS = \
	tests/unit/test_engine_feeds_fetched \
	tests/unit/test_engine_feeds_network \
	tests/unit/test_engine_networks \
	tests/unit/test_engine_feeds_opened \
	tests/unit/test_engine_feeds_size \
	tests/unit/test_engine_subscriptions
FEED_SOURCES = tests/unit/feed_world.c tests/unit/feed_world.h \
	$(CASE_SOURCES)

ENGINE_TESTS = \
	tests/property/test_sequences \
	tests/unit/test_engine_days \
	tests/unit/test_engine_feeds \
	$(FEED_TESTS) \
	tests/unit/test_engine_groups \
	tests/unit/test_engine_hr \
	tests/unit/test_engine_on_time \
	tests/unit/test_engine_potential_measure \
	tests/unit/test_engine_report_exits \
	tests/unit/test_engine_reports \
	tests/unit/test_engine_rounds \
	tests/unit/test_engine_journeys \
	tests/unit/test_engine_journeys_moved \
	tests/unit/test_engine_handbook \
	tests/unit/test_engine_links \
	tests/unit/test_engine_page_forms \
	tests/unit/test_engine_my_data \
	tests/unit/test_engine_openid \
	tests/unit/test_engine_remarks \
	tests/unit/test_engine_notices \
	tests/unit/test_engine_accounts \
	tests/unit/test_engine_people \
	tests/unit/test_engine_programme_changes \
	tests/unit/test_engine_programme_decisions \
	tests/unit/test_engine_programme_digest \
	tests/unit/test_engine_programmes \
	tests/unit/test_engine_cohort_counts \
	tests/unit/test_engine_exit_counts \
	tests/unit/test_engine_hr_cohorts \
	tests/unit/test_engine_exit_surveys \
	tests/unit/test_engine_hr_few \
	tests/unit/test_engine_surveys \
	tests/unit/test_engine_survey_words \
	tests/unit/test_engine_texts \
	tests/unit/test_page_texts \
	tests/unit/test_engine_verbs
check_PROGRAMS += $(ENGINE_TESTS)
TESTS += $(ENGINE_TESTS)
tests_unit_test_engine_verbs_SOURCES = tests/unit/test_engine_verbs.c \
	$(CASE_SOURCES)
tests_unit_test_engine_verbs_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_verbs_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_property_test_sequences_SOURCES = \
	tests/property/sequences.h \
	tests/property/sequences_activities.c \
	tests/property/sequences_calendar.c \
	tests/property/sequences_check.c \
	tests/property/sequences_draw.c \
	tests/property/sequences_feeds.c \
	tests/property/sequences_history.c \
	tests/property/sequences_invitations.c \
	tests/property/sequences_journeys.c \
	tests/property/sequences_mails.c \
	tests/property/sequences_people.c \
	tests/property/sequences_told.c \
	tests/property/sequences_verbs.c \
	tests/property/test_sequences.c \
	$(WORLD_SOURCES)
tests_property_test_sequences_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_property_test_sequences_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

# Many more and longer sequences than a make check has time for.
check-nightly: tests/property/test_sequences
	$(AM_V_at)ONBOARD_SEQUENCES=10000 ONBOARD_STEPS=30 $<
.PHONY: check-nightly

ACCOUNT_WORLD = tests/unit/account_world.c tests/unit/account_world.h \
	$(CASE_SOURCES)
JOURNEYS_WORLD = tests/unit/journeys_world.c tests/unit/journeys_world.h \
	$(CASE_SOURCES)
tests_unit_test_engine_journeys_SOURCES = \
	tests/unit/test_engine_journeys.c $(JOURNEYS_WORLD)
tests_unit_test_engine_journeys_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_journeys_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_journeys_moved_SOURCES = \
	tests/unit/test_engine_journeys_moved.c $(JOURNEYS_WORLD)
tests_unit_test_engine_journeys_moved_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_journeys_moved_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_links_SOURCES = tests/unit/test_engine_links.c \
	$(CASE_SOURCES)
tests_unit_test_engine_links_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_links_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_page_forms_SOURCES = \
	tests/unit/test_engine_page_forms.c $(CASE_SOURCES)
tests_unit_test_engine_page_forms_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_page_forms_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_notices_SOURCES = tests/unit/test_engine_notices.c \
	$(CASE_SOURCES)
tests_unit_test_engine_notices_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_notices_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_days_SOURCES = tests/unit/test_engine_days.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_days_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_days_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_accounts_SOURCES = \
	tests/unit/test_engine_accounts.c $(ACCOUNT_WORLD)
tests_unit_test_engine_accounts_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_accounts_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_people_SOURCES = tests/unit/test_engine_people.c \
	$(CASE_SOURCES)
tests_unit_test_engine_people_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_people_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_my_data_SOURCES = tests/unit/test_engine_my_data.c \
	$(CASE_SOURCES)
tests_unit_test_engine_my_data_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_my_data_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_openid_SOURCES = tests/unit/test_engine_openid.c \
	$(ACCOUNT_WORLD)
tests_unit_test_engine_openid_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_openid_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_remarks_SOURCES = tests/unit/test_engine_remarks.c \
	$(CASE_SOURCES)
tests_unit_test_engine_remarks_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_remarks_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_handbook_SOURCES = tests/unit/test_engine_handbook.c \
	$(CASE_SOURCES)
tests_unit_test_engine_handbook_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_handbook_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_groups_SOURCES = tests/unit/test_engine_groups.c \
	$(CASE_SOURCES)
tests_unit_test_engine_groups_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_groups_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_hr_SOURCES = tests/unit/test_engine_hr.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_hr_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_hr_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_on_time_SOURCES = \
	tests/unit/test_engine_on_time.c $(CASE_SOURCES)
tests_unit_test_engine_on_time_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_on_time_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

tests_unit_test_engine_potential_measure_SOURCES = \
	tests/unit/test_engine_potential_measure.c $(CASE_SOURCES)
tests_unit_test_engine_potential_measure_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_potential_measure_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_report_exits_SOURCES = \
	tests/unit/test_engine_report_exits.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h $(CASE_SOURCES)
tests_unit_test_engine_report_exits_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_report_exits_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_reports_SOURCES = tests/unit/test_engine_reports.c \
	$(CASE_SOURCES)
tests_unit_test_engine_reports_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_reports_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_rounds_SOURCES = tests/unit/test_engine_rounds.c \
	$(CASE_SOURCES)
tests_unit_test_engine_rounds_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_rounds_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_feeds_SOURCES = tests/unit/test_engine_feeds.c \
	$(CASE_SOURCES)
tests_unit_test_engine_feeds_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_feeds_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_feeds_fetched_SOURCES = \
	tests/unit/test_engine_feeds_fetched.c $(FEED_SOURCES)
tests_unit_test_engine_feeds_fetched_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_feeds_fetched_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_networks_SOURCES = \
	tests/unit/test_engine_networks.c $(FEED_SOURCES)
tests_unit_test_engine_networks_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_networks_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_feeds_network_SOURCES = \
	tests/unit/test_engine_feeds_network.c $(FEED_SOURCES)
tests_unit_test_engine_feeds_network_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_feeds_network_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_feeds_opened_SOURCES = \
	tests/unit/test_engine_feeds_opened.c $(FEED_SOURCES)
tests_unit_test_engine_feeds_opened_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_feeds_opened_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_feeds_size_SOURCES = \
	tests/unit/test_engine_feeds_size.c $(FEED_SOURCES)
tests_unit_test_engine_feeds_size_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_feeds_size_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_subscriptions_SOURCES = \
	tests/unit/test_engine_subscriptions.c $(FEED_SOURCES)
tests_unit_test_engine_subscriptions_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_subscriptions_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_page_texts_SOURCES = tests/unit/test_page_texts.c
tests_unit_test_page_texts_LDADD = $(ENGINE_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_texts_SOURCES = tests/unit/test_engine_texts.c \
	$(CASE_SOURCES)
tests_unit_test_engine_texts_CPPFLAGS = $(AM_CPPFLAGS) \
	-DSOURCE_DIR='"$(abs_top_srcdir)"'
tests_unit_test_engine_texts_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

tests_unit_test_engine_programmes_SOURCES = \
	tests/unit/test_engine_programmes.c tests/unit/small_programme.h \
	$(CASE_SOURCES)
tests_unit_test_engine_programmes_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_programme_changes_SOURCES = \
	tests/unit/test_engine_programme_changes.c \
	tests/unit/programme_tsv.c tests/unit/programme_tsv.h $(CASE_SOURCES)
tests_unit_test_engine_programme_changes_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_cohort_counts_SOURCES = \
	tests/unit/test_engine_cohort_counts.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h \
	$(CASE_SOURCES)
tests_unit_test_engine_cohort_counts_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_cohort_counts_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_exit_counts_SOURCES = \
	tests/unit/test_engine_exit_counts.c $(CASE_SOURCES)
tests_unit_test_engine_exit_counts_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_hr_cohorts_SOURCES = \
	tests/unit/test_engine_hr_cohorts.c $(CASE_SOURCES)
tests_unit_test_engine_hr_cohorts_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_hr_cohorts_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_exit_surveys_SOURCES = \
	tests/unit/test_engine_exit_surveys.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h \
	$(CASE_SOURCES)
tests_unit_test_engine_exit_surveys_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_exit_surveys_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_hr_few_SOURCES = tests/unit/test_engine_hr_few.c
tests_unit_test_engine_hr_few_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_surveys_SOURCES = tests/unit/test_engine_surveys.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h \
	$(CASE_SOURCES)
tests_unit_test_engine_surveys_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_surveys_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_survey_words_SOURCES = \
	tests/unit/test_engine_survey_words.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h \
	$(CASE_SOURCES)
tests_unit_test_engine_survey_words_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_survey_words_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_programme_decisions_SOURCES = \
	tests/unit/test_engine_programme_decisions.c \
	tests/unit/small_programme.h $(CASE_SOURCES)
tests_unit_test_engine_programme_decisions_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_programme_digest_SOURCES = \
	tests/unit/test_engine_programme_digest.c \
	tests/unit/programme_tsv.c tests/unit/programme_tsv.h $(CASE_SOURCES)
tests_unit_test_engine_programme_digest_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

# What comes in by mail.
RECEIVED_TESTS = tests/unit/test_engine_bounces \
	tests/unit/test_engine_outbox \
	tests/unit/test_engine_proposals tests/unit/test_engine_received \
	tests/unit/test_engine_received_review \
	tests/unit/test_engine_received_trust
RECEIVED_SOURCES = tests/unit/received_world.c tests/unit/received_world.h \
	$(CASE_SOURCES)
check_PROGRAMS += $(RECEIVED_TESTS)
TESTS += $(RECEIVED_TESTS)
tests_unit_test_engine_bounces_SOURCES = tests/unit/test_engine_bounces.c \
	$(RECEIVED_SOURCES)
tests_unit_test_engine_bounces_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_bounces_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_outbox_SOURCES = tests/unit/test_engine_outbox.c \
	$(RECEIVED_SOURCES)
tests_unit_test_engine_outbox_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_outbox_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_proposals_SOURCES = tests/unit/test_engine_proposals.c \
	$(RECEIVED_SOURCES)
tests_unit_test_engine_proposals_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_proposals_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_received_SOURCES = tests/unit/test_engine_received.c \
	$(RECEIVED_SOURCES)
tests_unit_test_engine_received_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_received_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_received_review_SOURCES = \
	tests/unit/test_engine_received_review.c $(RECEIVED_SOURCES)
tests_unit_test_engine_received_review_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_received_review_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_received_trust_SOURCES = \
	tests/unit/test_engine_received_trust.c $(RECEIVED_SOURCES)
tests_unit_test_engine_received_trust_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_received_trust_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

check_PROGRAMS += tests/unit/test_return_path
TESTS += tests/unit/test_return_path
tests_unit_test_return_path_SOURCES = tests/unit/test_return_path.c
tests_unit_test_return_path_LDADD = $(ENGINE_LIBS) $(UNIT_LIBS)

# Years in seconds: simulations, downtime and a clock that is set.
CLOCK_TESTS = tests/unit/test_simulation tests/unit/test_engine_downtime \
	tests/unit/test_engine_clock
check_PROGRAMS += $(CLOCK_TESTS)
TESTS += $(CLOCK_TESTS)
tests_unit_test_simulation_SOURCES = tests/unit/test_simulation.c \
	$(WORLD_SOURCES)
tests_unit_test_simulation_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_downtime_SOURCES = tests/unit/test_engine_downtime.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_downtime_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_engine_downtime_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_engine_clock_SOURCES = tests/unit/test_engine_clock.c \
	$(WORLD_SOURCES)
tests_unit_test_engine_clock_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

check_PROGRAMS += bench/feed bench/pages bench/reports bench/simulate
BENCH_SOURCES = bench/bench_world.c bench/bench_world.h $(WORLD_SOURCES)
bench_pages_SOURCES = bench/pages.c $(BENCH_SOURCES) \
	daemon/http/page_templates.c daemon/http/page_templates.h
bench_pages_LDADD = $(WORLD_LIBS)
bench_feed_SOURCES = bench/feed.c $(BENCH_SOURCES)
bench_feed_LDADD = $(WORLD_LIBS)
bench_reports_SOURCES = bench/reports.c $(BENCH_SOURCES)
bench_reports_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
bench_reports_LDADD = $(WORLD_LIBS)
bench_simulate_SOURCES = bench/simulate.c $(WORLD_SOURCES)
bench_simulate_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
bench_simulate_LDADD = $(WORLD_LIBS)

check_PROGRAMS += tests/unit/test_relay tests/unit/test_outbox_turn
TESTS += tests/unit/test_relay tests/unit/test_outbox_turn
tests_unit_test_outbox_turn_SOURCES = tests/unit/test_outbox_turn.c
tests_unit_test_outbox_turn_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)
tests_unit_test_relay_SOURCES = tests/unit/test_relay.c
tests_unit_test_relay_LDADD = $(WORLD_LIBS) $(UNIT_LIBS)

STORE_TESTS = tests/unit/test_store_migration \
	tests/unit/test_store_nesting tests/unit/test_store_schema \
	tests/unit/test_store_survey \
	tests/unit/test_store_handbook
check_PROGRAMS += $(STORE_TESTS)
TESTS += $(STORE_TESTS)
tests_unit_test_store_migration_SOURCES = tests/unit/test_store_migration.c
tests_unit_test_store_migration_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_migration_LDADD = $(STORE_LIBS) $(UNIT_LIBS)
tests_unit_test_store_handbook_SOURCES = tests/unit/test_store_handbook.c
tests_unit_test_store_handbook_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_handbook_LDADD = $(STORE_LIBS) $(SQLITE_LIBS) $(UNIT_LIBS)
tests_unit_test_store_nesting_SOURCES = tests/unit/test_store_nesting.c
tests_unit_test_store_nesting_LDADD = $(STORE_LIBS) $(UNIT_LIBS)
tests_unit_test_store_schema_SOURCES = tests/unit/test_store_schema.c
tests_unit_test_store_schema_CPPFLAGS = $(AM_CPPFLAGS) \
	-DTESTS_DIR='"$(abs_top_srcdir)/tests"'
tests_unit_test_store_schema_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_schema_LDADD = libob-crypto.a $(STORE_LIBS) \
	$(CRYPTO_LIBS) $(OATH_LIBS) $(UNIT_LIBS)
tests_unit_test_store_survey_SOURCES = tests/unit/test_store_survey.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h
tests_unit_test_store_survey_LDADD = $(STORE_LIBS) $(UNIT_LIBS)

TEST_EXTENSIONS = .scenario
SCENARIO_LOG_COMPILER = tests/unit/scenario
SCENARIOS = \
	tests/scenarios/accepted-ahead.scenario \
	tests/scenarios/added-after-the-fact.scenario \
	tests/scenarios/adding-external.scenario \
	tests/scenarios/adding-internal.scenario \
	tests/scenarios/adding-late.scenario \
	tests/scenarios/address-changes.scenario \
	tests/scenarios/address-refused.scenario \
	tests/scenarios/answers-by-mail.scenario \
	tests/scenarios/annual-events.scenario \
	tests/scenarios/area-closed.scenario \
	tests/scenarios/area-quiet-digests.scenario \
	tests/scenarios/assign-after-the-end.scenario \
	tests/scenarios/assign-manager.scenario \
	tests/scenarios/assign-mentor.scenario \
	tests/scenarios/bottlenecks.scenario \
	tests/scenarios/calendar-changed.scenario \
	tests/scenarios/calendar-classes.scenario \
	tests/scenarios/calendar-file.scenario \
	tests/scenarios/calendar-given-days.scenario \
	tests/scenarios/calendar-no-day-left.scenario \
	tests/scenarios/calendar-too-late.scenario \
	tests/scenarios/calendar-spread.scenario \
	tests/scenarios/cancel-shared-digest.scenario \
	tests/scenarios/cancel.scenario \
	tests/scenarios/change-later.scenario \
	tests/scenarios/change-told-once.scenario \
	tests/scenarios/change-to-who-hears-weekly.scenario \
	tests/scenarios/change-within-48-hours.scenario \
	tests/scenarios/cohort-english.scenario \
	tests/scenarios/cohort-place.scenario \
	tests/scenarios/cohort-reasons.scenario \
	tests/scenarios/cohort-steps.scenario \
	tests/scenarios/cohort-terms.scenario \
	tests/scenarios/cohort-withdrawal.scenario \
	tests/scenarios/cohort.scenario \
	tests/scenarios/comparison-overlay.scenario \
	tests/scenarios/comparison.scenario \
	tests/scenarios/complete.scenario \
	tests/scenarios/counted-from-a-step.scenario \
	tests/scenarios/day-one-late.scenario \
	tests/scenarios/day-one-over.scenario \
	tests/scenarios/day-one.scenario \
	tests/scenarios/decline-unverified.scenario \
	tests/scenarios/digest-after-a-pause.scenario \
	tests/scenarios/digest-after-closed-days.scenario \
	tests/scenarios/digest-after-first-day-moved.scenario \
	tests/scenarios/digest-of-the-week.scenario \
	tests/scenarios/digest-weekly.scenario \
	tests/scenarios/digest-weekly-days.scenario \
	tests/scenarios/digests-and-holidays.scenario \
	tests/scenarios/digests.scenario \
	tests/scenarios/downtime-into-the-night.scenario \
	tests/scenarios/downtime-one-digest.scenario \
	tests/scenarios/downtime.scenario \
	tests/scenarios/due-today-and-waited-for.scenario \
	tests/scenarios/elsewhere-first-day.scenario \
	tests/scenarios/end-employment-later.scenario \
	tests/scenarios/end-employment-taken-back.scenario \
	tests/scenarios/end-employment.scenario \
	tests/scenarios/english-leader.scenario \
	tests/scenarios/event-host-elsewhere.scenario \
	tests/scenarios/event-moved.scenario \
	tests/scenarios/event-of-the-day.scenario \
	tests/scenarios/exit-reasons.scenario \
	tests/scenarios/exit-taken-back.scenario \
	tests/scenarios/exit-talk-page.scenario \
	tests/scenarios/exit-talk.scenario \
	tests/scenarios/exit-answers.scenario \
	tests/scenarios/exit-cohort.scenario \
	tests/scenarios/exit-pilot.scenario \
	tests/scenarios/explain-mail.scenario \
	tests/scenarios/explain-stand-in.scenario \
	tests/scenarios/facts-changed.scenario \
	tests/scenarios/feed-cancelled.scenario \
	tests/scenarios/first-day-closed-afterwards.scenario \
	tests/scenarios/first-day-on-a-holiday.scenario \
	tests/scenarios/first-tasks-and-last-day.scenario \
	tests/scenarios/first-tasks-edit.scenario \
	tests/scenarios/first-tasks-follow.scenario \
	tests/scenarios/first-tasks-on-closed-days.scenario \
	tests/scenarios/first-tasks-outcome.scenario \
	tests/scenarios/first-tasks.scenario \
	tests/scenarios/gate.scenario \
	tests/scenarios/group-function.scenario \
	tests/scenarios/group-mailbox.scenario \
	tests/scenarios/hand-over.scenario \
	tests/scenarios/handover-while-away.scenario \
	tests/scenarios/handbook-asked.scenario \
	tests/scenarios/handbook-names.scenario \
	tests/scenarios/handbook-places.scenario \
	tests/scenarios/handbook-removed.scenario \
	tests/scenarios/handbook-removed-asked.scenario \
	tests/scenarios/handbook-moved.scenario \
	tests/scenarios/handbook-unsent.scenario \
	tests/scenarios/handbook-written.scenario \
	tests/scenarios/held-goes-ahead.scenario \
	tests/scenarios/held.scenario \
	tests/scenarios/hr-board.scenario \
	tests/scenarios/hr-needs.scenario \
	tests/scenarios/import-days-taken-back.scenario \
	tests/scenarios/import-handbook-and-days.scenario \
	tests/scenarios/import-handbook-confirmed.scenario \
	tests/scenarios/import-figures.scenario \
	tests/scenarios/import-leaders.scenario \
	tests/scenarios/import-people.scenario \
	tests/scenarios/invitation-address-corrected.scenario \
	tests/scenarios/invitation-address-dead.scenario \
	tests/scenarios/invitation-address-refused.scenario \
	tests/scenarios/invitation-addresses.scenario \
	tests/scenarios/invitation-called-back.scenario \
	tests/scenarios/invitation-cancelled.scenario \
	tests/scenarios/invitation-cohort.scenario \
	tests/scenarios/invitation-comes-near.scenario \
	tests/scenarios/invitation-end-employment.scenario \
	tests/scenarios/invitation-event.scenario \
	tests/scenarios/invitation-feed-called-off.scenario \
	tests/scenarios/invitation-first-day-moved.scenario \
	tests/scenarios/invitation-group-changed.scenario \
	tests/scenarios/invitation-group.scenario \
	tests/scenarios/invitation-handed-over.scenario \
	tests/scenarios/invitation-held.scenario \
	tests/scenarios/invitation-in-feed.scenario \
	tests/scenarios/invitation-journey-cancelled.scenario \
	tests/scenarios/invitation-mail-server-down.scenario \
	tests/scenarios/invitation-moved-twice.scenario \
	tests/scenarios/invitation-moved.scenario \
	tests/scenarios/invitation-organizer.scenario \
	tests/scenarios/invitation-paused.scenario \
	tests/scenarios/invitation-recurring.scenario \
	tests/scenarios/invitation-refused.scenario \
	tests/scenarios/invitation-stand-in.scenario \
	tests/scenarios/invitation-without-time.scenario \
	tests/scenarios/journey-ends.scenario \
	tests/scenarios/ladder-drop-escalation.scenario \
	tests/scenarios/ladder-drop-quiet.scenario \
	tests/scenarios/ladder-drop.scenario \
	tests/scenarios/ladder-escalation.scenario \
	tests/scenarios/ladder-quiet-days.scenario \
	tests/scenarios/ladder-summer.scenario \
	tests/scenarios/ladder.scenario \
	tests/scenarios/last-day-and-reminders.scenario \
	tests/scenarios/last-day-holds.scenario \
	tests/scenarios/late-by-answering.scenario \
	tests/scenarios/late-enrolment.scenario \
	tests/scenarios/late-leader-mails-left-open.scenario \
	tests/scenarios/late-leader-mails.scenario \
	tests/scenarios/late-start-and-changed.scenario \
	tests/scenarios/leader-page.scenario \
	tests/scenarios/leader-page-data.scenario \
	tests/scenarios/leader-page-english.scenario \
	tests/scenarios/leader-page-handbook.scenario \
	tests/scenarios/leader-page-job.scenario \
	tests/scenarios/leader-page-words.scenario \
	tests/scenarios/links-end.scenario \
	tests/scenarios/links-end-answers.scenario \
	tests/scenarios/links-end-downtime.scenario \
	tests/scenarios/links-end-mails.scenario \
	tests/scenarios/links-end-overview.scenario \
	tests/scenarios/links-end-reported.scenario \
	tests/scenarios/log-call.scenario \
	tests/scenarios/mail-answer-lost.scenario \
	tests/scenarios/mail-cancelled.scenario \
	tests/scenarios/mail-held.scenario \
	tests/scenarios/mail-limit.scenario \
	tests/scenarios/mail-not-relayed.scenario \
	tests/scenarios/mail-refused.scenario \
	tests/scenarios/mail-relay.scenario \
	tests/scenarios/mail-server-down.scenario \
	tests/scenarios/mail-server-long-down.scenario \
	tests/scenarios/mail-waiting-into-the-night.scenario \
	tests/scenarios/mail-waits-long.scenario \
	tests/scenarios/mentor-limit.scenario \
	tests/scenarios/mentor-relation.scenario \
	tests/scenarios/migrate-hands-over.scenario \
	tests/scenarios/migrate-journey.scenario \
	tests/scenarios/missing-work-address.scenario \
	tests/scenarios/move-first-day-forward.scenario \
	tests/scenarios/move-first-day-while-paused.scenario \
	tests/scenarios/move-first-day.scenario \
	tests/scenarios/move-spread.scenario \
	tests/scenarios/move.scenario \
	tests/scenarios/networks-contact.scenario \
	tests/scenarios/networks-end-employment.scenario \
	tests/scenarios/networks-soon.scenario \
	tests/scenarios/networks.scenario \
	tests/scenarios/notices-in-the-evening.scenario \
	tests/scenarios/notices-merged.scenario \
	tests/scenarios/notices-of-many-leaders.scenario \
	tests/scenarios/notices-taken-back.scenario \
	tests/scenarios/notices.scenario \
	tests/scenarios/overdue.scenario \
	tests/scenarios/page-answers.scenario \
	tests/scenarios/page-briefing.scenario \
	tests/scenarios/page-comments.scenario \
	tests/scenarios/page-handbook.scenario \
	tests/scenarios/page-moves.scenario \
	tests/scenarios/page-of-the-responsible.scenario \
	tests/scenarios/pages-of-cohort.scenario \
	tests/scenarios/pages-of-exit.scenario \
	tests/scenarios/potential-bank.scenario \
	tests/scenarios/potential-measure.scenario \
	tests/scenarios/potential-offer.scenario \
	tests/scenarios/potential-reminder.scenario \
	tests/scenarios/pause-at-once.scenario \
	tests/scenarios/pause-falls-away.scenario \
	tests/scenarios/pause-from-first-day.scenario \
	tests/scenarios/pause-twice.scenario \
	tests/scenarios/pause.scenario \
	tests/scenarios/person-zone.scenario \
	tests/scenarios/private-and-work-address.scenario \
	tests/scenarios/programme-decisions.scenario \
	tests/scenarios/programme-overlay.scenario \
	tests/scenarios/programme-pilot.scenario \
	tests/scenarios/programme-versions.scenario \
	tests/scenarios/proposals-by-mail.scenario \
	tests/scenarios/recurring-added-late.scenario \
	tests/scenarios/recurring-behind-a-blocker.scenario \
	tests/scenarios/recurring-changed.scenario \
	tests/scenarios/recurring-closed.scenario \
	tests/scenarios/recurring-counted.scenario \
	tests/scenarios/recurring-long.scenario \
	tests/scenarios/recurring-paused.scenario \
	tests/scenarios/recurring-talks.scenario \
	tests/scenarios/rehired.scenario \
	tests/scenarios/reminder-on-the-day-itself.scenario \
	tests/scenarios/reminder-that-is-late.scenario \
	tests/scenarios/reopen-after-the-end.scenario \
	tests/scenarios/reopen-long-after.scenario \
	tests/scenarios/reopen-on-a-closed-day.scenario \
	tests/scenarios/reopen.scenario \
	tests/scenarios/reporting-line.scenario \
	tests/scenarios/restart.scenario \
	tests/scenarios/resumed-early.scenario \
	tests/scenarios/role-fallback.scenario \
	tests/scenarios/rules.scenario \
	tests/scenarios/simulate-cohort.scenario \
	tests/scenarios/simulate-exit.scenario \
	tests/scenarios/simulate-file.scenario \
	tests/scenarios/simulate.scenario \
	tests/scenarios/skip.scenario \
	tests/scenarios/stand-in-hears-once.scenario \
	tests/scenarios/stand-in-hears-weekly.scenario \
	tests/scenarios/stand-in.scenario \
	tests/scenarios/surname-first.scenario \
	tests/scenarios/measures-of-answers.scenario \
	tests/scenarios/survey-after-the-end.scenario \
	tests/scenarios/survey-asked.scenario \
	tests/scenarios/survey-by-hand.scenario \
	tests/scenarios/survey-of-both.scenario \
	tests/scenarios/survey-of-cohort.scenario \
	tests/scenarios/survey-of-cohort-closed.scenario \
	tests/scenarios/survey-of-cohort-figures.scenario \
	tests/scenarios/survey-of-exit.scenario \
	tests/scenarios/survey-of-the-forgotten.scenario \
	tests/scenarios/survey-page.scenario \
	tests/scenarios/survey-paused.scenario \
	tests/scenarios/survey-put-off.scenario \
	tests/scenarios/survey-red.scenario \
	tests/scenarios/survey-reminded.scenario \
	tests/scenarios/survey-sent-twice.scenario \
	tests/scenarios/survey-silent.scenario \
	tests/scenarios/survey-simulated.scenario \
	tests/scenarios/survey-taken-back.scenario \
	tests/scenarios/survey-talk-taken-back.scenario \
	tests/scenarios/survey-withdrawn.scenario \
	tests/scenarios/survey-words.scenario \
	tests/scenarios/survey-words-of-cohort.scenario \
	tests/scenarios/talks.scenario \
	tests/scenarios/talks-migrated.scenario \
	tests/scenarios/talks-welcome-call.scenario \
	tests/scenarios/variants.scenario \
	tests/scenarios/welcome-mail-after-a-weekend.scenario \
	tests/scenarios/welcome-mail-bounced.scenario \
	tests/scenarios/welcome-mail-held.scenario \
	tests/scenarios/welcome-mail.scenario \
	tests/scenarios/welcome-pack-not-early.scenario \
	tests/scenarios/welcome-pack-without-video.scenario \
	tests/scenarios/welcome-pack.scenario \
	tests/scenarios/workplace-overlay.scenario
TESTS += $(SCENARIOS)
EXTRA_DIST += $(SCENARIOS) tests/scenarios/README.md \
	tests/scenarios/programmes tests/scenarios/guides tests/scenarios/words \
	tests/data/migrations.sha256 build-aux/schema-picture
