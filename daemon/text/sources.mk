noinst_LIBRARIES += libob-text.a
libob_text_a_SOURCES = \
	daemon/text/catalogue.c daemon/text/catalogue.h \
	daemon/text/dates_text.c daemon/text/dates_text.h \
	daemon/text/markdown.h \
	daemon/text/markdown_entity.c daemon/text/markdown_entity.h \
	daemon/text/markdown_html.c \
	daemon/text/markdown_parse.c daemon/text/markdown_parse.h \
	daemon/text/markdown_text.c \
	daemon/text/template.c daemon/text/template.h \
	daemon/text/template_check.c \
	daemon/text/template_node.c daemon/text/template_node.h \
	daemon/text/template_render.c \
	daemon/text/template_scan.c daemon/text/template_scan.h
libob_text_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(MD4C_CFLAGS)
