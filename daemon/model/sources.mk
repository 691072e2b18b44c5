noinst_LIBRARIES += libob-model.a
libob_model_a_SOURCES = \
	daemon/model/workday.h
