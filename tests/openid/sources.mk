# People sign in at a real OpenID Connect provider, LemonLDAP::NG, which comes
# from Debian's archive at the first run: not in "make check".
OPENID_TESTS = tests/openid/sign_in.py
BROWSER_TESTS += tests/openid/chromium.mjs
EXTRA_DIST += $(OPENID_TESTS) build-aux/lemonldap tests/openid/browsing.py \
	tests/openid/lemonldap.py tests/openid/portal.py

.PHONY: check-openid
check-openid: onboardd onboardctl
	@failed=; for test in $(OPENID_TESTS); do \
	    echo "$$test"; $(srcdir)/$$test || failed="$$failed $$test"; \
	done; test -z "$$failed" || { echo "failed:$$failed"; exit 1; }

.PHONY: clean-openid
clean-openid:
	rm -rf lemonldap
