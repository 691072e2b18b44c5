# What pages are drawn with, made out of the Node package dkfds.  It lies in the
# source tree, as what is released does: a build from a tarball needs no Node.
LOOK_STATIC = look/static/dkfds.css look/static/icons.svg \
	look/static/licences.txt look/static/made-of \
	look/static/plex-regular.woff2 look/static/plex-semibold.woff2
LOOK_INPUTS = build-aux/look look/build.mjs look/classes.txt look/icons.txt \
	look/package.json look/package-lock.json

$(top_srcdir)/look/static/made-of: $(LOOK_INPUTS:%=$(top_srcdir)/%)
	$(AM_V_GEN)$(top_srcdir)/build-aux/look

EXTRA_DIST += $(LOOK_INPUTS) $(LOOK_STATIC)
MAINTAINERCLEANFILES += $(LOOK_STATIC:%=$(top_srcdir)/%)
