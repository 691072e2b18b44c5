libob_engine_a_SOURCES += \
	daemon/engine/letters/letters_alone.c \
	daemon/engine/letters/letters_alone.h \
	daemon/engine/letters/letters.c daemon/engine/letters/letters.h \
	daemon/engine/letters/letters_address.c \
	daemon/engine/letters/letters_address.h \
	daemon/engine/letters/mail_texts.c daemon/engine/letters/mail_texts.h \
	daemon/engine/letters/mail_texts_sample.c \
	daemon/engine/letters/next_digest.c \
	daemon/engine/letters/next_digest.h
