libob_engine_a_SOURCES += \
	daemon/engine/invitations/invitations.c \
	daemon/engine/invitations/invitations.h \
	daemon/engine/invitations/invitations_address.c \
	daemon/engine/invitations/invitations_address.h \
	daemon/engine/invitations/invitations_check.c \
	daemon/engine/invitations/invitations_check.h \
	daemon/engine/invitations/invitations_letter.c \
	daemon/engine/invitations/invitations_letter.h \
	daemon/engine/invitations/invitations_pass.c \
	daemon/engine/invitations/invitations_pass.h \
	daemon/engine/invitations/invitations_past.c \
	daemon/engine/invitations/invitations_past.h \
	daemon/engine/invitations/invitations_reply.c \
	daemon/engine/invitations/invitations_reply.h \
	daemon/engine/invitations/invitations_view.c \
	daemon/engine/invitations/invitations_view.h \
	daemon/engine/invitations/invitations_wanted.c \
	daemon/engine/invitations/invitations_wanted.h \
	daemon/engine/invitations/received_waiting.c \
	daemon/engine/invitations/received_waiting.h
