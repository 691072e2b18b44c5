noinst_LIBRARIES += libob-crypto.a
libob_crypto_a_SOURCES = \
	daemon/crypto/digest.c daemon/crypto/digest.h \
	daemon/crypto/random.c daemon/crypto/random.h \
	daemon/crypto/token.c daemon/crypto/token.h \
	daemon/crypto/totp.c daemon/crypto/totp.h
libob_crypto_a_CFLAGS = $(AM_CFLAGS) $(CRYPTO_CFLAGS) $(OATH_CFLAGS)

check_PROGRAMS += tests/unit/test_digest tests/unit/test_token \
	tests/unit/test_totp
TESTS += tests/unit/test_digest tests/unit/test_token tests/unit/test_totp
tests_unit_test_digest_SOURCES = tests/unit/test_digest.c
tests_unit_test_digest_LDADD = $(CRYPTO_LIBS_ALL) $(UNIT_LIBS)
tests_unit_test_token_SOURCES = tests/unit/test_token.c
tests_unit_test_token_LDADD = $(CRYPTO_LIBS_ALL) $(UNIT_LIBS)
tests_unit_test_totp_SOURCES = tests/unit/test_totp.c
tests_unit_test_totp_LDADD = $(CRYPTO_LIBS_ALL) $(UNIT_LIBS)
