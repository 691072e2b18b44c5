libob_engine_a_SOURCES += \
	daemon/engine/pages/action_facts.c daemon/engine/pages/action_facts.h \
	daemon/engine/pages/actions.c daemon/engine/pages/actions.h \
	daemon/engine/pages/actions_digest.c \
	daemon/engine/pages/page_calendar.c \
	daemon/engine/pages/page_calendar.h \
	daemon/engine/pages/page_facts.c daemon/engine/pages/page_facts.h \
	daemon/engine/pages/page_handbook.c \
	daemon/engine/pages/page_handbook.h \
	daemon/engine/pages/page_journeys.c \
	daemon/engine/pages/page_journeys.h \
	daemon/engine/pages/page_nominations.c \
	daemon/engine/pages/page_nominations.h \
	daemon/engine/pages/page_view.c daemon/engine/pages/page_view.h \
	daemon/engine/pages/pages.c daemon/engine/pages/pages.h
