/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/zone.h"

#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/posix_zone.h"
#include "base/strbuf.h"

#define DAY_SECONDS 86400
#define NAME_MAX_LEN 64
#define FILE_MAX_LEN ((size_t)64 * 1024)
#define HEADER_LEN 44
#define TYPE_LEN 6
#define TIME_LEN 8

/* RFC 8536, 3.2: no offset is further from UTC than this. */
#define WIDEST_OFFSET (26 * 3600)

/* No instant outside years 1..9999 has a local time here. */
#define FIRST_INSTANT (-62135596800LL)
#define LAST_INSTANT 253402300799LL

struct change {
	int64_t at;
	int offset; /* from then on */
};

struct zone {
	char *name;
	char *rule_text;
	bool has_rule;
	struct posix_zone rule; /* from the last change on */
	int first_offset;	/* before the first change */
	struct change *changes;
	size_t count;
};

struct tzif_header {
	char version;
	uint32_t ut_count;
	uint32_t std_count;
	uint32_t leap_count;
	uint32_t time_count;
	uint32_t type_count;
	uint32_t char_count;
};

static uint64_t
read_big_endian(const char *bytes, size_t len)
{
	uint64_t value = 0;

	for (size_t i = 0; i < len; i++)
		value = value << 8 | (unsigned char)bytes[i];
	return value;
}

static uint32_t
read_count(const char *bytes)
{
	return (uint32_t)read_big_endian(bytes, 4);
}

/* Counts over the file's own size are refused, so that sums cannot wrap. */
static bool
read_header(const char *bytes, size_t len, struct tzif_header *ret_header)
{
	if (len < HEADER_LEN || memcmp(bytes, "TZif", 4) != 0)
		return false;
	*ret_header = (struct tzif_header){
	    .version = bytes[4],
	    .ut_count = read_count(bytes + 20),
	    .std_count = read_count(bytes + 24),
	    .leap_count = read_count(bytes + 28),
	    .time_count = read_count(bytes + 32),
	    .type_count = read_count(bytes + 36),
	    .char_count = read_count(bytes + 40),
	};
	return ret_header->ut_count <= len && ret_header->std_count <= len &&
	       ret_header->leap_count <= len && ret_header->time_count <= len &&
	       ret_header->type_count <= len && ret_header->char_count <= len;
}

static size_t
block_len(const struct tzif_header *header, size_t time_len)
{
	return header->time_count * (time_len + 1) +
	       header->type_count * TYPE_LEN + header->char_count +
	       header->leap_count * (time_len + 4) + header->std_count +
	       header->ut_count;
}

static bool
read_type_offset(const struct tzif_header *header, const char *types,
    size_t type, int *ret_offset)
{
	int32_t offset;

	if (type >= header->type_count)
		return false;
	offset = (int32_t)read_count(types + type * TYPE_LEN);
	if (offset <= -WIDEST_OFFSET || offset >= WIDEST_OFFSET)
		return false;
	*ret_offset = offset;
	return true;
}

/* Leap seconds mean a "right/" zone, whose seconds are not ours. */
static bool
read_changes(
    struct zone *zone, const struct tzif_header *header, const char *block)
{
	const char *indexes = block + (size_t)header->time_count * TIME_LEN;
	const char *types = indexes + header->time_count;

	if (header->leap_count != 0 ||
	    !read_type_offset(header, types, 0, &zone->first_offset))
		return false;
	zone->count = header->time_count;
	zone->changes =
	    memory_resize(NULL, zone->count + 1, sizeof(*zone->changes));
	for (size_t i = 0; i < zone->count; i++) {
		struct change *change = &zone->changes[i];

		change->at =
		    (int64_t)read_big_endian(block + i * TIME_LEN, TIME_LEN);
		if (i > 0 && change->at <= zone->changes[i - 1].at)
			return false;
		if (!read_type_offset(header, types, (unsigned char)indexes[i],
			&change->offset))
			return false;
	}
	return true;
}

/* An empty rule means that the last offset stays. */
static bool
read_footer(struct zone *zone, const char *bytes, size_t len)
{
	const char *end;

	if (len < 2 || bytes[0] != '\n')
		return false;
	end = memchr(bytes + 1, '\n', len - 1);
	if (end == NULL)
		return false;
	zone->rule_text = memory_strndup(bytes + 1, (size_t)(end - bytes) - 1);
	zone->has_rule = zone->rule_text[0] != '\0';
	return !zone->has_rule ||
	       posix_zone_parse(zone->rule_text, &zone->rule, NULL) == OB_OK;
}

/* The second, 64-bit block is the one that counts; the first is skipped. */
static bool
read_tzif(struct zone *zone, const char *bytes, size_t len)
{
	struct tzif_header header;
	size_t skip;
	size_t block;

	if (!read_header(bytes, len, &header) || header.version < '2')
		return false;
	skip = HEADER_LEN + block_len(&header, 4);
	if (skip > len || !read_header(bytes + skip, len - skip, &header))
		return false;
	skip += HEADER_LEN;
	block = block_len(&header, TIME_LEN);
	if (block > len - skip)
		return false;
	return read_changes(zone, &header, bytes + skip) &&
	       read_footer(zone, bytes + skip + block, len - skip - block);
}

