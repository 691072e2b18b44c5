libob_engine_a_SOURCES += \
	daemon/engine/surveys/survey_digest.c \
	daemon/engine/surveys/survey_digest.h \
	daemon/engine/surveys/surveys.c daemon/engine/surveys/surveys.h \
	daemon/engine/surveys/surveys_view.c
