noinst_LIBRARIES += libob-model.a
libob_model_a_SOURCES = \
	daemon/model/account.c daemon/model/account.h \
	daemon/model/activity.c daemon/model/activity.h \
	daemon/model/annual_event.c daemon/model/annual_event.h \
	daemon/model/bottleneck.c daemon/model/bottleneck.h \
	daemon/model/colour.c daemon/model/colour.h \
	daemon/model/condition.c daemon/model/condition.h \
	daemon/model/date_rule.c daemon/model/date_rule.h \
	daemon/model/date_rule_order.c daemon/model/date_rule_order.h \
	daemon/model/derivation.c daemon/model/derivation.h \
	daemon/model/answer_count.h \
	daemon/model/disclosure.c daemon/model/disclosure.h \
	daemon/model/disclosure_lines.c daemon/model/disclosure_lines.h \
	daemon/model/disclosure_parts.c daemon/model/disclosure_parts.h \
	daemon/model/disclosure_answers.c daemon/model/disclosure_answers.h \
	daemon/model/feed_agent.c daemon/model/feed_agent.h \
	daemon/model/feed_purpose.c daemon/model/feed_purpose.h \
	daemon/model/fraction.c daemon/model/fraction.h \
	daemon/model/guide.c daemon/model/guide.h \
	daemon/model/handbook.c daemon/model/handbook.h \
	daemon/model/holiday.c daemon/model/holiday.h \
	daemon/model/import_date.c daemon/model/import_date.h \
	daemon/model/import_form.c daemon/model/import_form.h \
	daemon/model/ladder.c daemon/model/ladder.h \
	daemon/model/network.c daemon/model/network.h \
	daemon/model/figure.c daemon/model/figure.h \
	daemon/model/measure.h \
	daemon/model/exit_reason.c daemon/model/exit_reason.h \
	daemon/model/nomination.c daemon/model/nomination.h \
	daemon/model/openid.c daemon/model/openid.h \
	daemon/model/overlay.c daemon/model/overlay.h \
	daemon/model/overlay_layers.c daemon/model/overlay_layers.h \
	daemon/model/plan.c daemon/model/plan.h \
	daemon/model/plan_search.c daemon/model/plan_search.h \
	daemon/model/plan_series.c daemon/model/plan_series.h \
	daemon/model/plan_slot.c daemon/model/plan_slot.h \
	daemon/model/programme.c daemon/model/programme.h \
	daemon/model/programme_check.c \
	daemon/model/programme_check_dates.c \
	daemon/model/programme_check_private.h \
	daemon/model/programme_difference.c \
	daemon/model/programme_difference.h \
	daemon/model/programme_graph.c daemon/model/programme_graph.h \
	daemon/model/quarter.c daemon/model/quarter.h \
	daemon/model/received_fact.h daemon/model/records.h \
	daemon/model/report.c daemon/model/report.h \
	daemon/model/role.c daemon/model/role.h \
	daemon/model/step_repeat.c daemon/model/step_repeat.h \
	daemon/model/step_topics.c daemon/model/step_topics.h \
	daemon/model/settings.c daemon/model/settings.h \
	daemon/model/survey.c daemon/model/survey.h \
	daemon/model/survey_check.c daemon/model/survey_condition.c \
	daemon/model/survey_reply.c daemon/model/survey_reply.h \
	daemon/model/survey_request.c daemon/model/survey_request.h \
	daemon/model/workday.c daemon/model/workday.h \
	daemon/model/workday_rule.c daemon/model/workday_rule.h

