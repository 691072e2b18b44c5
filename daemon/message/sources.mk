noinst_LIBRARIES += libob-message.a
libob_message_a_SOURCES = \
	daemon/message/address.c daemon/message/address.h \
	daemon/message/domain.c daemon/message/domain.h \
	daemon/message/encoded_word.c daemon/message/encoded_word.h \
	daemon/message/header_field.c daemon/message/header_field.h \
	daemon/message/header_text.c daemon/message/header_text.h \
	daemon/message/letter.c daemon/message/letter.h \
	daemon/message/letter_address.c daemon/message/letter_address.h \
	daemon/message/letter_check.c daemon/message/letter_check.h \
	daemon/message/letter_headers.c daemon/message/letter_headers.h \
	daemon/message/letter_lint.c daemon/message/letter_lint.h \
	daemon/message/letter_lint_addresses.c \
	daemon/message/letter_lint_headers.c \
	daemon/message/letter_lint_html.c \
	daemon/message/letter_lint_invitation.c \
	daemon/message/letter_lint_parts.c \
	daemon/message/letter_lint_private.h \
	daemon/message/letter_text.c daemon/message/letter_text.h \
	daemon/message/mailbox_list.c daemon/message/mailbox_list.h \
	daemon/message/message_date.c daemon/message/message_date.h \
	daemon/message/message_id.c daemon/message/message_id.h \
	daemon/message/mime_body.c daemon/message/mime_body.h \
	daemon/message/mime_tree.c daemon/message/mime_tree.h \
	daemon/message/mime_value.c daemon/message/mime_value.h \
	daemon/message/quoted_printable.c daemon/message/quoted_printable.h \
	daemon/message/received.c daemon/message/received.h \
	daemon/message/received_headers.c daemon/message/received_headers.h \
	daemon/message/received_part.c daemon/message/received_part.h \
	daemon/message/received_plain.c daemon/message/received_plain.h \
	daemon/message/received_report.c daemon/message/received_report.h \
	daemon/message/received_verdict.c daemon/message/received_verdict.h
libob_message_a_CFLAGS = $(AM_CFLAGS) $(GMIME_CFLAGS) $(IDN2_CFLAGS)

check_PROGRAMS += tests/unit/test_address tests/unit/test_letter \
	tests/unit/test_letter_address tests/unit/test_letter_check \
	tests/unit/test_letter_lint tests/unit/test_letter_lint_headers \
	tests/unit/test_letter_text \
	tests/unit/test_quoted_printable
TESTS += tests/unit/test_address tests/unit/test_letter \
	tests/unit/test_letter_address tests/unit/test_letter_check \
	tests/unit/test_letter_lint tests/unit/test_letter_lint_headers \
	tests/unit/test_letter_text \
	tests/unit/test_quoted_printable
tests_unit_test_address_SOURCES = tests/unit/test_address.c
tests_unit_test_address_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)
tests_unit_test_letter_SOURCES = tests/unit/test_letter.c \
	tests/unit/lint_case.c tests/unit/lint_case.h
tests_unit_test_letter_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)
tests_unit_test_letter_address_SOURCES = tests/unit/test_letter_address.c
tests_unit_test_letter_address_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)
tests_unit_test_letter_check_SOURCES = tests/unit/test_letter_check.c
tests_unit_test_letter_check_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)
tests_unit_test_letter_lint_SOURCES = tests/unit/test_letter_lint.c \
	tests/unit/lint_case.c tests/unit/lint_case.h
tests_unit_test_letter_lint_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_unit_test_letter_lint_LDADD = libob-lint.a libob-calendar.a \
	$(ICAL_LIBS) $(MESSAGE_LIBS) $(UNIT_LIBS)
tests_unit_test_letter_lint_headers_SOURCES = \
	tests/unit/test_letter_lint_headers.c \
	tests/unit/lint_case.c tests/unit/lint_case.h
tests_unit_test_letter_lint_headers_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)
tests_unit_test_letter_text_SOURCES = tests/unit/test_letter_text.c
tests_unit_test_letter_text_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)
tests_unit_test_quoted_printable_SOURCES = tests/unit/test_quoted_printable.c
tests_unit_test_quoted_printable_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)

# Letters read back by another implementation (needs python3).
check_PROGRAMS += tests/system/letter_driver
TESTS += tests/system/letters.py
tests_system_letter_driver_SOURCES = tests/system/letter_driver.c
tests_system_letter_driver_LDADD = $(MESSAGE_LIBS)
EXTRA_DIST += tests/system/letters.py

# What strangers send.
check_PROGRAMS += tests/unit/test_received
TESTS += tests/unit/test_received
tests_unit_test_received_SOURCES = tests/unit/test_received.c
tests_unit_test_received_CPPFLAGS = $(AM_CPPFLAGS) \
	-DSOURCE_DIR='"$(abs_top_srcdir)"'
tests_unit_test_received_LDADD = $(MESSAGE_LIBS) $(UNIT_LIBS)
EXTRA_DIST += tests/data/mail tests/fuzz/fuzz_received.c
EXTRA_DIST += tests/fuzz/corpus/letter_lint tests/fuzz/fuzz_letter_lint.c

# What receivers make of it (needs node, SpamAssassin and dkimpy).
TESTS += tests/system/mail_readers.py
EXTRA_DIST += tests/system/letter_javascript.js tests/system/mail_readers.py \
	tests/system/spam_score
