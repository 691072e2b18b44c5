libob_engine_a_SOURCES += \
	daemon/engine/journeys/job_description.c \
	daemon/engine/journeys/job_description.h \
	daemon/engine/journeys/job_description_split.c \
	daemon/engine/journeys/journey_change.c \
	daemon/engine/journeys/journey_change.h \
	daemon/engine/journeys/journey_facts.c \
	daemon/engine/journeys/journey_facts.h \
	daemon/engine/journeys/journeys.h \
	daemon/engine/journeys/journeys_cancel.c \
	daemon/engine/journeys/journeys_edit.c \
	daemon/engine/journeys/journeys_end.c \
	daemon/engine/journeys/journeys_end.h \
	daemon/engine/journeys/journeys_first_day.c \
	daemon/engine/journeys/journeys_late.c \
	daemon/engine/journeys/journeys_migrate.c \
	daemon/engine/journeys/journeys_pause.c \
	daemon/engine/journeys/journeys_turn.c \
	daemon/engine/journeys/journeys_turn.h \
	daemon/engine/journeys/leaders.c daemon/engine/journeys/leaders.h \
	daemon/engine/journeys/leaders_add.c \
	daemon/engine/journeys/leaders_add.h \
	daemon/engine/journeys/leaders_assign.c \
	daemon/engine/journeys/leaders_calls.c \
	daemon/engine/journeys/leaders_view.c \
	daemon/engine/journeys/leaders_view.h
