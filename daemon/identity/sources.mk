noinst_LIBRARIES += libob-identity.a
libob_identity_a_SOURCES = \
	daemon/identity/authorization.c daemon/identity/authorization.h \
	daemon/identity/base64url.c daemon/identity/base64url.h \
	daemon/identity/fetch.c daemon/identity/fetch.h \
	daemon/identity/id_claims.c daemon/identity/id_claims.h \
	daemon/identity/id_token.c daemon/identity/id_token.h \
	daemon/identity/identity.c daemon/identity/identity.h \
	daemon/identity/key_set.c daemon/identity/key_set.h \
	daemon/identity/provider.c daemon/identity/provider.h \
	daemon/identity/token_answer.c daemon/identity/token_answer.h
libob_identity_a_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS) $(CJOSE_CFLAGS) \
	$(JANSSON_CFLAGS) $(LIBEVENT_CFLAGS)

IDENTITY_LIBS = libob-identity.a libob-crypto.a $(MODEL_LIBS) $(CURL_LIBS) \
	$(CJOSE_LIBS) $(JANSSON_LIBS) $(LIBEVENT_LIBS) $(CRYPTO_LIBS) \
	$(OATH_LIBS)

check_PROGRAMS += tests/unit/test_identity_provider \
	tests/unit/test_identity_token
TESTS += tests/unit/test_identity_provider tests/unit/test_identity_token
tests_unit_test_identity_provider_SOURCES = \
	tests/unit/test_identity_provider.c
tests_unit_test_identity_provider_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_identity_provider_LDADD = $(IDENTITY_LIBS) $(UNIT_LIBS)
tests_unit_test_identity_token_SOURCES = tests/unit/test_identity_token.c
tests_unit_test_identity_token_CFLAGS = $(AM_CFLAGS) $(CJOSE_CFLAGS) \
	$(JANSSON_CFLAGS)
tests_unit_test_identity_token_LDADD = $(IDENTITY_LIBS) $(UNIT_LIBS)
EXTRA_DIST += tests/fuzz/corpus/identity tests/fuzz/fuzz_identity.c
