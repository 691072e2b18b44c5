# Checks of the source tree itself: `make lint`, in a git checkout.
EXTRA_DIST += build-aux/check-api build-aux/check-calls build-aux/check-docs \
	build-aux/check-events build-aux/check-layers build-aux/check-names \
	build-aux/check-rules build-aux/check-tests build-aux/check-texts \
	build-aux/check-tree \
	docs/interoperability.md docs/openid-connect.md docs/security.md

.PHONY: lint lint-api lint-calls lint-docs lint-events lint-format \
	lint-layers lint-manuals lint-names lint-rules lint-shell \
	lint-tests lint-texts lint-tidy lint-tree
lint: lint-api lint-calls lint-docs lint-events lint-format lint-layers \
	lint-manuals lint-names lint-rules lint-shell lint-tests lint-texts \
	lint-tidy lint-tree

LINT = cd $(top_srcdir) &&
C_FILES = git ls-files '*.c'
TIDY_FLAGS = -std=gnu11 $(DEFS) $(AM_CPPFLAGS) -U_FORTIFY_SOURCE -Idaemon -I. \
	-DTESTS_DIR='"tests"' -DSOURCE_DIR='"."' $(LIBEVENT_CFLAGS) $(SQLITE_CFLAGS) \
	$(CURL_CFLAGS) $(ICAL_CFLAGS) $(GMIME_CFLAGS) $(JANSSON_CFLAGS) \
	$(CYAML_CFLAGS) $(MD4C_CFLAGS) $(XLSXWRITER_CFLAGS) $(IDN2_CFLAGS) \
	$(CRYPTO_CFLAGS) $(OATH_CFLAGS) $(CJOSE_CFLAGS) \
	$(SYSTEMD_CFLAGS) $(CMOCKA_CFLAGS)

lint-api:
	$(LINT) build-aux/check-api

lint-calls:
	$(LINT) build-aux/check-calls

lint-docs: $(sbin_PROGRAMS) $(bin_PROGRAMS)
	$(top_srcdir)/build-aux/check-docs $(top_srcdir) \
	    $(abs_builddir)/onboardd $(abs_builddir)/onboardctl

lint-events:
	$(LINT) build-aux/check-events

lint-format:
	$(LINT) $(C_FILES) '*.h' | xargs clang-format --dry-run -Werror

lint-layers:
	$(LINT) build-aux/check-layers

lint-manuals:
	$(LINT) mandoc -T lint -W warning man/*.[1-8]

lint-names:
	$(LINT) build-aux/check-names

lint-rules:
	$(LINT) build-aux/check-rules

lint-shell:
	$(LINT) git grep -lIE '^#!.*[ /](ba)?sh( -[a-z]+)?$$' | \
	    xargs shellcheck -x

lint-tests:
	$(LINT) build-aux/check-tests

lint-texts:
	$(LINT) build-aux/check-texts

# What is left of standard error after the counts is trouble of its own.
lint-tidy:
	@here=`pwd`; $(LINT) $(C_FILES) | \
	    xargs -P "$$(nproc)" -I{} clang-tidy --quiet {} -- \
		$(TIDY_FLAGS) 2>"$$here/lint-tidy.err"; \
	    status=$$?; \
	    grep -v 'warnings\? generated' "$$here/lint-tidy.err" >&2; \
	    exit $$status
CLEANFILES += lint-tidy.err

lint-tree:
	$(LINT) build-aux/check-tree

# Every header alone: none counts on what its includer has included.
TESTS += tests/system/headers_alone
EXTRA_DIST += tests/system/headers_alone

EXTRA_DIST += script/common.sh script/demo script/install-dependencies \
	script/test

# The mail threads are the only ones: for a build with
# --enable-sanitizers=thread.
.PHONY: check-threads
THREADS_TESTS = tests/unit/test_mailer tests/system/mail_transport.py \
	tests/system/smtp_login.py
check-threads: all tests/unit/test_mailer
	$(MAKE) $(AM_MAKEFLAGS) check-TESTS TESTS='$(THREADS_TESTS)'

# By hand, on a machine that is otherwise at rest.
BENCHMARKS = bench/feed bench/pages bench/plan bench/reports bench/simulate
.PHONY: bench bench-programs bench-stalled-relay bench-half-open
bench: bench-programs bench-stalled-relay bench-half-open
bench-programs: $(BENCHMARKS)
	@for program in $(BENCHMARKS); do \
	    echo "$$program"; srcdir=$(srcdir) ./$$program || exit 1; \
	done
bench-stalled-relay: all
	$(top_srcdir)/bench/stalled_relay
bench-half-open: all
	$(top_srcdir)/bench/half_open
EXTRA_DIST += bench/half_open bench/stalled_relay

# All tests are compiled; those that speak to peers are not run.
check-inside:
	$(MAKE) $(AM_MAKEFLAGS) check \
	    TESTS='$(filter-out tests/system/%,$(TESTS))'
.PHONY: check-inside
