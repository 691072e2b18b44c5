noinst_LIBRARIES += libob-calendar.a
libob_calendar_a_SOURCES = \
	daemon/calendar/component.c daemon/calendar/component.h \
	daemon/calendar/feed.c daemon/calendar/feed.h \
	daemon/calendar/slot.c daemon/calendar/slot.h \
	daemon/calendar/value.c daemon/calendar/value.h \
	daemon/calendar/vtimezone.c daemon/calendar/vtimezone.h
libob_calendar_a_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)
