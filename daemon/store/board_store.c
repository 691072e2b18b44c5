/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/board_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define IN_SCOPE "j.kind <> 'cohort' AND (:area = '' OR j.area = :area) "

#define RUNNING "j.state IN ('planned', 'active', 'paused') "

#define IN_STATE "(j.state = :state OR (:state = '' AND " RUNNING ")) "

#define JOURNEY_COLUMNS                                                        \
	"SELECT j.id, j.programme_id, j.kind, j.state, j.recruitment, "        \
	"j.first_day, j.last_day, j.title, j.area, j.workplace, p.name, "      \
	"ifnull(m.name, ''), ifnull(m.id, 0), ifnull(t.name, ''), "            \
	"ifnull((SELECT group_concat(h.name, char(10)) FROM journey_role r "   \
	"JOIN person h ON h.id = r.person_id WHERE r.journey_id = j.id), "     \
	"''), EXISTS (SELECT 1 FROM person_address w "                         \
	"WHERE w.person_id = p.id AND w.kind = 'work'), "                      \
	"j.work_address_asked, EXISTS (SELECT 1 FROM activity a "              \
	"WHERE a.journey_id = j.id AND a.step = :called "                      \
	"AND a.state = 'done'), (SELECT min(c.held_at) FROM call c "           \
	"WHERE c.journey_id = j.id), (SELECT count(*) FROM invitation i "      \
	"WHERE i.journey_id = j.id AND i.told_day >= :today "                  \
	"AND i.method = 'request' AND i.partstat = 'declined') "

#define JOURNEY_TABLES                                                         \
	"FROM journey j JOIN person p ON p.id = j.leader_id "                  \
	"LEFT JOIN journey_role mr ON mr.journey_id = j.id "                   \
	"AND mr.role = 'manager' AND mr.is_fallback = 0 "                      \
	"LEFT JOIN person m ON m.id = mr.person_id "                           \
	"LEFT JOIN journey_role tr ON tr.journey_id = j.id "                   \
	"AND tr.role = 'mentor' AND tr.is_fallback = 0 "                       \
	"LEFT JOIN person t ON t.id = tr.person_id "

/* Told to somebody above, on this day's account. */
#define IS_ESCALATED                                                           \
	"EXISTS (SELECT 1 FROM reminder e WHERE e.activity_id = a.id "         \
	"AND e.rung IN ('managers-manager', 'coordinator') "                   \
	"AND e.planned = a.planned AND e.outcome <> 'dropped') "

#define OPEN_COLUMNS                                                           \
	"SELECT a.id, a.journey_id, j.programme_id, a.position, a.step, "      \
	"a.state, a.title, a.planned, a.latest, a.start_minute, "              \
	"a.responsible_id, o.name, p.name, j.area, " IS_ESCALATED

#define OPEN_TABLES                                                            \
	"FROM activity a JOIN journey j ON j.id = a.journey_id "               \
	"JOIN person p ON p.id = j.leader_id "                                 \
	"JOIN person o ON o.id = a.responsible_id "                            \
	"WHERE a.state IN ('planned', 'held') AND " IN_SCOPE "AND " RUNNING

/* What its owner says cannot be done, as engine/activities/remarks.h has it. */
#define REPORTED_TABLES                                                        \
	"FROM remark r JOIN activity a ON a.id = r.activity_id "               \
	"AND a.responsible_id = r.owner_id "                                   \
	"JOIN journey j ON j.id = a.journey_id "                               \
	"JOIN person l ON l.id = j.leader_id "                                 \
	"JOIN person p ON p.id = r.person_id "                                 \
	"WHERE r.kind = 'cannot' AND r.ended_at IS NULL "                      \
	"AND a.state IN ('planned', 'held') AND " IN_SCOPE "AND " RUNNING

#define MATTER_LIMIT "LIMIT 1000"

/* The journeys in which a person with a bad address occurs. */
#define BAD_ADDRESSES                                                          \
	"(SELECT b.person_id, b.address, b.bad_since, r.journey_id "           \
	"FROM person_address b JOIN journey_role r "                           \
	"ON r.person_id = b.person_id WHERE b.bad_since IS NOT NULL UNION "    \
	"SELECT b.person_id, b.address, b.bad_since, a.journey_id "            \
	"FROM person_address b JOIN activity a "                               \
	"ON a.responsible_id = b.person_id "                                   \
	"AND a.state IN ('planned', 'held') "                                  \
	"WHERE b.bad_since IS NOT NULL UNION "                                 \
	"SELECT b.person_id, b.address, b.bad_since, a.journey_id "            \
	"FROM person_address b JOIN activity_participant p "                   \
	"ON p.person_id = b.person_id JOIN activity a "                        \
	"ON a.id = p.activity_id AND a.state IN ('planned', 'held') "          \
	"WHERE b.bad_since IS NOT NULL) "

