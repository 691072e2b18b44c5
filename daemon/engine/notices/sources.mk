libob_engine_a_SOURCES += \
	daemon/engine/notices/changes.c daemon/engine/notices/changes.h \
	daemon/engine/notices/happenings.c daemon/engine/notices/happenings.h \
	daemon/engine/notices/notice.c daemon/engine/notices/notice.h \
	daemon/engine/notices/notice_pass.c \
	daemon/engine/notices/notice_pass.h \
	daemon/engine/notices/notice_rung.c \
	daemon/engine/notices/notice_rung.h \
	daemon/engine/notices/notice_view.c \
	daemon/engine/notices/notice_waiting.c \
	daemon/engine/notices/notice_waiting.h \
	daemon/engine/notices/notices.c daemon/engine/notices/notices.h \
	daemon/engine/notices/step_mails.c daemon/engine/notices/step_mails.h \
	daemon/engine/notices/welcome_pack.c \
	daemon/engine/notices/welcome_pack.h
