/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/response.h"

#include "base/memory.h"
#include "http/http_date.h"

static const struct {
	int status;
	const char *text;
} reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

static const struct response_status statuses[] = {
    /* the first one stands for what is not listed */
    {500, "internal", "internal error",
	"Der er sket en fejl hos os. Prøv igen om lidt."},
    {400, "bad-request", "the request cannot be read",
	"Forespørgslen kan ikke læses."},
    {401, "unauthorized", "a valid access token is needed",
	"Der skal bruges et gyldigt adgangstoken."},
    {403, "denied", "access denied", "Du har ikke adgang til denne side."},
    {404, "not-found", "not found", "Siden findes ikke."},
    {405, "method-not-allowed", "this method is not allowed here",
	"Det kan man ikke gøre med denne side."},
    {409, "conflict", "the state has changed meanwhile",
	"Noget er ændret i mellemtiden. Hent siden igen."},
    {410, "gone", "this link is no longer valid",
	"Linket gælder ikke længere."},
    {411, "length-required", "a content length is needed",
	"Forespørgslen mangler oplysning om sin længde."},
    {412, "precondition-failed", "a precondition of the request failed",
	"Noget er ændret i mellemtiden. Hent siden igen."},
    {413, "limit", "the request is too large",
	"Det, du har sendt, er for stort."},
    {414, "limit", "the address is too long", "Adressen er for lang."},
    {415, "unsupported-media-type",
	"the content type of the request is not accepted",
	"Indholdet har en type, som siden ikke kan modtage."},
    {417, "expectation-failed", "the expectation cannot be met",
	"Forespørgslen kan ikke læses."},
    {421, "misdirected", "this server does not serve that host",
	"Adressen hører ikke til denne tjeneste."},
    {429, "too-many-requests", "too many requests, try again later",
	"Der er for mange forsøg. Prøv igen senere."},
    {431, "limit", "the request's headers are too large",
	"Forespørgslens hoved er for stort."},
    {501, "not-implemented", "a transfer encoding is not accepted",
	"Forespørgslen bruger noget, som tjenesten ikke kan."},
    {503, "busy", "not available at the moment, try again soon",
	"Tjenesten er ikke klar lige nu. Prøv igen om lidt."},
    {505, "http-version", "this version of HTTP is not served",
	"Forespørgslen bruger en HTTP-version, som tjenesten ikke kan."},
};

static const char *
find_reason(int status)
{
	for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
		if (reasons[i].status == status)
			return reasons[i].text;
	}
	return "Status";
}

const struct response_status *
response_status_find(int status)
{
	for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
		if (statuses[i].status == status)
			return &statuses[i];
	}
	return &statuses[0];
}

void
response_status_text(struct strbuf *out, int status)
{
	const struct response_status *text = response_status_find(status);

	strbuf_add_format(out, "%s\n%s\n", text->danish, text->english);
}

static void
add_security_headers(struct strbuf *out, const struct response *response)
{
	/* A picture's own styles are inline as a rule. */
	static const char inert[] =
	    "default-src 'none'; style-src 'unsafe-inline'; sandbox; ";
	static const char page[] =
	    "default-src 'none'; style-src 'self'; img-src 'self'; "
	    "font-src 'self'; script-src 'self'; form-action 'self'; ";

	strbuf_add_format(out,
	    "Content-Security-Policy: %sbase-uri 'none'; "
	    "frame-ancestors %s\r\n",
	    response->is_inert ? inert : page,
	    response->frame_ancestors == NULL ? "'none'"
					      : response->frame_ancestors);
	strbuf_add_str(out, "X-Content-Type-Options: nosniff\r\n"
			    "Referrer-Policy: no-referrer\r\n"
			    "Cross-Origin-Opener-Policy: same-origin\r\n"
			    "Cross-Origin-Resource-Policy: same-origin\r\n"
			    "Permissions-Policy: camera=(), geolocation=(), "
			    "microphone=(), payment=(), usb=()\r\n"
			    "X-Robots-Tag: noindex\r\n");
	if (response->is_https)
		strbuf_add_str(
		    out, "Strict-Transport-Security: max-age=31536000\r\n");
}

void
response_render(struct strbuf *out, const struct response *response)
{
	/* RFC 9110, 8.6: 204 has no Content-Length; 304 may have the 200's. */
	bool has_length = response->status != 204;
	bool sends_body = !response->is_head && response->status != 204 &&
			  response->status != 304;
	char date[HTTP_DATE_SIZE];

	strbuf_grow(out, 1024 + (sends_body ? response->body_len : 0));
	strbuf_add_format(out, "HTTP/1.1 %d %s\r\nDate: %s\r\n",
	    response->status, find_reason(response->status),
	    http_date_format(response->now, date));
	if (response->content_type != NULL && response->status != 304)
		strbuf_add_format(
		    out, "Content-Type: %s\r\n", response->content_type);
	if (has_length)
		strbuf_add_format(
		    out, "Content-Length: %zu\r\n", response->body_len);
	strbuf_add_format(out, "Cache-Control: %s\r\n",
	    response->cache_control == NULL ? "no-store"
					    : response->cache_control);
	if (response->more_headers != NULL)
		strbuf_add_str(out, response->more_headers);
	add_security_headers(out, response);
	if (!response->keep_alive)
		strbuf_add_str(out, "Connection: close\r\n");
	strbuf_add_str(out, "\r\n");
	if (sends_body && response->body_len > 0)
		strbuf_add(out, response->body, response->body_len);
}