/* Those who hold a role or are responsible for something in the scope. */
#define CONCERNED                                                              \
	"(SELECT r.person_id FROM journey j JOIN journey_role r "              \
	"ON r.journey_id = j.id WHERE " IN_SCOPE "UNION "                      \
	"SELECT a.responsible_id FROM journey j JOIN activity a "              \
	"ON a.journey_id = j.id WHERE " IN_SCOPE ") "

enum {
	LIST,
	LIST_MARKS,
	LIST_OPEN,
	LIST_ESCALATED,
	LIST_DAYS,
	LIST_AREAS,
	LIST_PEOPLE,
	LIST_UNREACHED,
	LIST_REPORTED,
	LIST_USES,
	LIST_MATTERS,
	COUNT = LIST_MATTERS + BOARD_MATTER_COUNT
};

static const char *const sql[COUNT] = {
    [LIST] = JOURNEY_COLUMNS JOURNEY_TABLES
    "WHERE " IN_SCOPE "AND " IN_STATE "ORDER BY j.first_day, j.id LIMIT 100000",
    [LIST_MARKS] =
	"SELECT a.journey_id, a.position, "
	"instr('phdsc', substr(a.state, 1, 1)) - 1, a.planned, a.latest "
	"FROM journey j JOIN activity a ON a.journey_id = j.id "
	"WHERE " IN_SCOPE "AND " IN_STATE "ORDER BY j.id LIMIT 1000000",
    [LIST_OPEN] = OPEN_COLUMNS OPEN_TABLES
    "AND a.planned <= :until "
    "ORDER BY a.planned, a.start_minute, a.id LIMIT 100000",
    [LIST_ESCALATED] = OPEN_COLUMNS OPEN_TABLES
    "AND a.planned <= :until AND " IS_ESCALATED
    "ORDER BY a.planned, a.start_minute, a.id LIMIT 100000",
    [LIST_DAYS] = "SELECT DISTINCT a.planned, j.area " OPEN_TABLES
		  "AND a.state = 'planned' AND a.planned >= :today "
		  "ORDER BY a.planned, j.area LIMIT 100000",
    [LIST_AREAS] = "SELECT DISTINCT j.area FROM journey j WHERE " IN_SCOPE
		   "AND j.area <> '' ORDER BY j.area LIMIT 1000",
    [LIST_PEOPLE] =
	"SELECT p.id, p.name, ifnull((SELECT w.address FROM person_address w "
	"WHERE w.person_id = p.id AND w.kind = 'main'), ''), "
	"EXISTS (SELECT 1 FROM person_address b WHERE b.person_id = p.id "
	"AND b.bad_since IS NOT NULL), "
	"EXISTS (SELECT 1 FROM journey_role r JOIN journey j "
	"ON j.id = r.journey_id WHERE r.person_id = p.id "
	"AND r.role = 'leader' AND " IN_SCOPE "), "
	"(SELECT count(*) FROM activity a JOIN journey j "
	"ON j.id = a.journey_id WHERE a.responsible_id = p.id "
	"AND a.state IN ('planned', 'held') AND " IN_SCOPE "AND " RUNNING ") "
	"FROM person p WHERE :area = '' OR p.id IN " CONCERNED
	"ORDER BY p.name, p.id LIMIT 100000",
    [LIST_UNREACHED] =
	"SELECT DISTINCT j.id FROM " BAD_ADDRESSES
	"b JOIN journey j ON j.id = b.journey_id "
	"WHERE " IN_SCOPE "AND " RUNNING "ORDER BY j.id LIMIT 100000",
    [LIST_REPORTED] =
	"SELECT DISTINCT j.id " REPORTED_TABLES "ORDER BY j.id LIMIT 100000",
    [LIST_USES] = "SELECT j.programme_id, ifnull(sum(" RUNNING
		  "), 0), count(*) FROM journey j "
		  "WHERE (:area = '' OR j.area = :area) "
		  "GROUP BY j.programme_id ORDER BY j.programme_id "
		  "LIMIT 100000",
    [LIST_MATTERS + BOARD_FAILED_MAIL] =
	"SELECT m.id, m.journey_id, m.activity_id, j.programme_id, "
	"ifnull(a.position, 0), a.step, a.title, l.name, p.name, m.subject, "
	"m.created_at FROM mail m JOIN person p ON p.id = m.person_id "
	"LEFT JOIN journey j ON j.id = m.journey_id "
	"LEFT JOIN person l ON l.id = j.leader_id "
	"LEFT JOIN activity a ON a.id = m.activity_id "
	"WHERE m.state = 'failed' AND (:area = '' OR j.area = :area "
	"OR (j.id IS NULL AND m.person_id IN " CONCERNED ")) "
	"ORDER BY m.id " MATTER_LIMIT,
    [LIST_MATTERS + BOARD_BAD_ADDRESS] =
	"SELECT p.id, min(j.id), NULL, NULL, 0, NULL, NULL, "
	"CASE WHEN count(DISTINCT j.id) = 1 THEN min(l.name) ELSE '' END, "
	"p.name, b.address, b.bad_since FROM " BAD_ADDRESSES "b "
	"JOIN journey j ON j.id = b.journey_id "
	"JOIN person l ON l.id = j.leader_id "
	"JOIN person p ON p.id = b.person_id "
	"WHERE " IN_SCOPE "AND " RUNNING
	"GROUP BY b.address ORDER BY b.bad_since, p.id, "
	"b.address " MATTER_LIMIT,
    [LIST_MATTERS + BOARD_REVIEW] =
	"SELECT r.id, a.journey_id, r.activity_id, j.programme_id, "
	"ifnull(a.position, 0), a.step, a.title, l.name, p.name, r.reason, "
	"r.received_at FROM received_mail r "
	"LEFT JOIN activity a ON a.id = r.activity_id "
	"LEFT JOIN journey j ON j.id = a.journey_id "
	"LEFT JOIN person l ON l.id = j.leader_id "
	"LEFT JOIN person p ON p.id = r.person_id "
	"WHERE r.outcome = 'review' AND (:area = '' OR j.area = :area "
	"OR (j.id IS NULL AND r.person_id IN " CONCERNED ")) "
	"ORDER BY r.id " MATTER_LIMIT,
    [LIST_MATTERS + BOARD_DECLINE] =
	"SELECT i.id, i.journey_id, i.activity_id, j.programme_id, "
	"a.position, a.step, a.title, l.name, p.name, i.comment, "
	"i.answered_at FROM invitation i "
	"JOIN journey j ON j.id = i.journey_id "
	"JOIN activity a ON a.id = i.activity_id "
	"JOIN person l ON l.id = j.leader_id "
	"JOIN person p ON p.id = i.person_id "
	"WHERE i.partstat = 'declined' AND i.method = 'request' "
	"AND i.told_day >= :today AND a.state IN ('planned', 'held') "
	"AND " IN_SCOPE "AND " RUNNING
	"ORDER BY i.told_day, i.id " MATTER_LIMIT,
    [LIST_MATTERS + BOARD_ROLE] =
	"SELECT j.id, j.id, NULL, j.programme_id, 0, NULL, NULL, l.name, "
	"p.name, r.role, NULL FROM journey j "
	"JOIN journey_role r ON r.journey_id = j.id AND r.is_fallback = 1 "
	"AND r.role IN ('manager', 'mentor', 'hiring_leader') "
	"JOIN person l ON l.id = j.leader_id "
	"JOIN person p ON p.id = r.person_id "
	"WHERE (r.role <> 'mentor' OR j.kind = 'onboarding') "
	"AND " IN_SCOPE "AND " RUNNING
	"ORDER BY j.first_day, j.id, r.role " MATTER_LIMIT,
    [LIST_MATTERS + BOARD_CANNOT] =
	"SELECT r.id, a.journey_id, a.id, j.programme_id, a.position, "
	"a.step, a.title, l.name, p.name, r.text, r.said_at " REPORTED_TABLES
	"ORDER BY a.planned, r.id " MATTER_LIMIT,
};

