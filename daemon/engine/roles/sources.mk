libob_engine_a_SOURCES += \
	daemon/engine/roles/contacts.c daemon/engine/roles/contacts.h \
	daemon/engine/roles/handover.c daemon/engine/roles/handover.h \
	daemon/engine/roles/hearers.c daemon/engine/roles/hearers.h \
	daemon/engine/roles/mentors.c daemon/engine/roles/mentors.h \
	daemon/engine/roles/mentors_view.c \
	daemon/engine/roles/people_edit.c daemon/engine/roles/people_edit.h \
	daemon/engine/roles/roles.c daemon/engine/roles/roles.h \
	daemon/engine/roles/roles_recast.c
