libob_engine_a_SOURCES += \
	daemon/engine/simulation/simulation.c \
	daemon/engine/simulation/simulation.h \
	daemon/engine/simulation/simulation_begin.c \
	daemon/engine/simulation/simulation_cast.c \
	daemon/engine/simulation/simulation_private.h \
	daemon/engine/simulation/simulation_report.c \
	daemon/engine/simulation/simulation_script.c \
	daemon/engine/simulation/simulation_summary.c
