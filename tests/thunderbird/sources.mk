# A real calendar and mail program against the daemon: not in "make check",
# since it needs what script/install-dependencies --thunderbird installs.
THUNDERBIRD_TESTS = tests/thunderbird/feed.py \
	tests/thunderbird/invitation.py
EXTRA_DIST += $(THUNDERBIRD_TESTS) tests/thunderbird/marionette.py \
	tests/thunderbird/thunderbird.py

.PHONY: check-thunderbird
check-thunderbird: onboardd onboardctl
	@failed=; for test in $(THUNDERBIRD_TESTS); do \
	    echo "$$test"; $(srcdir)/$$test || failed="$$failed $$test"; \
	done; test -z "$$failed" || { echo "failed:$$failed"; exit 1; }

.PHONY: clean-thunderbird
clean-thunderbird:
	rm -rf thunderbird-failures
