libob_engine_a_SOURCES += \
	daemon/engine/programmes/handbook_care.c \
	daemon/engine/programmes/handbook_care.h \
	daemon/engine/programmes/handbook_care_keep.c \
	daemon/engine/programmes/handbook_correction.c \
	daemon/engine/programmes/handbook_correction.h \
	daemon/engine/programmes/programme_changes.c \
	daemon/engine/programmes/programme_changes.h \
	daemon/engine/programmes/programme_digest.c \
	daemon/engine/programmes/programme_digest.h \
	daemon/engine/programmes/programme_words.c \
	daemon/engine/programmes/programme_words.h \
	daemon/engine/programmes/programmes.c \
	daemon/engine/programmes/programmes.h \
	daemon/engine/programmes/programmes_compare.c \
	daemon/engine/programmes/programmes_import.c \
	daemon/engine/programmes/programmes_view.c \
	daemon/engine/programmes/terms.c daemon/engine/programmes/terms.h
