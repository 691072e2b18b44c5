noinst_LIBRARIES += libob-engine.a
libob_engine_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
libob_engine_a_SOURCES = \
	daemon/engine/engine.c daemon/engine/engine.h \
	daemon/engine/tick.c daemon/engine/tick.h

include daemon/engine/core/sources.mk
include daemon/engine/people/sources.mk
include daemon/engine/programmes/sources.mk
include daemon/engine/surveys/sources.mk
include daemon/engine/dossier/sources.mk
include daemon/engine/planning/sources.mk
include daemon/engine/links/sources.mk
include daemon/engine/feeds/sources.mk
include daemon/engine/letters/sources.mk
include daemon/engine/accounts/sources.mk
include daemon/engine/roles/sources.mk
include daemon/engine/networks/sources.mk
include daemon/engine/notices/sources.mk
include daemon/engine/digests/sources.mk
include daemon/engine/invitations/sources.mk
include daemon/engine/activities/sources.mk
include daemon/engine/outbox/sources.mk
include daemon/engine/cohorts/sources.mk
include daemon/engine/exits/sources.mk
include daemon/engine/answers/sources.mk
include daemon/engine/journeys/sources.mk
include daemon/engine/pages/sources.mk
include daemon/engine/imports/sources.mk
include daemon/engine/hr/sources.mk
include daemon/engine/measures/sources.mk
include daemon/engine/reports/sources.mk
include daemon/engine/simulation/sources.mk
