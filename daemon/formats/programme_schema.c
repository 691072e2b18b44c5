/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/programme_schema.h"

#include <stddef.h>

#include "base/memory.h"
#include "formats/programme_file.h"
#include "model/condition.h"
#include "model/ladder.h"
#include "model/step_topics.h"

#define MAX_ID 64
#define MAX_TITLE 800 /* bytes; characters are checked afterwards */
#define MAX_ROLE 64
#define MAX_NUMBER 20
#define MAX_PHASES 10
#define MAX_LIST 50

#define TEXT(key, flags, owner, member, least, most)                           \
	CYAML_FIELD_STRING_PTR(key, flags, struct owner, member, least, most)
#define NEEDED CYAML_FLAG_DEFAULT
#define MAYBE CYAML_FLAG_OPTIONAL

static const cyaml_strval_t booleans[] = {{"false", 0}, {"true", 1}};
static const cyaml_strval_t kinds[] = {{"call", STEP_CALL},
    {"meeting", STEP_MEETING}, {"task", STEP_TASK}, {"document", STEP_DOCUMENT},
    {"mail", STEP_MAIL}, {"survey", STEP_SURVEY}, {"gate", STEP_GATE}};

static const cyaml_strval_t programme_kinds[] = {
    {"onboarding", PROGRAMME_ONBOARDING}, {"exit", PROGRAMME_EXIT},
    {"cohort", PROGRAMME_COHORT}};

#define BOOLEAN(key, owner, member)                                            \
	CYAML_FIELD_ENUM(key, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT,         \
	    struct owner, member, booleans, ARRAY_LEN(booleans))
#define KIND(flags, owner)                                                     \
	CYAML_FIELD_ENUM("kind", (flags) | CYAML_FLAG_STRICT, struct owner,    \
	    kind, kinds, ARRAY_LEN(kinds))
#define TITLE(flags, owner)                                                    \
	CYAML_FIELD_MAPPING("title", flags, struct owner, title, pair_keys)

static const cyaml_schema_value_t role_text = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, MAX_ROLE)};
static const cyaml_schema_value_t id_text = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, MAX_ID)};

