libob_engine_a_SOURCES += \
	daemon/engine/imports/calendar_import.c \
	daemon/engine/imports/calendar_import.h \
	daemon/engine/imports/closing_days.c \
	daemon/engine/imports/closing_days.h \
	daemon/engine/imports/handbook_removal.c \
	daemon/engine/imports/handbook_removal.h \
	daemon/engine/imports/imports.c daemon/engine/imports/imports.h \
	daemon/engine/imports/imports_days.c \
	daemon/engine/imports/imports_figures.c \
	daemon/engine/imports/imports_handbook.c \
	daemon/engine/imports/imports_journey.c \
	daemon/engine/imports/imports_leaders.c \
	daemon/engine/imports/imports_people.c \
	daemon/engine/imports/imports_private.h \
	daemon/engine/imports/imports_row.c \
	daemon/engine/imports/imports_row.h
