libob_engine_a_SOURCES += \
	daemon/engine/accounts/account_mail.c \
	daemon/engine/accounts/account_mail.h \
	daemon/engine/accounts/accounts.c daemon/engine/accounts/accounts.h \
	daemon/engine/accounts/openid_sign_in.c \
	daemon/engine/accounts/openid_sign_in.h \
	daemon/engine/accounts/rate_limits.c \
	daemon/engine/accounts/rate_limits.h \
	daemon/engine/accounts/second_factor.c \
	daemon/engine/accounts/second_factor.h \
	daemon/engine/accounts/sessions.c daemon/engine/accounts/sessions.h \
	daemon/engine/accounts/sign_in.c daemon/engine/accounts/sign_in.h \
	daemon/engine/accounts/sign_in_mail.c \
	daemon/engine/accounts/sign_in_mail.h \
	daemon/engine/accounts/sign_in_result.c \
	daemon/engine/accounts/sign_in_result.h
