libob_engine_a_SOURCES += \
	daemon/engine/answers/answers.c daemon/engine/answers/answers.h \
	daemon/engine/answers/offers.c daemon/engine/answers/offers.h \
	daemon/engine/answers/proposals.c daemon/engine/answers/proposals.h \
	daemon/engine/answers/received.c daemon/engine/answers/received.h \
	daemon/engine/answers/received_answer.c \
	daemon/engine/answers/received_bounce.c \
	daemon/engine/answers/received_counter.c \
	daemon/engine/answers/received_private.h \
	daemon/engine/answers/received_view.c \
	daemon/engine/answers/survey_answers.c \
	daemon/engine/answers/survey_answers.h \
	daemon/engine/answers/survey_asking.c \
	daemon/engine/answers/survey_follow_ups.c \
	daemon/engine/answers/survey_follow_ups.h \
	daemon/engine/answers/survey_lapse.c \
	daemon/engine/answers/survey_mail.c \
	daemon/engine/answers/survey_requests.c \
	daemon/engine/answers/survey_requests.h \
	daemon/engine/answers/survey_requests_private.h \
	daemon/engine/answers/survey_requests_view.c
