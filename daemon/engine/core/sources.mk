libob_engine_a_SOURCES += \
	daemon/engine/core/acting.c daemon/engine/core/acting.h \
	daemon/engine/core/calendars.c daemon/engine/core/calendars.h \
	daemon/engine/core/change.c daemon/engine/core/change.h \
	daemon/engine/core/core.c daemon/engine/core/core.h \
	daemon/engine/core/kept_counts.c daemon/engine/core/kept_counts.h \
	daemon/engine/core/nullable.c daemon/engine/core/nullable.h \
	daemon/engine/core/phrases.c daemon/engine/core/phrases.h \
	daemon/engine/core/plain_days.c daemon/engine/core/plain_days.h \
	daemon/engine/core/zone_shelf.c daemon/engine/core/zone_shelf.h
