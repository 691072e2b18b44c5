dist_man_MANS += man/onboard-programme.5 man/onboardd.yaml.5 \
	man/onboardd.8

# The files that a municipality edits, as the manuals name them.
examplesdir = $(docdir)/examples
dist_examples_DATA = config/handbook.yaml config/onboardd.yaml
programme_examplesdir = $(docdir)/examples/programmes
dist_programme_examples_DATA = config/programmes/ny-leder.yaml
dist_doc_DATA = ARCHITECTURE.md CHANGELOG.md HACKING.md LICENSE README.md \
	SECURITY.md
