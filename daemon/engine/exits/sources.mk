libob_engine_a_SOURCES += \
	daemon/engine/exits/exit_counts.c daemon/engine/exits/exit_counts.h \
	daemon/engine/exits/exit_figures.c daemon/engine/exits/exit_figures.h \
	daemon/engine/exits/exit_interviews.c \
	daemon/engine/exits/exit_interviews.h \
	daemon/engine/exits/exit_survey_counts.c \
	daemon/engine/exits/exit_survey_counts.h \
	daemon/engine/exits/follow_ups.c daemon/engine/exits/follow_ups.h
