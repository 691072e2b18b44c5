# A real browser against the daemon: not in "make check", since it needs what
# script/install-dependencies --browser installs.
BROWSER_TESTS = tests/browser/every_page.mjs \
	tests/browser/faults_found.mjs \
	tests/browser/form_injections.mjs \
	tests/browser/injections.mjs \
	tests/browser/main_paths.mjs
EXTRA_DIST += $(BROWSER_TESTS) tests/browser/attacks.mjs \
	tests/browser/checks.mjs \
	tests/browser/chromium.mjs \
	tests/browser/harness.mjs \
	tests/browser/municipality.mjs \
	tests/browser/onboardd.mjs \
	tests/browser/packages.mjs \
	tests/browser/pages.mjs \
	tests/browser/paths/director.mjs \
	tests/browser/paths/coordinator.mjs \
	tests/browser/paths/everybody.mjs \
	tests/browser/paths/function.mjs \
	tests/browser/paths/leader.mjs \
	tests/browser/paths/manager.mjs \
	tests/browser/paths/mentor.mjs \
	tests/browser/paths/newcomer.mjs \
	tests/browser/paths/network.mjs \
	tests/browser/paths/nominee.mjs \
	tests/browser/paths/people.mjs \
	tests/browser/paths/responsible.mjs \
	tests/browser/sign_in.mjs \
	tests/browser/texts.mjs

.PHONY: check-browser
check-browser: onboardd onboardctl
	rm -rf browser-screenshots
	@failed=; for test in $(BROWSER_TESTS); do \
	    node --test $(srcdir)/$$test || failed="$$failed $$test"; \
	done; test -z "$$failed" || { echo "failed:$$failed"; exit 1; }

.PHONY: clean-browser
clean-browser:
	rm -rf browser-screenshots
