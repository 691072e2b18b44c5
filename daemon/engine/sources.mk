noinst_LIBRARIES += libob-engine.a
libob_engine_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
libob_engine_a_SOURCES = \
	daemon/engine/activities.c daemon/engine/activities.h \
	daemon/engine/activities_explain.c \
	daemon/engine/activities_move.c \
	daemon/engine/change.c daemon/engine/change.h \
	daemon/engine/core.c daemon/engine/core.h \
	daemon/engine/dossier.c daemon/engine/dossier.h \
	daemon/engine/engine.c daemon/engine/engine.h \
	daemon/engine/feed_cache.c daemon/engine/feed_cache.h \
	daemon/engine/feed_content.c daemon/engine/feed_content.h \
	daemon/engine/feeds.c daemon/engine/feeds.h \
	daemon/engine/leaders.c daemon/engine/leaders.h \
	daemon/engine/leaders_add.c daemon/engine/leaders_add.h \
	daemon/engine/leaders_view.c daemon/engine/leaders_view.h \
	daemon/engine/letters.c daemon/engine/letters.h \
	daemon/engine/mail_texts.c daemon/engine/mail_texts.h \
	daemon/engine/mail_texts_sample.c \
	daemon/engine/notices.c daemon/engine/notices.h \
	daemon/engine/outbox.c daemon/engine/outbox.h \
	daemon/engine/outbox_view.c \
	daemon/engine/page_handbook.c daemon/engine/page_handbook.h \
	daemon/engine/page_links.c daemon/engine/page_links.h \
	daemon/engine/page_view.c daemon/engine/page_view.h \
	daemon/engine/pages.c daemon/engine/pages.h \
	daemon/engine/people.c daemon/engine/people.h \
	daemon/engine/phrases.c daemon/engine/phrases.h \
	daemon/engine/planning.c daemon/engine/planning.h \
	daemon/engine/planning_run.c daemon/engine/planning_run.h \
	daemon/engine/programme_digest.c daemon/engine/programme_digest.h \
	daemon/engine/programmes.c daemon/engine/programmes.h \
	daemon/engine/roles.c daemon/engine/roles.h \
	daemon/engine/rounds.c daemon/engine/rounds.h \
	daemon/engine/rounds_digest.c \
	daemon/engine/rounds_overdue.c \
	daemon/engine/step_mails.c daemon/engine/step_mails.h \
	daemon/engine/tick.c daemon/engine/tick.h \
	daemon/engine/views.c daemon/engine/views.h