const struct table_definition board_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, board_journey, id),
    COLUMN(COLUMN_INT64, board_journey, programme_id),
    COLUMN(COLUMN_TEXT, board_journey, kind),
    COLUMN(COLUMN_TEXT, board_journey, state),
    COLUMN(COLUMN_TEXT, board_journey, recruitment),
    COLUMN(COLUMN_DATE, board_journey, first_day),
    COLUMN(COLUMN_DATE, board_journey, last_day),
    COLUMN(COLUMN_TEXT, board_journey, title),
    COLUMN(COLUMN_TEXT, board_journey, area),
    COLUMN(COLUMN_TEXT, board_journey, workplace),
    COLUMN(COLUMN_TEXT, board_journey, leader),
    COLUMN(COLUMN_TEXT, board_journey, manager),
    COLUMN(COLUMN_INT64, board_journey, manager_id),
    COLUMN(COLUMN_TEXT, board_journey, mentor),
    COLUMN(COLUMN_TEXT, board_journey, people),
    COLUMN(COLUMN_BOOL, board_journey, has_work_address),
    COLUMN(COLUMN_BOOL, board_journey, work_address_asked),
    COLUMN(COLUMN_BOOL, board_journey, is_called),
    COLUMN(COLUMN_INSTANT, board_journey, called_at),
    COLUMN(COLUMN_INT, board_journey, declined),
};
static const struct shape shape = SHAPE(columns, board_journey);

