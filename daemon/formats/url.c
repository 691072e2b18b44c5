/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/url.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

#define MAX_HOST 253
#define MAX_PORT 65535

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static bool
is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static bool
has_only_url_characters(const char *text)
{
	for (; *text != '\0'; text++)
		if (!is_letter_or_digit(*text) &&
		    !is_one_of(*text, "-._~:/?#[]@!$&'()*+,;=%"))
			return false;
	return true;
}

/* The number is the whole text; -1 when it is none of 0..65535. */
static int
read_port(const char *text)
{
	size_t len = strspn(text, "0123456789");
	int port = 0;

	if (len == 0 || len > 5 || text[len] != '\0')
		return -1;
	for (size_t i = 0; i < len; i++)
		port = port * 10 + (text[i] - '0');
	return port <= MAX_PORT ? port : -1;
}

static bool
is_host_name(const char *host)
{
	char last = '.';

	for (; *host != '\0'; host++) {
		if (*host == '.' && (last == '.' || last == '-'))
			return false;
		if (*host == '-' && last == '.')
			return false;
		if (!is_letter_or_digit(*host) && !is_one_of(*host, "-."))
			return false;
		last = *host;
	}
	return last != '.' && last != '-';
}

static bool
is_ipv6(const char *host)
{
	struct in6_addr address;

	return inet_pton(AF_INET6, host, &address) == 1;
}

static bool
is_ipv4(const char *host)
{
	struct in_addr address;

	return inet_pton(AF_INET, host, &address) == 1;
}

/* Splits "host", "host:port" and "[v6]:port"; false when it is none. */
static bool
split_authority(const char *text, size_t len, struct url *url)
{
	char authority[sizeof(url->host) + 16];
	char *host = authority;
	char *end;

	if (len == 0 || len >= sizeof(authority))
		return false;
	memcpy(authority, text, len);
	authority[len] = '\0';
	if (*host == '[') {
		host++;
		end = strchr(host, ']');
		if (end == NULL || (end[1] != '\0' && end[1] != ':'))
			return false;
		*end++ = '\0';
	} else {
		end = host + strcspn(host, ":");
	}
	url->has_port = *end == ':';
	if (url->has_port) {
		*end = '\0';
		url->port = read_port(end + 1);
		if (url->port < 0)
			return false;
	}
	if (strlen(host) > MAX_HOST)
		return false;
	memcpy(url->host, host, strlen(host) + 1);
	return host == authority ? is_host_name(host) : is_ipv6(host);
}

int
url_split(const char *text, struct url *ret_url, struct error *err)
{
	struct url url = {.rest = ""};
	const char *colon = strstr(text, "://");
	const char *host;
	size_t len;

	if (colon == NULL || (size_t)(colon - text) >= sizeof(url.scheme))
		return error_set(err, OB_EINVALID,
		    "'%.200s' is not an address as 'https://host/path'", text);
	if (!has_only_url_characters(text))
		return error_set(err, OB_EINVALID,
		    "'%.200s' holds a character that an address cannot have",
		    text);
	memcpy(url.scheme, text, (size_t)(colon - text));
	host = colon + 3;
	len = strcspn(host, "/?#");
	url.rest = host + len;
	if (memchr(host, '@', len) != NULL)
		return error_set(err, OB_EINVALID,
		    "'%.200s' holds a user name; remove it", text);
	if (!split_authority(host, len, &url) ||
	    (url.has_port && url.port == 0))
		return error_set(err, OB_EINVALID,
		    "'%.200s' has no valid host and port", text);
	*ret_url = url;
	return 0;
}

bool
url_host_is_loopback(const char *host)
{
	size_t len = strlen(host);
	struct in6_addr six;
	struct in_addr four;

	if (inet_pton(AF_INET, host, &four) == 1)
		return (ntohl(four.s_addr) >> 24) == 127;
	if (inet_pton(AF_INET6, host, &six) == 1)
		return IN6_IS_ADDR_LOOPBACK(&six);
	if (strcasecmp(host, "localhost") == 0)
		return true;
	return len > 10 && strcasecmp(host + len - 10, ".localhost") == 0;
}

int
url_check_listen(const char *text, struct error *err)
{
	struct url url = {.port = 0};

	if (!split_authority(text, strlen(text), &url) || !url.has_port ||
	    (!is_ipv4(url.host) && !is_ipv6(url.host)))
		return error_set(err, OB_EINVALID,
		    "'%.100s' must be an address and a port, as "
		    "'127.0.0.1:8080' or '[::1]:8080'",
		    text);
	return 0;
}
