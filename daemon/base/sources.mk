noinst_LIBRARIES += libob-base.a
libob_base_a_SOURCES = \
	daemon/base/clock.c daemon/base/clock.h \
	daemon/base/confinement.c daemon/base/confinement.h \
	daemon/base/date.c daemon/base/date.h \
	daemon/base/embedded.c daemon/base/embedded.h \
	daemon/base/error.c daemon/base/error.h \
	daemon/base/file.c daemon/base/file.h \
	daemon/base/findings.c daemon/base/findings.h \
	daemon/base/folded.c daemon/base/folded.h \
	daemon/base/instant.c daemon/base/instant.h \
	daemon/base/log.c daemon/base/log.h \
	daemon/base/memory.c daemon/base/memory.h \
	daemon/base/octet_line.c daemon/base/octet_line.h \
	daemon/base/posix_zone.c daemon/base/posix_zone.h \
	daemon/base/strbuf.c daemon/base/strbuf.h \
	daemon/base/utf8.c daemon/base/utf8.h \
	daemon/base/zone.c daemon/base/zone.h
nodist_libob_base_a_SOURCES = embedded_files.c

EMBEDDED_INPUTS = $(shell find $(top_srcdir)/config $(top_srcdir)/schemas \
	-type f)

# Everything below config/, schemas/ and look/static/ goes into the binary.
embedded_files.c: $(top_srcdir)/build-aux/embed $(EMBEDDED_INPUTS) \
	$(top_srcdir)/look/static/made-of
	$(AM_V_GEN)$(top_srcdir)/build-aux/embed $(top_srcdir) >$@.tmp && \
	    mv $@.tmp $@

BUILT_SOURCES += embedded_files.c
CLEANFILES += embedded_files.c
EXTRA_DIST += build-aux/embed config schemas

check_PROGRAMS += tests/unit/test_file tests/unit/test_instant \
	tests/unit/test_utf8 tests/unit/test_zone tests/system/zone_probe
TESTS += tests/unit/test_file tests/unit/test_instant \
	tests/unit/test_utf8 tests/unit/test_zone tests/system/zone_oracle
EXTRA_DIST += tests/system/zone_oracle

tests_unit_test_file_SOURCES = tests/unit/test_file.c
tests_unit_test_file_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_unit_test_instant_SOURCES = tests/unit/test_instant.c
tests_unit_test_instant_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_unit_test_utf8_SOURCES = tests/unit/test_utf8.c
tests_unit_test_utf8_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_unit_test_zone_SOURCES = tests/unit/test_zone.c
tests_unit_test_zone_LDADD = $(BASE_LIBS) $(UNIT_LIBS)
tests_system_zone_probe_SOURCES = tests/system/zone_probe.c
tests_system_zone_probe_LDADD = $(BASE_LIBS)
