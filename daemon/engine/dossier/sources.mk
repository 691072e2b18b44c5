libob_engine_a_SOURCES += \
	daemon/engine/dossier/answering.c daemon/engine/dossier/answering.h \
	daemon/engine/dossier/course.c daemon/engine/dossier/course.h \
	daemon/engine/dossier/course_event.c \
	daemon/engine/dossier/dossier.c daemon/engine/dossier/dossier.h \
	daemon/engine/dossier/dossier_cache.c \
	daemon/engine/dossier/dossier_cache.h \
	daemon/engine/dossier/dossier_shelf.c \
	daemon/engine/dossier/dossier_shelf.h \
	daemon/engine/dossier/invitations_told.c \
	daemon/engine/dossier/invitations_told.h \
	daemon/engine/dossier/naming.c daemon/engine/dossier/naming.h \
	daemon/engine/dossier/told.c daemon/engine/dossier/told.h \
	daemon/engine/dossier/views.c daemon/engine/dossier/views.h