check_PROGRAMS += \
	tests/unit/test_base \
	tests/unit/test_colour \
	tests/unit/test_confinement \
	tests/unit/test_date \
	tests/unit/test_feed_agent \
	tests/unit/test_folded \
	tests/unit/test_import_date \
	tests/unit/test_model_activity \
	tests/unit/test_model_bottleneck \
	tests/unit/test_model_condition \
	tests/unit/test_model_date_rule \
	tests/unit/test_model_derivation \
	tests/unit/test_model_disclosure \
	tests/unit/test_model_disclosure_parts \
	tests/unit/test_model_figure \
	tests/unit/test_model_guide \
	tests/unit/test_model_handbook \
	tests/unit/test_model_ladder \
	tests/unit/test_model_network \
	tests/unit/test_model_overlay \
	tests/unit/test_model_plan \
	tests/unit/test_model_plan_series \
	tests/unit/test_model_plan_slot \
	tests/unit/test_model_programme \
	tests/unit/test_model_programme_check \
	tests/unit/test_model_programme_series \
	tests/unit/test_model_survey \
	tests/unit/test_model_survey_reply \
	tests/unit/test_model_workday \
	tests/property/dump_holidays \
	tests/property/test_disclosure \
	tests/property/test_disclosure_answers \
	tests/property/test_plan_rules \
	bench/plan
TESTS += \
	tests/unit/test_base \
	tests/unit/test_colour \
	tests/unit/test_confinement \
	tests/unit/test_date \
	tests/unit/test_feed_agent \
	tests/unit/test_folded \
	tests/unit/test_import_date \
	tests/unit/test_model_activity \
	tests/unit/test_model_bottleneck \
	tests/unit/test_model_condition \
	tests/unit/test_model_date_rule \
	tests/unit/test_model_derivation \
	tests/unit/test_model_disclosure \
	tests/unit/test_model_disclosure_parts \
	tests/unit/test_model_figure \
	tests/unit/test_model_guide \
	tests/unit/test_model_handbook \
	tests/unit/test_model_ladder \
	tests/unit/test_model_network \
	tests/unit/test_model_overlay \
	tests/unit/test_model_plan \
	tests/unit/test_model_plan_series \
	tests/unit/test_model_plan_slot \
	tests/unit/test_model_programme \
	tests/unit/test_model_programme_check \
	tests/unit/test_model_programme_series \
	tests/unit/test_model_survey \
	tests/unit/test_model_survey_reply \
	tests/unit/test_model_workday \
	tests/property/holidays_oracle.py \
	tests/property/test_disclosure \
	tests/property/test_disclosure_answers \
	tests/property/test_plan_rules

# The default programme and the journeys that must come out of it, for tests.
journey_fixture = \
	tests/unit/journey_fixture.c tests/unit/journey_fixture.h \
	tests/unit/programme_tsv.c tests/unit/programme_tsv.h

tests_unit_test_base_SOURCES = tests/unit/test_base.c
tests_unit_test_base_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_unit_test_model_handbook_SOURCES = tests/unit/test_model_handbook.c
tests_unit_test_model_handbook_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_colour_SOURCES = tests/unit/test_colour.c
tests_unit_test_colour_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_confinement_SOURCES = tests/unit/test_confinement.c
tests_unit_test_confinement_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_unit_test_date_SOURCES = tests/unit/test_date.c
tests_unit_test_date_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_unit_test_feed_agent_SOURCES = tests/unit/test_feed_agent.c
tests_unit_test_feed_agent_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_folded_SOURCES = tests/unit/test_folded.c
tests_unit_test_folded_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_unit_test_import_date_SOURCES = tests/unit/test_import_date.c
tests_unit_test_import_date_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_activity_SOURCES = \
	tests/unit/test_model_activity.c $(journey_fixture)
tests_unit_test_model_activity_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_condition_SOURCES = tests/unit/test_model_condition.c
tests_unit_test_model_condition_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_bottleneck_SOURCES = \
	tests/unit/test_model_bottleneck.c
tests_unit_test_model_bottleneck_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_disclosure_SOURCES = \
	tests/unit/test_model_disclosure.c
tests_unit_test_model_disclosure_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_disclosure_parts_SOURCES = \
	tests/unit/test_model_disclosure_parts.c
