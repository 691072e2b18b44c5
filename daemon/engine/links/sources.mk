libob_engine_a_SOURCES += \
	daemon/engine/links/action_links.c daemon/engine/links/action_links.h \
	daemon/engine/links/page_links.c daemon/engine/links/page_links.h \
	daemon/engine/links/survey_links.c daemon/engine/links/survey_links.h
