libob_engine_a_SOURCES += \
	daemon/engine/people/groups.c daemon/engine/people/groups.h \
	daemon/engine/people/people.c daemon/engine/people/people.h \
	daemon/engine/people/reporting.c daemon/engine/people/reporting.h
