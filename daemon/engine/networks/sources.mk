libob_engine_a_SOURCES += \
	daemon/engine/networks/network_case.c \
	daemon/engine/networks/network_case.h \
	daemon/engine/networks/network_letters.c \
	daemon/engine/networks/network_letters.h \
	daemon/engine/networks/network_meetings.c \
	daemon/engine/networks/network_meetings.h \
	daemon/engine/networks/network_meetings_record.c \
	daemon/engine/networks/network_news.c \
	daemon/engine/networks/network_news.h \
	daemon/engine/networks/network_pages.c \
	daemon/engine/networks/network_pages.h \
	daemon/engine/networks/networks.c \
	daemon/engine/networks/networks.h \
	daemon/engine/networks/networks_edit.c \
	daemon/engine/networks/networks_members.c
