HTTP_CORE_LIBS = libob-http.a libob-crypto.a $(MODEL_LIBS) $(JANSSON_LIBS) \
	$(CRYPTO_LIBS) $(OATH_LIBS) $(LIBEVENT_LIBS)

noinst_LIBRARIES += libob-http.a
libob_http_a_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE
libob_http_a_CFLAGS = $(AM_CFLAGS) $(LIBEVENT_CFLAGS) $(JANSSON_CFLAGS)
libob_http_a_SOURCES = \
	daemon/http/conditional.c daemon/http/conditional.h \
	daemon/http/connection.c daemon/http/connection.h \
	daemon/http/connection_list.c daemon/http/connection_private.h \
	daemon/http/cookie.c daemon/http/cookie.h \
	daemon/http/dispatch.c daemon/http/dispatch.h \
	daemon/http/exchange.c daemon/http/exchange.h \
	daemon/http/exchange_private.h \
	daemon/http/exchange_reply.c \
	daemon/http/form.c daemon/http/form.h \
	daemon/http/guard.c daemon/http/guard.h \
	daemon/http/http_date.c daemon/http/http_date.h \
	daemon/http/listener.c daemon/http/listener.h \
	daemon/http/method.c daemon/http/method.h \
	daemon/http/next_path.c daemon/http/next_path.h \
	daemon/http/octet.c daemon/http/octet.h \
	daemon/http/peer.c daemon/http/peer.h \
	daemon/http/proxy.c daemon/http/proxy.h \
	daemon/http/request.c daemon/http/request.h \
	daemon/http/response.c daemon/http/response.h \
	daemon/http/robots.c daemon/http/robots.h \
	daemon/http/route.c daemon/http/route.h \
	daemon/http/server.c daemon/http/server.h \
	daemon/http/server_private.h \
	daemon/http/session_guard.c daemon/http/session_guard.h \
	daemon/http/socket.c daemon/http/socket.h \
	daemon/http/target.c daemon/http/target.h

check_PROGRAMS += tests/unit/test_guard tests/unit/test_conditional \
	tests/unit/test_next_path tests/unit/test_route \
	tests/system/http_core_server
TESTS += tests/unit/test_guard tests/unit/test_conditional \
	tests/unit/test_next_path tests/unit/test_route \
	tests/system/http_core.py tests/system/http_must.py
tests_unit_test_guard_SOURCES = tests/unit/test_guard.c
tests_unit_test_guard_LDADD = $(HTTP_CORE_LIBS) $(UNIT_LIBS)
tests_unit_test_conditional_SOURCES = tests/unit/test_conditional.c
tests_unit_test_conditional_LDADD = $(HTTP_CORE_LIBS) $(UNIT_LIBS)
tests_unit_test_next_path_SOURCES = tests/unit/test_next_path.c
tests_unit_test_next_path_LDADD = $(HTTP_CORE_LIBS) $(UNIT_LIBS)
tests_unit_test_route_SOURCES = tests/unit/test_route.c
tests_unit_test_route_LDADD = $(HTTP_CORE_LIBS) $(UNIT_LIBS)
tests_system_http_core_server_SOURCES = tests/system/http_core_server.c
tests_system_http_core_server_CFLAGS = $(AM_CFLAGS) $(LIBEVENT_CFLAGS) \
	$(JANSSON_CFLAGS)
tests_system_http_core_server_LDADD = $(HTTP_CORE_LIBS)
EXTRA_DIST += tests/system/http_core.py tests/system/http_must.py \
	tests/fuzz/fuzz_guard.c \
	tests/fuzz/corpus/guard
