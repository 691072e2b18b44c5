libob_engine_a_SOURCES += \
	daemon/engine/answers/answers.c daemon/engine/answers/answers.h \
	daemon/engine/answers/offers.c daemon/engine/answers/offers.h \
	daemon/engine/answers/proposals.c daemon/engine/answers/proposals.h \
	daemon/engine/answers/received.c daemon/engine/answers/received.h \
	daemon/engine/answers/received_answer.c \
	daemon/engine/answers/received_bounce.c \
	daemon/engine/answers/received_counter.c \
	daemon/engine/answers/received_private.h \
	daemon/engine/answers/received_view.c
