# What the product serves, over the server of sources.mk.
SITE_LIBS = libob-site.a libob-http.a libob-formats.a $(ENGINE_LIBS) \
	$(CYAML_LIBS) $(LIBEVENT_LIBS)

noinst_LIBRARIES += libob-site.a
libob_site_a_CFLAGS = $(AM_CFLAGS) $(LIBEVENT_CFLAGS) $(JANSSON_CFLAGS)
libob_site_a_SOURCES = \
	daemon/http/browser_cookie.c daemon/http/browser_cookie.h \
	daemon/http/openid_routes.c \
	daemon/http/api.c daemon/http/api.h \
	daemon/http/api_accounts.c \
	daemon/http/api_activities.c \
	daemon/http/api_bottlenecks.c \
	daemon/http/api_calendar.c \
	daemon/http/api_clock.c \
	daemon/http/api_cohorts.c \
	daemon/http/api_events.c \
	daemon/http/api_feeds.c \
	daemon/http/api_handbook.c \
	daemon/http/api_import.c \
	daemon/http/api_json.c daemon/http/api_json.h \
	daemon/http/api_job_description.c \
	daemon/http/api_journeys.c \
	daemon/http/api_leaders.c \
	daemon/http/api_mail.c \
	daemon/http/api_measures.c \
	daemon/http/api_reports.c \
	daemon/http/api_mentors.c \
	daemon/http/api_survey_requests.c \
	daemon/http/api_networks.c \
	daemon/http/api_exits.c \
	daemon/http/api_people.c \
	daemon/http/api_programmes.c \
	daemon/http/api_surveys.c \
	daemon/http/api_received.c \
	daemon/http/api_simulations.c \
	daemon/http/api_status.c \
	daemon/http/feed_routes.c \
	daemon/http/hr_csv.c daemon/http/hr_csv.h \
	daemon/http/hr_form.c daemon/http/hr_form.h \
	daemon/http/hr_form_view.c daemon/http/hr_form_view.h \
	daemon/http/hr_mark_routes.c \
	daemon/http/hr_bottleneck_routes.c \
	daemon/http/hr_measure_csv.c \
	daemon/http/hr_measure_csv.h \
	daemon/http/hr_measure_routes.c \
	daemon/http/hr_report_routes.c \
	daemon/http/hr_programme_routes.c \
	daemon/http/hr_routes.c \
	daemon/http/hr_survey_routes.c \
	daemon/http/hr_site.c daemon/http/hr_site.h \
	daemon/http/hr_verbs.c daemon/http/hr_verbs.h \
	daemon/http/hr_verbs_days.c \
	daemon/http/hr_verbs_filters.c \
	daemon/http/hr_verbs_exits.c \
	daemon/http/hr_verbs_handbook.c \
	daemon/http/hr_verbs_journeys.c \
	daemon/http/hr_verbs_papers.c \
	daemon/http/hr_verbs_reports.c \
	daemon/http/report_files.c daemon/http/report_files.h \
	daemon/http/hr_verbs_talks.c daemon/http/hr_verbs_tasks.c \
	daemon/http/metrics.c \
	daemon/http/one_click.c daemon/http/one_click.h \
	daemon/http/page_action_routes.c \
	daemon/http/metrics_mail.c daemon/http/metrics_mail.h \
	daemon/http/metrics_text.c daemon/http/metrics_text.h \
	daemon/http/page_calendar_routes.c \
	daemon/http/page_assets.c daemon/http/page_assets.h \
	daemon/http/page_logo.c daemon/http/page_logo.h \
	daemon/http/page_answer.c daemon/http/page_answer.h \
	daemon/http/page_exit_routes.c \
	daemon/http/page_handbook_routes.c \
	daemon/http/page_first_task_routes.c \
	daemon/http/page_job_routes.c \
	daemon/http/page_survey_routes.c \
	daemon/http/page_leader_routes.c \
	daemon/http/page_message.c daemon/http/page_message.h \
	daemon/http/network_sheet.c daemon/http/network_sheet.h \
	daemon/http/hr_cohort_routes.c \
	daemon/http/hr_network_routes.c \
	daemon/http/page_network_routes.c \
	daemon/http/page_nomination_routes.c \
	daemon/http/page_potential_routes.c \
	daemon/http/page_reply.c daemon/http/page_reply.h \
	daemon/http/page_routes.c \
	daemon/http/page_static_routes.c \
	daemon/http/page_verb_routes.c \
	daemon/http/page_templates.c daemon/http/page_templates.h \
	daemon/http/programme_intake.c daemon/http/programme_intake.h \
	daemon/http/programme_pieces.c daemon/http/programme_pieces.h \
	daemon/http/security_text.c \
	daemon/http/session_pages.c daemon/http/session_pages.h \
	daemon/http/session_routes.c \
	daemon/http/sign_in_routes.c \
	daemon/http/site.c daemon/http/site.h daemon/http/site_private.h \
	daemon/http/site_view.c daemon/http/site_view.h

check_PROGRAMS += tests/unit/test_api_json tests/unit/test_one_click
TESTS += tests/unit/test_api_json tests/unit/test_one_click
tests_unit_test_one_click_SOURCES = tests/unit/test_one_click.c
tests_unit_test_one_click_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_one_click_LDADD = libob-site.a $(HTTP_CORE_LIBS) $(UNIT_LIBS)
EXTRA_DIST += tests/fuzz/fuzz_one_click.c tests/fuzz/corpus/one_click
tests_unit_test_api_json_SOURCES = tests/unit/test_api_json.c
tests_unit_test_api_json_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) \
	$(CMOCKA_CFLAGS)
tests_unit_test_api_json_LDADD = libob-site.a $(HTTP_CORE_LIBS) $(UNIT_LIBS)

# The API's description (needs node), and the site of a running daemon.
TESTS += tests/system/openapi_lint tests/system/http_site.py
EXTRA_DIST += schemas/openapi.yaml tests/system/openapi_lint \
	tests/system/openapi_lint.mjs tests/system/http_site.py \
	tests/system/html_rules.mjs tests/system/html_validate.mjs
