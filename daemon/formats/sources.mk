noinst_LIBRARIES += libob-formats.a
libob_formats_a_SOURCES = \
	daemon/formats/catalogue_file.c daemon/formats/catalogue_file.h \
	daemon/formats/config.c daemon/formats/config.h \
	daemon/formats/config_check.c daemon/formats/config_check.h \
	daemon/formats/config_print.c \
	daemon/formats/config_schema.c daemon/formats/config_schema.h \
	daemon/formats/document.c daemon/formats/document.h \
	daemon/formats/handbook_file.c daemon/formats/handbook_file.h \
	daemon/formats/mailbox.c daemon/formats/mailbox.h \
	daemon/formats/mistakes.c daemon/formats/mistakes.h \
	daemon/formats/number.c daemon/formats/number.h \
	daemon/formats/position.c daemon/formats/position.h \
	daemon/formats/printable.c daemon/formats/printable.h \
	daemon/formats/programme_build.c daemon/formats/programme_build.h \
	daemon/formats/programme_file.c daemon/formats/programme_file.h \
	daemon/formats/programme_schema.c daemon/formats/programme_schema.h \
	daemon/formats/url.c daemon/formats/url.h \
	daemon/formats/yaml_events.c daemon/formats/yaml_events.h
libob_formats_a_CFLAGS = $(AM_CFLAGS) $(CYAML_CFLAGS)

check_PROGRAMS += tests/unit/formats_driver
tests_unit_formats_driver_SOURCES = tests/unit/formats_driver.c
tests_unit_formats_driver_LDADD = $(FORMATS_LIBS)

check_PROGRAMS += tests/unit/test_config tests/unit/test_programme_file \
	tests/unit/test_handbook_file tests/unit/test_catalogue_file \
	tests/unit/test_position
TESTS += tests/unit/test_config tests/unit/test_programme_file \
	tests/unit/test_handbook_file tests/unit/test_catalogue_file \
	tests/unit/test_position
tests_unit_test_config_SOURCES = tests/unit/test_config.c
tests_unit_test_config_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_programme_file_SOURCES = tests/unit/test_programme_file.c
tests_unit_test_programme_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_handbook_file_SOURCES = tests/unit/test_handbook_file.c
tests_unit_test_handbook_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_catalogue_file_SOURCES = tests/unit/test_catalogue_file.c
tests_unit_test_catalogue_file_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)
tests_unit_test_position_SOURCES = tests/unit/test_position.c
tests_unit_test_position_LDADD = $(FORMATS_LIBS) $(UNIT_LIBS)

TESTS += tests/system/schema_parity.py
EXTRA_DIST += tests/system/schema_parity.py \
	schemas/config.schema.json schemas/programme.schema.json \
	schemas/handbook.schema.json schemas/catalogue.schema.json \
	config/onboardd.yaml tests/data/formats tests/fuzz/fuzz_formats.c
