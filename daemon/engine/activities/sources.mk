libob_engine_a_SOURCES += \
	daemon/engine/activities/activities.c \
	daemon/engine/activities/activities.h \
	daemon/engine/activities/activities_explain.c \
	daemon/engine/activities/activities_move.c \
	daemon/engine/activities/activities_reopen.c \
	daemon/engine/activities/calendar_review.c \
	daemon/engine/activities/calendar_review.h \
	daemon/engine/activities/events.c daemon/engine/activities/events.h \
	daemon/engine/activities/exit_talks.c \
	daemon/engine/activities/exit_talks.h \
	daemon/engine/activities/first_tasks.c \
	daemon/engine/activities/first_tasks.h \
	daemon/engine/activities/remarks.c \
	daemon/engine/activities/remarks.h \
	daemon/engine/activities/first_tasks_edit.c \
	daemon/engine/activities/first_tasks_outcome.c \
	daemon/engine/activities/rules.c daemon/engine/activities/rules.h \
	daemon/engine/activities/talks.c daemon/engine/activities/talks.h
