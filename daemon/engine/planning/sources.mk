libob_engine_a_SOURCES += \
	daemon/engine/planning/events_attach.c \
	daemon/engine/planning/events_attach.h \
	daemon/engine/planning/events_elsewhere.c \
	daemon/engine/planning/events_elsewhere.h \
	daemon/engine/planning/planning.c daemon/engine/planning/planning.h \
	daemon/engine/planning/planning_create.c \
	daemon/engine/planning/planning_reschedule.c \
	daemon/engine/planning/planning_run.c \
	daemon/engine/planning/planning_run.h \
	daemon/engine/planning/planning_series.c \
	daemon/engine/planning/planning_series.h \
	daemon/engine/planning/planning_time.c
