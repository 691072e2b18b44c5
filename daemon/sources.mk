sbin_PROGRAMS += onboardd
onboardd_SOURCES = \
	daemon/assets.c daemon/assets.h \
	daemon/delivery.c daemon/delivery.h \
	daemon/heartbeat.c daemon/heartbeat.h \
	daemon/languages.c daemon/languages.h \
	daemon/main.c \
	daemon/onboardd.c daemon/onboardd.h \
	daemon/openid.c daemon/openid.h \
	daemon/simulator.c daemon/simulator.h \
	daemon/unsettled.c daemon/unsettled.h \
	daemon/web.c daemon/web.h
onboardd_CFLAGS = $(AM_CFLAGS) $(LIBEVENT_CFLAGS) $(JANSSON_CFLAGS)
onboardd_LDADD = libob-site.a libob-http.a libob-mail.a libob-identity.a libob-notify.a \
	libob-formats.a $(ENGINE_LIBS) $(CYAML_LIBS) $(CURL_LIBS) $(CJOSE_LIBS) \
	$(LIBEVENT_LIBS) $(SYSTEMD_LIBS)
