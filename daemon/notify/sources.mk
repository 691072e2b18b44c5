noinst_LIBRARIES += libob-notify.a
libob_notify_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS)
libob_notify_a_SOURCES = daemon/notify/notify.c daemon/notify/notify.h