static const struct column mark_columns[] = {
    COLUMN(COLUMN_INT64, board_mark, journey_id),
    COLUMN(COLUMN_INT, board_mark, position),
    COLUMN(COLUMN_INT, board_mark, state),
    COLUMN(COLUMN_DATE, board_mark, planned),
    COLUMN(COLUMN_DATE, board_mark, latest),
};
static const struct shape mark_shape = SHAPE(mark_columns, board_mark);

static const struct column day_columns[] = {
    COLUMN(COLUMN_DATE, board_day, day),
    COLUMN(COLUMN_TEXT, board_day, area),
};
static const struct shape day_shape = SHAPE(day_columns, board_day);

static const struct column activity_columns[] = {
    COLUMN(COLUMN_INT64, board_activity, id),
    COLUMN(COLUMN_INT64, board_activity, journey_id),
    COLUMN(COLUMN_INT64, board_activity, programme_id),
    COLUMN(COLUMN_INT, board_activity, position),
    COLUMN(COLUMN_TEXT, board_activity, step),
    COLUMN(COLUMN_TEXT, board_activity, state),
    COLUMN(COLUMN_TEXT, board_activity, title),
    COLUMN(COLUMN_DATE, board_activity, planned),
    COLUMN(COLUMN_DATE, board_activity, latest),
    COLUMN(COLUMN_INT, board_activity, start_minute),
    COLUMN(COLUMN_INT64, board_activity, owner_id),
    COLUMN(COLUMN_TEXT, board_activity, owner),
    COLUMN(COLUMN_TEXT, board_activity, leader),
    COLUMN(COLUMN_TEXT, board_activity, area),
    COLUMN(COLUMN_BOOL, board_activity, is_escalated),
};
static const struct shape activity_shape =
    SHAPE(activity_columns, board_activity);

static const struct column matter_columns[] = {
    COLUMN(COLUMN_INT64, board_matter, id),
    COLUMN(COLUMN_ID, board_matter, journey_id),
    COLUMN(COLUMN_ID, board_matter, activity_id),
    COLUMN(COLUMN_ID, board_matter, programme_id),
    COLUMN(COLUMN_INT, board_matter, position),
    COLUMN(COLUMN_TEXT, board_matter, step),
    COLUMN(COLUMN_TEXT, board_matter, title),
    COLUMN(COLUMN_TEXT, board_matter, leader),
    COLUMN(COLUMN_TEXT, board_matter, person),
    COLUMN(COLUMN_TEXT, board_matter, detail),
    COLUMN(COLUMN_INSTANT, board_matter, at),
};
static const struct shape matter_shape = SHAPE(matter_columns, board_matter);

static const struct column area_columns[] = {
    COLUMN(COLUMN_TEXT, board_area, name),
};
static const struct shape area_shape = SHAPE(area_columns, board_area);

static const struct column concern_columns[] = {
    COLUMN(COLUMN_INT64, board_concern, journey_id),
};
static const struct shape concern_shape = SHAPE(concern_columns, board_concern);

static const struct column use_columns[] = {
    COLUMN(COLUMN_INT64, board_use, programme_id),
    COLUMN(COLUMN_INT, board_use, running),
    COLUMN(COLUMN_INT, board_use, all),
};
static const struct shape use_shape = SHAPE(use_columns, board_use);

