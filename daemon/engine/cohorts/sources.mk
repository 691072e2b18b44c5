libob_engine_a_SOURCES += \
	daemon/engine/cohorts/cohort_answers.c \
	daemon/engine/cohorts/cohort_answers.h \
	daemon/engine/cohorts/cohort_sessions.c \
	daemon/engine/cohorts/cohort_sessions.h \
	daemon/engine/cohorts/cohorts.c daemon/engine/cohorts/cohorts.h \
	daemon/engine/cohorts/cohorts_add.c \
	daemon/engine/cohorts/cohorts_progress.c \
	daemon/engine/cohorts/nominations.c \
	daemon/engine/cohorts/nominations.h \
	daemon/engine/cohorts/nominations_answer.c \
	daemon/engine/cohorts/nominations_expire.c \
	daemon/engine/cohorts/nominations_private.h \
	daemon/engine/cohorts/nominations_write.c \
	daemon/engine/cohorts/potential_bank.c \
	daemon/engine/cohorts/potential_bank.h \
	daemon/engine/cohorts/potential_offer.c \
	daemon/engine/cohorts/potential_offer.h