static const cyaml_schema_field_t pair_keys[] = {
    TEXT("da", NEEDED, pair_values, da, 1, MAX_TITLE),
    TEXT("en", NEEDED, pair_values, en, 1, MAX_TITLE),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t phase_keys[] = {
    TEXT("id", NEEDED, phase_values, id, 1, MAX_NUMBER),
    TITLE(NEEDED, phase_values),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t contact_keys[] = {
    TEXT("function", NEEDED, contact_values, function, 1, MAX_ROLE),
    TEXT("id", NEEDED, contact_values, id, 1, MAX_ID),
    TITLE(NEEDED, contact_values),
    KIND(NEEDED, contact_values),
    TEXT("minutes", NEEDED, contact_values, minutes, 1, MAX_NUMBER),
    TEXT("due", NEEDED, contact_values, due, 1, DATE_RULE_TEXT_SIZE - 1),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t contact = {
    CYAML_VALUE_MAPPING(NEEDED, struct contact_values, contact_keys)};

static const cyaml_schema_value_t days_text = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, MAX_NUMBER)};

static const cyaml_schema_field_t reminder_keys[] = {
    BOOLEAN("notice", reminders_values, notice),
    CYAML_FIELD_SEQUENCE_COUNT("before", MAYBE | CYAML_FLAG_POINTER,
	struct reminders_values, before, before_count, &days_text, 0,
	LADDER_BEFORE),
    BOOLEAN("on_day", reminders_values, on_day),
    TEXT("overdue", MAYBE, reminders_values, overdue, 1, MAX_NUMBER),
    TEXT("managers_manager", MAYBE, reminders_values, managers_manager, 1,
	MAX_NUMBER),
    TEXT("coordinator", MAYBE, reminders_values, coordinator, 1, MAX_NUMBER),
    TEXT("drop_after", MAYBE, reminders_values, drop_after, 1, MAX_NUMBER),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t repeat_keys[] = {
    TEXT("every", NEEDED, repeat_values, every, 1, MAX_ROLE),
    TEXT("until", NEEDED, repeat_values, until, 1, DATE_RULE_TEXT_SIZE - 1),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t topic_keys[] = {
    TEXT("id", NEEDED, topic_values, id, 1, MAX_ID),
    CYAML_FIELD_MAPPING("text", NEEDED, struct topic_values, text, pair_keys),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t topic = {
    CYAML_VALUE_MAPPING(NEEDED, struct topic_values, topic_keys)};

#define REMINDERS(owner)                                                       \
	CYAML_FIELD_MAPPING(                                                   \
	    "reminders", MAYBE, struct owner, reminders, reminder_keys)

/* clang-format off: what a step says, in a programme and in an overlay. */
#define STEP_KEYS                                                              \
	TITLE(MAYBE, step_values), KIND(MAYBE, step_values),                   \
	    TEXT("role", MAYBE, step_values, role, 1, MAX_ROLE),               \
	    TEXT("due", MAYBE, step_values, due, 1, DATE_RULE_TEXT_SIZE - 1),  \
	    TEXT("latest", MAYBE, step_values, latest, 1,                      \
		DATE_RULE_TEXT_SIZE - 1),                                      \
	    TEXT("window", MAYBE, step_values, window, 1, MAX_NUMBER),         \
	    CYAML_FIELD_MAPPING(                                               \
		"repeat", MAYBE, struct step_values, repeat, repeat_keys),     \
	    TEXT("minutes", MAYBE, step_values, minutes, 1, MAX_NUMBER),       \
	    CYAML_FIELD_SEQUENCE_COUNT("participants",                         \
		MAYBE | CYAML_FLAG_POINTER, struct step_values, participants,  \
		participant_count, &role_text, 0, MAX_LIST),                   \
	    BOOLEAN("undisturbed", step_values, undisturbed),                  \
	    CYAML_FIELD_SEQUENCE_COUNT("requires", MAYBE | CYAML_FLAG_POINTER, \
		struct step_values, requires, require_count, &id_text, 0,      \
		MAX_LIST),                                                     \
	    CYAML_FIELD_SEQUENCE_COUNT("topics", MAYBE | CYAML_FLAG_POINTER,   \
		struct step_values, topics, topic_count, &topic, 0,            \
		STEP_TOPICS_MAX),                                              \
	    TEXT("only_if", MAYBE, step_values, only_if, 1,                    \
		CONDITION_TEXT_SIZE - 1),                                      \
	    BOOLEAN("optional", step_values, optional),                        \
	    REMINDERS(step_values),                                            \
	    TEXT("to", MAYBE, step_values, to, 1, MAX_ROLE),                   \
	    BOOLEAN("pack", step_values, pack)
/* clang-format on */

static const cyaml_schema_field_t step_keys[] = {
    TEXT("id", MAYBE, step_values, id, 1, MAX_ID),
    TEXT("group", MAYBE, step_values, group, 1, MAX_ID),
    TEXT("phase", NEEDED, step_values, phase, 1, MAX_NUMBER),
    STEP_KEYS,
    CYAML_FIELD_SEQUENCE_COUNT("contacts", MAYBE | CYAML_FLAG_POINTER,
	struct step_values, contacts, contact_count, &contact, 1, MAX_LIST),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t addition_keys[] = {
    TEXT("after", MAYBE, step_values, after, 1, MAX_ID),
    TEXT("id", NEEDED, step_values, id, 1, MAX_ID),
    TEXT("phase", NEEDED, step_values, phase, 1, MAX_NUMBER),
    STEP_KEYS,
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t partial_pair_keys[] = {
    TEXT("da", MAYBE, pair_values, da, 1, MAX_TITLE),
    TEXT("en", MAYBE, pair_values, en, 1, MAX_TITLE),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t change_keys[] = {
    TEXT("step", NEEDED, change_values, step, 1, MAX_ID),
    CYAML_FIELD_MAPPING(
	"title", MAYBE, struct change_values, title, partial_pair_keys),
    TEXT("role", MAYBE, change_values, role, 1, MAX_ROLE),
    TEXT("due", MAYBE, change_values, due, 1, DATE_RULE_TEXT_SIZE - 1),
    TEXT("latest", MAYBE, change_values, latest, 1, DATE_RULE_TEXT_SIZE - 1),
    TEXT("minutes", MAYBE, change_values, minutes, 1, MAX_NUMBER),
    REMINDERS(change_values),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t phase = {
    CYAML_VALUE_MAPPING(NEEDED, struct phase_values, phase_keys)};
static const cyaml_schema_value_t step = {
    CYAML_VALUE_MAPPING(NEEDED, struct step_values, step_keys)};

static const cyaml_schema_value_t addition = {
    CYAML_VALUE_MAPPING(NEEDED, struct step_values, addition_keys)};
static const cyaml_schema_value_t change = {
    CYAML_VALUE_MAPPING(NEEDED, struct change_values, change_keys)};

static const cyaml_schema_field_t top_keys[] = {
    TEXT("id", NEEDED, programme_values, id, 1, MAX_ID),
    CYAML_FIELD_ENUM("kind", MAYBE | CYAML_FLAG_STRICT, struct programme_values,
	kind, programme_kinds, ARRAY_LEN(programme_kinds)),
    REMINDERS(programme_values),
    TITLE(NEEDED, programme_values),
    CYAML_FIELD_SEQUENCE_COUNT("phases", CYAML_FLAG_POINTER,
	struct programme_values, phases, phase_count, &phase, 1, MAX_PHASES),
    CYAML_FIELD_SEQUENCE_COUNT("steps", CYAML_FLAG_POINTER,
	struct programme_values, steps, step_count, &step, 1,
	PROGRAMME_MAX_STEPS),
    CYAML_FIELD_END,
};

const cyaml_schema_value_t programme_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct programme_values, top_keys)};

static const cyaml_schema_field_t overlay_keys[] = {
    TEXT("overlay", NEEDED, overlay_values, overlay, 1, MAX_ID),
    TEXT("base", NEEDED, overlay_values, base, 1, MAX_ID),
    TEXT("area", MAYBE, overlay_values, area, 1, MAX_TITLE),
    TEXT("workplace", MAYBE, overlay_values, workplace, 1, MAX_TITLE),
    CYAML_FIELD_SEQUENCE_COUNT("add", MAYBE | CYAML_FLAG_POINTER,
	struct overlay_values, additions, addition_count, &addition, 0,
	PROGRAMME_MAX_STEPS),
    CYAML_FIELD_SEQUENCE_COUNT("change", MAYBE | CYAML_FLAG_POINTER,
	struct overlay_values, changes, change_count, &change, 0,
	PROGRAMME_MAX_STEPS),
    CYAML_FIELD_SEQUENCE_COUNT("remove", MAYBE | CYAML_FLAG_POINTER,
	struct overlay_values, removed, removed_count, &id_text, 0,
	PROGRAMME_MAX_STEPS),
    CYAML_FIELD_END,
};

const cyaml_schema_value_t programme_schema_overlay = {CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct overlay_values, overlay_keys)};