tests_unit_test_model_disclosure_parts_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_figure_SOURCES = tests/unit/test_model_figure.c
tests_unit_test_model_figure_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_guide_SOURCES = tests/unit/test_model_guide.c
tests_unit_test_model_guide_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_ladder_SOURCES = tests/unit/test_model_ladder.c
tests_unit_test_model_ladder_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_network_SOURCES = tests/unit/test_model_network.c
tests_unit_test_model_network_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_overlay_SOURCES = \
	tests/unit/test_model_overlay.c \
	tests/unit/programme_tsv.c tests/unit/programme_tsv.h
tests_unit_test_model_overlay_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_date_rule_SOURCES = \
	tests/unit/test_model_date_rule.c $(journey_fixture)
tests_unit_test_model_date_rule_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_derivation_SOURCES = \
	tests/unit/test_model_derivation.c $(journey_fixture)
tests_unit_test_model_derivation_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_plan_SOURCES = \
	tests/unit/test_model_plan.c $(journey_fixture)
tests_unit_test_model_plan_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_plan_series_SOURCES = \
	tests/unit/test_model_plan_series.c $(journey_fixture)
tests_unit_test_model_plan_series_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_plan_slot_SOURCES = \
	tests/unit/test_model_plan_slot.c $(journey_fixture)
tests_unit_test_model_plan_slot_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_programme_SOURCES = tests/unit/test_model_programme.c
tests_unit_test_model_programme_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
programme_case = tests/unit/programme_case.c tests/unit/programme_case.h \
	tests/unit/programme_tsv.c tests/unit/programme_tsv.h
tests_unit_test_model_programme_check_SOURCES = \
	tests/unit/test_model_programme_check.c $(programme_case)
tests_unit_test_model_programme_check_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_programme_series_SOURCES = \
	tests/unit/test_model_programme_series.c $(programme_case)
tests_unit_test_model_programme_series_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_survey_SOURCES = tests/unit/test_model_survey.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h
tests_unit_test_model_survey_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_survey_reply_SOURCES = \
	tests/unit/test_model_survey_reply.c \
	tests/unit/survey_sample.c tests/unit/survey_sample.h
tests_unit_test_model_survey_reply_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_unit_test_model_workday_SOURCES = \
	tests/unit/test_model_workday.c $(journey_fixture)
tests_unit_test_model_workday_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_property_dump_holidays_SOURCES = tests/property/dump_holidays.c
tests_property_dump_holidays_LDADD = $(MODEL_LIBS)
tests_property_test_disclosure_SOURCES = \
	tests/property/test_disclosure.c \
	tests/property/disclosure_attacker.c \
	tests/property/disclosure_attacker.h \
	tests/property/random.c tests/property/random.h
tests_property_test_disclosure_LDADD = $(MODEL_LIBS) $(UNIT_LIBS) -lm
tests_property_test_disclosure_answers_SOURCES = \
	tests/property/test_disclosure_answers.c
tests_property_test_disclosure_answers_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
tests_property_test_plan_rules_SOURCES = \
	tests/property/test_plan_rules.c \
	tests/property/plan_oracle.c tests/property/plan_oracle.h \
	tests/property/random.c tests/property/random.h \
	$(journey_fixture)
tests_property_test_plan_rules_LDADD = $(MODEL_LIBS) $(UNIT_LIBS)
bench_plan_SOURCES = bench/plan.c $(journey_fixture)
bench_plan_LDADD = $(MODEL_LIBS)

EXTRA_DIST += \
	tests/property/holidays_oracle.py \
	tests/data/programme-ny-leder.tsv \
	tests/data/expected/1-accepted-2026-10-01-first-day-2026-12-07-internal.tsv \
	tests/data/expected/2-accepted-2026-12-18-first-day-2027-01-04-external.tsv \
	tests/data/expected/3-accepted-2027-03-22-first-day-2027-04-01-external.tsv \
	tests/data/expected/4-accepted-2027-07-12-first-day-2027-08-02-external.tsv \
	tests/data/expected/5-accepted-2026-08-20-first-day-2026-11-01-external.tsv