/* No dot, so that no name leads out of the directory. */
static bool
is_zone_name(const char *name)
{
	size_t len = strnlen(name, NAME_MAX_LEN + 1);

	if (len == 0 || len > NAME_MAX_LEN ||
	    !isalpha((unsigned char)name[0]) || name[len - 1] == '/')
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!isalnum((unsigned char)name[i]) &&
		    strchr("/_+-", name[i]) == NULL)
			return false;
	}
	return true;
}

static int
read_zone_file(const char *name, struct strbuf *ret_bytes, struct error *err)
{
	const char *directory = getenv("TZDIR");
	cleanup_(memory_free_ptr) char *path = NULL;

	if (directory == NULL || directory[0] == '\0')
		directory = "/usr/share/zoneinfo";
	path = memory_printf("%s/%s", directory, name);
	if (file_read(path, FILE_MAX_LEN, ret_bytes, NULL) != OB_OK)
		return error_set(err, OB_EINVALID,
		    "time zone '%s' is not known; write it as "
		    "'Europe/Copenhagen'",
		    name);
	return OB_OK;
}

int
zone_open(const char *name, struct zone **ret_zone, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct zone *zone;
	int status;

	if (!is_zone_name(name))
		return error_set(err, OB_EINVALID,
		    "'%.64s' is not a time zone; write it as "
		    "'Europe/Copenhagen'",
		    name);
	status = read_zone_file(name, &bytes, err);
	if (status < 0)
		return status;
	zone = memory_alloc(sizeof(*zone));
	zone->name = memory_strdup(name);
	if (!read_tzif(zone, bytes.buf, bytes.len)) {
		zone_close(zone);
		return error_set(err, OB_EINVALID,
		    "the system's file for time zone '%s' cannot be "
		    "understood; install tzdata again",
		    name);
	}
	*ret_zone = zone;
	return OB_OK;
}

void
zone_close(struct zone *zone)
{
	if (zone == NULL)
		return;
	free(zone->name);
	free(zone->rule_text);
	free(zone->changes);
	free(zone);
}

const char *
zone_name(const struct zone *zone)
{
	return zone->name;
}

const char *
zone_rule(const struct zone *zone)
{
	return zone->rule_text;
}

/* How many changes lie at or before the instant. */
static size_t
count_changes_until(const struct zone *zone, int64_t utc)
{
	size_t low = 0;
	size_t high = zone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->changes[middle].at <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t
zone_listed_change_after(const struct zone *zone, int64_t utc)
{
	size_t done = count_changes_until(zone, utc);

	return done < zone->count ? zone->changes[done].at : INT64_MAX;
}

static struct zone_period
period_by_rule(const struct zone *zone, int64_t utc)
{
	struct zone_period period = posix_zone_period(&zone->rule, utc);

	if (zone->count > 0 && period.start < zone->changes[zone->count - 1].at)
		period.start = zone->changes[zone->count - 1].at;
	return period;
}

static struct zone_period
find_period(const struct zone *zone, int64_t utc)
{
	size_t done = count_changes_until(zone, utc);

	if (done == zone->count && zone->has_rule)
		return period_by_rule(zone, utc);
	return (struct zone_period){
	    .start = done > 0 ? zone->changes[done - 1].at : INT64_MIN,
	    .end = done < zone->count ? zone->changes[done].at : INT64_MAX,
	    .offset =
		done > 0 ? zone->changes[done - 1].offset : zone->first_offset,
	};
}

/*
 * Walks the periods near the local time, oldest first: the first that holds
 * it wins (overlap), and one that begins after it means it was skipped (gap).
 */
int64_t
zone_to_utc(const struct zone *zone, struct date date, int second)
{
	int64_t local = (int64_t)date.day * DAY_SECONDS + second;
	struct zone_period period;
	int64_t utc;

	assert(!date_is_none(date));
	assert(second >= 0 && second <= DAY_SECONDS);
	period = find_period(zone, local - WIDEST_OFFSET);
	utc = local - period.offset;
	while (utc >= period.end) {
		period = find_period(zone, period.end);
		utc = local - period.offset;
	}
	return utc > period.start ? utc : period.start;
}

int
zone_offset(const struct zone *zone, int64_t utc)
{
	assert(utc >= FIRST_INSTANT && utc <= LAST_INSTANT);
	return find_period(zone, utc).offset;
}

struct local_time
zone_to_local(const struct zone *zone, int64_t utc)
{
	int64_t local = utc + zone_offset(zone, utc);
	int64_t day = local / DAY_SECONDS;

	if (local % DAY_SECONDS < 0)
		day--;
	return (struct local_time){
	    .date = {(int32_t)day},
	    .second = (int)(local - day * DAY_SECONDS),
	};
}
