noinst_LIBRARIES += libob-mail.a
libob_mail_a_SOURCES = \
	daemon/mail/carrier.h \
	daemon/mail/mailer.c daemon/mail/mailer.h \
	daemon/mail/mailer_options.c daemon/mail/mailer_options.h \
	daemon/mail/maildir.c \
	daemon/mail/oauth_token.c daemon/mail/oauth_token.h \
	daemon/mail/outcome.c daemon/mail/outcome.h \
	daemon/mail/smtp.c \
	daemon/mail/smtp_letter.c daemon/mail/smtp_letter.h
libob_mail_a_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS) $(JANSSON_CFLAGS)

MAIL_LIBS = libob-mail.a $(MESSAGE_LIBS) $(CURL_LIBS) $(JANSSON_LIBS)

check_PROGRAMS += tests/unit/test_outcome tests/unit/test_mailer_options \
	tests/unit/test_mailer
TESTS += tests/unit/test_outcome tests/unit/test_mailer_options \
	tests/unit/test_mailer
tests_unit_test_outcome_SOURCES = tests/unit/test_outcome.c
tests_unit_test_outcome_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS)
tests_unit_test_outcome_LDADD = $(MAIL_LIBS) $(UNIT_LIBS)
tests_unit_test_mailer_options_SOURCES = tests/unit/test_mailer_options.c
tests_unit_test_mailer_options_LDADD = $(MAIL_LIBS) $(UNIT_LIBS)
tests_unit_test_mailer_SOURCES = tests/unit/test_mailer.c
tests_unit_test_mailer_LDADD = $(MAIL_LIBS) $(UNIT_LIBS)

# The mailer against real mail servers (needs python3-aiosmtpd, openssl).
check_PROGRAMS += tests/system/mailer_driver
TESTS += tests/system/mail_transport.py
tests_system_mailer_driver_SOURCES = tests/system/mailer_driver.c
tests_system_mailer_driver_LDADD = $(MAIL_LIBS)
EXTRA_DIST += build-aux/smtp-sink tests/system/mail_transport.py \
	tests/system/smtp_peers.py
