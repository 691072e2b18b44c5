libob_engine_a_SOURCES += \
	daemon/engine/digests/digests_recall.c \
	daemon/engine/digests/digests_recall.h \
	daemon/engine/digests/handbook_round.c \
	daemon/engine/digests/handbook_round.h \
	daemon/engine/digests/reminders.c daemon/engine/digests/reminders.h \
	daemon/engine/digests/rounds.c daemon/engine/digests/rounds.h \
	daemon/engine/digests/rounds_changes.c \
	daemon/engine/digests/rounds_changes.h \
	daemon/engine/digests/rounds_digest.c \
	daemon/engine/digests/rounds_load.c \
	daemon/engine/digests/rounds_note.c \
	daemon/engine/digests/rounds_note.h \
	daemon/engine/digests/rounds_person.c \
	daemon/engine/digests/rounds_person.h \
	daemon/engine/digests/rounds_tell.c \
	daemon/engine/digests/rungs.c daemon/engine/digests/rungs.h
