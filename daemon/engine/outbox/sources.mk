libob_engine_a_SOURCES += \
	daemon/engine/outbox/bad_addresses.c \
	daemon/engine/outbox/bad_addresses.h \
	daemon/engine/outbox/mail_explain.c \
	daemon/engine/outbox/mail_explain.h \
	daemon/engine/outbox/outbox.c daemon/engine/outbox/outbox.h \
	daemon/engine/outbox/outbox_ages.c \
	daemon/engine/outbox/outbox_claim.c \
	daemon/engine/outbox/outbox_expiry.c \
	daemon/engine/outbox/outbox_expiry.h \
	daemon/engine/outbox/outbox_limit.c \
	daemon/engine/outbox/outbox_limit.h \
	daemon/engine/outbox/outbox_operations.c \
	daemon/engine/outbox/outbox_settle.c \
	daemon/engine/outbox/outbox_state.c \
	daemon/engine/outbox/outbox_state.h \
	daemon/engine/outbox/outbox_turn.c daemon/engine/outbox/outbox_turn.h \
	daemon/engine/outbox/outbox_view.c daemon/engine/outbox/outbox_view.h \
	daemon/engine/outbox/outbox_window.c \
	daemon/engine/outbox/outbox_window.h \
	daemon/engine/outbox/relay.c daemon/engine/outbox/relay.h \
	daemon/engine/outbox/return_path.c daemon/engine/outbox/return_path.h
