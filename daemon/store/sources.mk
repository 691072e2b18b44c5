noinst_LIBRARIES += libob-store.a
libob_store_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
libob_store_a_SOURCES = \
	daemon/store/activity_store.c daemon/store/activity_store.h \
	daemon/store/audit_store.c daemon/store/audit_store.h \
	daemon/store/db.c daemon/store/db.h \
	daemon/store/feed_store.c daemon/store/feed_store.h \
	daemon/store/handbook_store.c daemon/store/handbook_store.h \
	daemon/store/instance_store.c daemon/store/instance_store.h \
	daemon/store/journey_store.c daemon/store/journey_store.h \
	daemon/store/mail_store.c daemon/store/mail_store.h \
	daemon/store/migration.c daemon/store/migration.h \
	daemon/store/page_store.c daemon/store/page_store.h \
	daemon/store/person_store.c daemon/store/person_store.h \
	daemon/store/programme_store.c daemon/store/programme_store.h \
	daemon/store/store.c daemon/store/store.h \
	daemon/store/store_tables.h \
	daemon/store/table.c daemon/store/table.h
