/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/route.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "http/form.h"

void
route_add_table(
    struct router *router, const struct route *routes, size_t count, void *arg)
{
	assert(router->count < ROUTE_TABLES_MAX);
	router->tables[router->count++] =
	    (struct route_table){routes, count, arg};
}

static size_t
segment_len(const char *text, size_t len)
{
	const char *slash = memchr(text, '/', len);

	return slash == NULL ? len : (size_t)(slash - text);
}

/* Of a segment as "{token}.ics": ".ics". */
static const char *
find_tail(const char *pattern, size_t *ret_len, size_t pattern_len)
{
	const char *brace = memchr(pattern, '}', pattern_len);

	assert(brace != NULL);
	*ret_len = pattern_len - (size_t)(brace + 1 - pattern);
	return brace + 1;
}

static bool
matches_segment(
    const char *pattern, size_t pattern_len, const char *text, size_t len)
{
	const char *tail;
	size_t tail_len;

	if (pattern_len == 0 || pattern[0] != '{')
		return pattern_len == len && memcmp(pattern, text, len) == 0;
	tail = find_tail(pattern, &tail_len, pattern_len);
	return len > tail_len &&
	       memcmp(text + len - tail_len, tail, tail_len) == 0;
}

/* Both begin with '/'.  On a match *ret_literals counts literal segments. */
static bool
matches_path(
    const char *pattern, const char *path, size_t len, int *ret_literals)
{
	size_t pattern_len = strlen(pattern);
	int literals = 0;

	while (pattern_len > 0 && len > 0) {
		size_t pattern_part = segment_len(++pattern, --pattern_len);
		size_t part = segment_len(++path, --len);

		if (!matches_segment(pattern, pattern_part, path, part))
			return false;
		literals += pattern_part == 0 || pattern[0] != '{';
		pattern += pattern_part;
		pattern_len -= pattern_part;
		path += part;
		len -= part;
	}
	*ret_literals = literals;
	return pattern_len == 0 && len == 0;
}

static void
add_parameter(struct route_match *match, const char *pattern,
    size_t pattern_len, const char *text, size_t len)
{
	struct route_parameter *parameter;
	size_t tail_len;
	const char *tail = find_tail(pattern, &tail_len, pattern_len);

	assert(match->parameter_count < ROUTE_PARAMETERS_MAX);
	parameter = &match->parameters[match->parameter_count++];
	parameter->name =
	    memory_strndup(pattern + 1, (size_t)(tail - 1 - (pattern + 1)));
	parameter->value = form_decode(text, len - tail_len, false);
	assert(parameter->value != NULL); /* the guard decoded it before */
}

static void
take_parameters(struct route_match *match, const char *path, size_t len)
{
	const char *pattern = match->route->pattern;
	size_t pattern_len = strlen(pattern);

	while (pattern_len > 0 && len > 0) {
		size_t pattern_part = segment_len(++pattern, --pattern_len);
		size_t part = segment_len(++path, --len);

		if (pattern_part > 0 && pattern[0] == '{')
			add_parameter(match, pattern, pattern_part, path, part);
		pattern += pattern_part;
		pattern_len -= pattern_part;
		path += part;
		len -= part;
	}
}

static void
allow_method(char allow[ROUTE_ALLOW_SIZE], enum http_method method)
{
	const char *name = method_name(method);
	const char *found = strstr(allow, name);
	size_t len = strlen(allow);

	if (found != NULL)
		return;
	assert(len + strlen(name) + 3 <= ROUTE_ALLOW_SIZE);
	(void)snprintf(allow + len, ROUTE_ALLOW_SIZE - len, "%s%s",
	    len > 0 ? ", " : "", name);
}

/* A better match has more literal segments; equal ones keep the first row. */
static void
consider(struct route_match *match, int *best, int literals,
    const struct route_table *table, const struct route *route)
{
	if (literals <= *best)
		return;
	*best = literals;
	match->route = route;
	match->arg = table->arg;
}

static bool
answers(const struct route *route, enum http_method method)
{
	return route->method == method ||
	       (route->method == HTTP_GET && method == HTTP_HEAD);
}

void
route_find(const struct router *router, enum http_method method,
    const char *path, size_t path_len, struct route_match *ret_match)
{
	struct route_match match = {0};
	int best = -1;

	for (size_t i = 0; i < router->count; i++) {
		const struct route_table *table = &router->tables[i];

		for (size_t k = 0; k < table->count; k++) {
			const struct route *route = &table->routes[k];
			int literals;

			if (!matches_path(
				route->pattern, path, path_len, &literals))
				continue;
			allow_method(match.allow, route->method);
			if (route->method == HTTP_GET)
				allow_method(match.allow, HTTP_HEAD);
			if (answers(route, method))
				consider(&match, &best, literals, table, route);
		}
	}
	if (match.route != NULL)
		take_parameters(&match, path, path_len);
	*ret_match = match;
}

void
route_match_release(struct route_match *match)
{
	for (size_t i = 0; i < match->parameter_count; i++) {
		free(match->parameters[i].name);
		free(match->parameters[i].value);
	}
	memset(match, 0, sizeof(*match));
}