static const struct column person_columns[] = {
    COLUMN(COLUMN_INT64, board_person, id),
    COLUMN(COLUMN_TEXT, board_person, name),
    COLUMN(COLUMN_TEXT, board_person, email),
    COLUMN(COLUMN_BOOL, board_person, is_bad),
    COLUMN(COLUMN_BOOL, board_person, is_leader),
    COLUMN(COLUMN_INT, board_person, open),
};
static const struct shape person_shape = SHAPE(person_columns, board_person);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_BOARD];
}

int
board_store_list(struct store *store, const struct board_scope *scope,
    struct board_journey **ret_journeys, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":area", scope->area),
		PARAM_TEXT(":state", scope->state),
		PARAM_DATE(":today", scope->today),
		PARAM_TEXT(":called", scope->called)),
	    &shape, ret_journeys, ret_count, err);
}

void
board_store_free(struct board_journey *journeys, size_t count)
{
	table_release_list(&shape, journeys, count);
}

int
board_store_list_open(struct store *store, const struct board_scope *scope,
    struct date until, struct board_activity **ret_activities,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_OPEN, PARAM_TEXT(":area", scope->area),
		PARAM_DATE(":until", until)),
	    &activity_shape, ret_activities, ret_count, err);
}

int
board_store_list_escalated(struct store *store, const struct board_scope *scope,
    struct board_activity **ret_activities, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ESCALATED, PARAM_TEXT(":area", scope->area),
		PARAM_DATE(":until", scope->today)),
	    &activity_shape, ret_activities, ret_count, err);
}

int
board_store_list_marks(struct store *store, const struct board_scope *scope,
    struct board_mark **ret_marks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_MARKS, PARAM_TEXT(":area", scope->area),
		PARAM_TEXT(":state", scope->state)),
	    &mark_shape, ret_marks, ret_count, err);
}

int
board_store_list_days(struct store *store, const struct board_scope *scope,
    struct board_day **ret_days, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_DAYS, PARAM_TEXT(":area", scope->area),
		PARAM_DATE(":today", scope->today)),
	    &day_shape, ret_days, ret_count, err);
}

void
board_store_free_days(struct board_day *days, size_t count)
{
	table_release_list(&day_shape, days, count);
}

void
board_store_free_activities(struct board_activity *activities, size_t count)
{
	table_release_list(&activity_shape, activities, count);
}

int
board_store_list_matters(struct store *store, const struct board_scope *scope,
    enum board_matter_kind kind, struct board_matter **ret_matters,
    size_t *ret_count, struct error *err)
{
	const struct param params[] = {PARAM_TEXT(":area", scope->area),
	    PARAM_DATE(":today", scope->today)};
	const struct query query = {.statement = LIST_MATTERS + (int)kind,
	    .params = params,
	    .count = kind == BOARD_DECLINE ? 2 : 1};

	return table_list(
	    table_of(store), query, &matter_shape, ret_matters, ret_count, err);
}

void
board_store_free_matters(struct board_matter *matters, size_t count)
{
	table_release_list(&matter_shape, matters, count);
}

int
board_store_list_areas(struct store *store, const struct board_scope *scope,
    struct board_area **ret_areas, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_AREAS, PARAM_TEXT(":area", scope->area)), &area_shape,
	    ret_areas, ret_count, err);
}

void
board_store_free_areas(struct board_area *areas, size_t count)
{
	table_release_list(&area_shape, areas, count);
}

int
board_store_list_unreached(struct store *store, const struct board_scope *scope,
    struct board_concern **ret_concerns, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_UNREACHED, PARAM_TEXT(":area", scope->area)),
	    &concern_shape, ret_concerns, ret_count, err);
}

int
board_store_list_reported(struct store *store, const struct board_scope *scope,
    struct board_concern **ret_concerns, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_REPORTED, PARAM_TEXT(":area", scope->area)),
	    &concern_shape, ret_concerns, ret_count, err);
}

int
board_store_list_people(struct store *store, const struct board_scope *scope,
    struct board_person **ret_people, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PEOPLE, PARAM_TEXT(":area", scope->area)), &person_shape,
	    ret_people, ret_count, err);
}

void
board_store_free_people(struct board_person *people, size_t count)
{
	table_release_list(&person_shape, people, count);
}

int
board_store_list_uses(struct store *store, const struct board_scope *scope,
    struct board_use **ret_uses, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_USES, PARAM_TEXT(":area", scope->area)), &use_shape,
	    ret_uses, ret_count, err);
}
