noinst_LIBRARIES += libob-formats.a
libob_formats_a_SOURCES = \
	daemon/formats/bundle.c daemon/formats/bundle.h \
	daemon/formats/catalogue_file.c daemon/formats/catalogue_file.h \
	daemon/formats/config.c daemon/formats/config.h \
	daemon/formats/config_areas.c daemon/formats/config_areas.h \
	daemon/formats/config_check.c daemon/formats/config_check.h \
	daemon/formats/config_look.c daemon/formats/config_look.h \
	daemon/formats/config_numbers.c daemon/formats/config_numbers.h \
	daemon/formats/config_print.c \
	daemon/formats/config_handbook.c daemon/formats/config_handbook.h \
	daemon/formats/config_sign_in.c daemon/formats/config_sign_in.h \
	daemon/formats/config_smtp.c daemon/formats/config_smtp.h \
	daemon/formats/config_schema.c daemon/formats/config_schema.h \
	daemon/formats/csv_rows.c daemon/formats/csv_rows.h \
	daemon/formats/document.c daemon/formats/document.h \
	daemon/formats/event_file.c daemon/formats/event_file.h \
	daemon/formats/handbook_file.c daemon/formats/handbook_file.h \
	daemon/formats/import_csv.c \
	daemon/formats/import_file.c daemon/formats/import_file.h \
	daemon/formats/import_repeats.c \
	daemon/formats/import_json.c daemon/formats/import_private.h \
	daemon/formats/mailbox.c daemon/formats/mailbox.h \
	daemon/formats/mistakes.c daemon/formats/mistakes.h \
	daemon/formats/number.c daemon/formats/number.h \
	daemon/formats/overlay_build.c daemon/formats/overlay_build.h \
	daemon/formats/overlay_file.c daemon/formats/overlay_file.h \
	daemon/formats/position.c daemon/formats/position.h \
	daemon/formats/printable.c daemon/formats/printable.h \
	daemon/formats/programme_build.c daemon/formats/programme_build.h \
	daemon/formats/programme_file.c daemon/formats/programme_file.h \
	daemon/formats/programme_file_private.h \
	daemon/formats/programme_schema.c daemon/formats/programme_schema.h \
	daemon/formats/reminders.c daemon/formats/reminders.h \
	daemon/formats/step_build.c daemon/formats/step_build.h \
	daemon/formats/step_guide.c daemon/formats/step_guide.h \
	daemon/formats/survey_build.c daemon/formats/survey_build.h \
	daemon/formats/survey_file.c daemon/formats/survey_file.h \
	daemon/formats/survey_schema.c daemon/formats/survey_schema.h \
	daemon/formats/url.c daemon/formats/url.h \
	daemon/formats/yaml_events.c daemon/formats/yaml_events.h
libob_formats_a_CFLAGS = $(AM_CFLAGS) $(CYAML_CFLAGS) $(JANSSON_CFLAGS)

check_PROGRAMS += tests/unit/formats_driver
tests_unit_formats_driver_SOURCES = tests/unit/formats_driver.c
tests_unit_formats_driver_LDADD = $(FORMATS_LIBS)

FORMATS_TESTS = \
	tests/unit/test_catalogue_file \
	tests/unit/test_config \
	tests/unit/test_config_mistakes \
	tests/unit/test_config_peers \
	tests/unit/test_event_file \
	tests/unit/test_handbook_file \
	tests/unit/test_import_file \
	tests/unit/test_overlay_file \
	tests/unit/test_position \
	tests/unit/test_programme_file \
	tests/unit/test_survey_file \
	tests/unit/test_programme_topics
check_PROGRAMS += $(FORMATS_TESTS)
TESTS += $(FORMATS_TESTS)
config_case = tests/unit/config_case.c tests/unit/config_case.h
tests_unit_test_config_SOURCES = tests/unit/test_config.c $(config_case)
tests_unit_test_config_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_config_mistakes_SOURCES = \
	tests/unit/test_config_mistakes.c $(config_case)
tests_unit_test_config_mistakes_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_config_peers_SOURCES = \
	tests/unit/test_config_peers.c $(config_case)
tests_unit_test_config_peers_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_programme_file_SOURCES = tests/unit/test_programme_file.c
tests_unit_test_programme_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_survey_file_SOURCES = tests/unit/test_survey_file.c
tests_unit_test_survey_file_CPPFLAGS = $(AM_CPPFLAGS) \
	-DSOURCE_DIR='"$(abs_top_srcdir)"'
tests_unit_test_survey_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_programme_topics_SOURCES = \
	tests/unit/test_programme_topics.c
tests_unit_test_programme_topics_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_overlay_file_SOURCES = tests/unit/test_overlay_file.c
tests_unit_test_overlay_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_handbook_file_SOURCES = tests/unit/test_handbook_file.c
tests_unit_test_handbook_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_catalogue_file_SOURCES = tests/unit/test_catalogue_file.c
tests_unit_test_catalogue_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_import_file_SOURCES = tests/unit/test_import_file.c
tests_unit_test_import_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_event_file_SOURCES = tests/unit/test_event_file.c
tests_unit_test_event_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_position_SOURCES = tests/unit/test_position.c
tests_unit_test_position_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)

TESTS += tests/system/schema_parity.py
EXTRA_DIST += tests/system/schema_parity.py \
	schemas/config.schema.json schemas/programme.schema.json \
	schemas/overlay.schema.json \
	schemas/handbook.schema.json schemas/catalogue.schema.json \
	config/onboardd.yaml tests/data/formats tests/fuzz/fuzz_formats.c \
	schemas/events.schema.json schemas/survey.schema.json tests/fuzz/fuzz_import.c \
	tests/fuzz/corpus/import
