noinst_LIBRARIES += libob-model.a
libob_model_a_SOURCES = \
	daemon/model/activity.c daemon/model/activity.h \
	daemon/model/date_rule.c daemon/model/date_rule.h \
	daemon/model/date_rule_order.c daemon/model/date_rule_order.h \
	daemon/model/derivation.c daemon/model/derivation.h \
	daemon/model/handbook.c daemon/model/handbook.h \
	daemon/model/holiday.c daemon/model/holiday.h \
	daemon/model/plan.c daemon/model/plan.h \
	daemon/model/plan_search.c daemon/model/plan_search.h \
	daemon/model/plan_slot.c daemon/model/plan_slot.h \
	daemon/model/programme.c daemon/model/programme.h \
	daemon/model/programme_check.c \
	daemon/model/programme_graph.c daemon/model/programme_graph.h \
	daemon/model/role.c daemon/model/role.h \
	daemon/model/settings.c daemon/model/settings.h \
	daemon/model/workday.c daemon/model/workday.h \
	daemon/model/workday_rule.c daemon/model/workday_rule.h
