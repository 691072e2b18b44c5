noinst_LIBRARIES += libob-text.a
libob_text_a_SOURCES = \
	daemon/text/catalogue.c daemon/text/catalogue.h \
	daemon/text/catalogue_nearest.c daemon/text/catalogue_nearest.h \
	daemon/text/csv_text.c daemon/text/csv_text.h \
	daemon/text/dates_text.c daemon/text/dates_text.h \
	daemon/text/json_text.c daemon/text/json_text.h \
	daemon/text/markdown.h \
	daemon/text/markdown_entity.c daemon/text/markdown_entity.h \
	daemon/text/markdown_parse.c daemon/text/markdown_parse.h \
	daemon/text/markdown_to_html.c \
	daemon/text/markdown_to_text.c \
	daemon/text/qr_code.c daemon/text/qr_code.h \
	daemon/text/spreadsheet.c daemon/text/spreadsheet.h \
	daemon/text/template.c daemon/text/template.h \
	daemon/text/template_check.c \
	daemon/text/template_node.c daemon/text/template_node.h \
	daemon/text/template_render.c \
	daemon/text/template_scan.c daemon/text/template_scan.h
libob_text_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(MD4C_CFLAGS) \
	$(QRENCODE_CFLAGS) $(XLSXWRITER_CFLAGS)

text_tests = \
	tests/unit/test_catalogue \
	tests/unit/test_csv_text \
	tests/unit/test_dates_text \
	tests/unit/test_embedded_texts \
	tests/unit/test_markdown \
	tests/unit/test_qr_code \
	tests/unit/test_spreadsheet \
	tests/unit/test_template \
	tests/unit/test_template_spec
check_PROGRAMS += $(text_tests)
TESTS += $(text_tests)
tests_unit_test_catalogue_SOURCES = tests/unit/test_catalogue.c
tests_unit_test_catalogue_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_csv_text_SOURCES = tests/unit/test_csv_text.c
tests_unit_test_csv_text_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_dates_text_SOURCES = tests/unit/test_dates_text.c
tests_unit_test_dates_text_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_embedded_texts_SOURCES = tests/unit/test_embedded_texts.c
tests_unit_test_embedded_texts_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_markdown_SOURCES = tests/unit/test_markdown.c
tests_unit_test_markdown_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_qr_code_SOURCES = tests/unit/test_qr_code.c
tests_unit_test_qr_code_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_spreadsheet_SOURCES = tests/unit/test_spreadsheet.c
tests_unit_test_spreadsheet_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_template_SOURCES = tests/unit/test_template.c
tests_unit_test_template_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)
tests_unit_test_template_spec_SOURCES = tests/unit/test_template_spec.c
tests_unit_test_template_spec_CPPFLAGS = $(AM_CPPFLAGS) \
	-DTESTS_DIR='"$(abs_top_srcdir)/tests"'
tests_unit_test_template_spec_LDADD = $(TEXT_LIBS) $(UNIT_LIBS)

EXTRA_DIST += \
	tests/data/mustache/README \
	tests/data/mustache/comments.json \
	tests/data/mustache/delimiters.json \
	tests/data/mustache/dynamic-names.json \
	tests/data/mustache/inheritance.json \
	tests/data/mustache/interpolation.json \
	tests/data/mustache/inverted.json \
	tests/data/mustache/partials.json \
	tests/data/mustache/sections.json \
	tests/fuzz/corpus/markdown/all \
	tests/fuzz/corpus/markdown/overlap \
	tests/fuzz/corpus/markdown/table \
	tests/fuzz/corpus/template/delimiters \
	tests/fuzz/corpus/template/dynamic \
	tests/fuzz/corpus/template/inheritance \
	tests/fuzz/corpus/template/sections \
	tests/fuzz/fuzz_markdown.c \
	tests/fuzz/fuzz_template.c \
	tests/fuzz/run
