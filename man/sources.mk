dist_man_MANS += man/onboard-events.5 man/onboard-import.5 \
	man/onboard-mail.7 \
	man/onboard-programme.5 man/onboard-survey.5 \
	man/onboardd.yaml.5 man/onboardd.8

# The files that a municipality edits, as the manuals name them.
examplesdir = $(docdir)/examples
dist_examples_DATA = config/events.yaml config/handbook.yaml \
	config/onboardd.yaml
programme_examplesdir = $(docdir)/examples/programmes
import_examplesdir = $(docdir)/examples/import
dist_import_examples_DATA = config/import/closing_days.csv \
	config/import/figures.csv \
	config/import/handbook.csv config/import/leaders.csv \
	config/import/people.csv
dist_programme_examples_DATA = config/programmes/ny-leder.yaml
survey_examplesdir = $(docdir)/examples/surveys
dist_survey_examples_DATA = config/surveys/exit.yaml \
	config/surveys/foer-leder-evaluering.yaml \
	config/surveys/foer-leder-evaluering-leder.yaml \
	config/surveys/leder-evaluering.yaml \
	config/surveys/mentor-evaluering-leder.yaml \
	config/surveys/mentor-evaluering-mentor.yaml \
	config/surveys/midtvejs.yaml config/surveys/puls-1.yaml \
	config/surveys/slut.yaml config/surveys/tilfredshed-12m.yaml
dist_doc_DATA = ARCHITECTURE.md CHANGELOG.md HACKING.md LICENSE README.md \
	SECURITY.md
