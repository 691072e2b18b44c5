systemdsystemunit_DATA = systemd/onboardd.service systemd/onboardd.socket \
	systemd/onboardd-mail.path systemd/onboardd-mail.service \
	systemd/onboardd-mail.timer
sysusersdir = $(prefix)/lib/sysusers.d
sysusers_DATA = systemd/onboard.conf
systemdexamplesdir = $(docdir)/examples/systemd
dist_systemdexamples_DATA = systemd/examples/fetchmailrc \
	systemd/examples/imap-access-token systemd/examples/mbsyncrc \
	systemd/examples/onboard-mbsync.service \
	systemd/examples/onboard-mbsync.timer systemd/smtp-relay.conf

systemd/onboardd.service: $(top_srcdir)/systemd/onboardd.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) systemd && \
	    sed -e 's|@sbindir[@]|$(sbindir)|g' \
		-e 's|@sysconfdir[@]|$(sysconfdir)|g' \
		$(top_srcdir)/systemd/onboardd.service.in >$@.tmp && mv $@.tmp $@

systemd/onboardd-mail.service: \
    $(top_srcdir)/systemd/onboardd-mail.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) systemd && \
	    sed -e 's|@bindir[@]|$(bindir)|g' \
		$(top_srcdir)/systemd/onboardd-mail.service.in >$@.tmp && \
	    mv $@.tmp $@

# sysusers.d reads *.conf only.
systemd/onboard.conf: $(top_srcdir)/systemd/onboard.sysusers
	$(AM_V_GEN)$(MKDIR_P) systemd && \
	    cp $(top_srcdir)/systemd/onboard.sysusers $@

CLEANFILES += systemd/onboardd.service systemd/onboardd-mail.service \
	systemd/onboard.conf
TESTS += tests/system/systemd_units
EXTRA_DIST += systemd/onboardd.service.in systemd/onboardd.socket \
	systemd/onboardd-mail.path systemd/onboardd-mail.service.in \
	systemd/onboardd-mail.timer \
	systemd/onboard.sysusers tests/system/systemd_units
