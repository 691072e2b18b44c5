libob_engine_a_SOURCES += \
	daemon/engine/feeds/feed_assembly.c \
	daemon/engine/feeds/feed_assembly.h \
	daemon/engine/feeds/feed_cache.c daemon/engine/feeds/feed_cache.h \
	daemon/engine/feeds/feed_content.c daemon/engine/feeds/feed_content.h \
	daemon/engine/feeds/feed_document.c \
	daemon/engine/feeds/feed_document.h \
	daemon/engine/feeds/feed_entries.c daemon/engine/feeds/feed_entries.h \
	daemon/engine/feeds/feed_events.c daemon/engine/feeds/feed_events.h \
	daemon/engine/feeds/feed_networks.c \
	daemon/engine/feeds/feed_networks.h \
	daemon/engine/feeds/feed_notes.c daemon/engine/feeds/feed_notes.h \
	daemon/engine/feeds/feed_stamps.c daemon/engine/feeds/feed_stamps.h \
	daemon/engine/feeds/feed_words.c daemon/engine/feeds/feed_words.h \
	daemon/engine/feeds/feeds.c daemon/engine/feeds/feeds.h \
	daemon/engine/feeds/feeds_change.c \
	daemon/engine/feeds/feeds_fetch.c \
	daemon/engine/feeds/feeds_view.c
