noinst_LIBRARIES += libob-base.a
libob_base_a_SOURCES = \
	daemon/base/clock.c daemon/base/clock.h \
	daemon/base/date.c daemon/base/date.h \
	daemon/base/embedded.c daemon/base/embedded.h \
	daemon/base/error.c daemon/base/error.h \
	daemon/base/log.c daemon/base/log.h \
	daemon/base/memory.c daemon/base/memory.h \
	daemon/base/strbuf.c daemon/base/strbuf.h
nodist_libob_base_a_SOURCES = embedded_files.c

# Everything below config/ and schemas/ goes into the binary.
embedded_files.c: $(top_srcdir)/build-aux/embed $(EMBEDDED_INPUTS)
	$(AM_V_GEN)$(top_srcdir)/build-aux/embed $(top_srcdir) >$@.tmp && \
	    mv $@.tmp $@

BUILT_SOURCES += embedded_files.c
CLEANFILES += embedded_files.c
EXTRA_DIST += build-aux/embed
