/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/disclosure_answers.h"

#include "model/disclosure_lines.h"

static struct disclosure
hidden(void)
{
	return (struct disclosure){.kind = DISCLOSURE_HIDDEN};
}

static struct disclosure
between(int64_t least, int64_t most, int64_t whole)
{
	return (struct disclosure){
	    DISCLOSURE_BOUNDS, {least, whole}, {most, whole}};
}

/*
 * Whether those who were there and are not in the part are so many.  Where
 * their number is hidden, the next is at most four from it.
 */
static bool
leaves(const struct disclosure_answers *answers, int64_t part, int64_t count)
{
	for (size_t i = 0; i < answers->around_count; i++) {
		const struct disclosure *around = &answers->around[i];

		if (around->kind == DISCLOSURE_EXACT)
			return around->least.whole == answers->answered.whole &&
			       around->least.part - part >= count;
		if (around->kind == DISCLOSURE_BOUNDS)
			return true;
	}
	return true;
}

struct disclosure
disclosure_answers_response(const struct disclosure_answers *answers)
{
	struct disclosure shown = disclosure_lines_alone(answers->answered);

	if (answers->is_known)
		return answers->answered.part < DISCLOSURE_GROUP
			   ? hidden()
			   : disclosure_lines_exactly(answers->answered);
	if (shown.kind == DISCLOSURE_EXACT &&
	    !leaves(answers, answers->answered.part, DISCLOSURE_GROUP))
		return hidden();
	return shown;
}

/* So many that a bound is told of those who answered, though four did not. */
static bool
has_bounds(const struct disclosure *response)
{
	return response->kind == DISCLOSURE_EXACT ||
	       (response->kind == DISCLOSURE_BOUNDS &&
		   response->most.part == response->most.whole &&
		   response->most.whole >=
		       DISCLOSURE_BOUND_MIN + DISCLOSURE_GROUP - 1);
}

/*
 * Few or nearly all of those who answered; what is not told although it is safe
 * is nearly all of everybody.
 */
static struct disclosure
bounds_of(const struct disclosure *own, const struct disclosure *response)
{
	int64_t whole = response->most.whole;

	if (!has_bounds(response))
		return hidden();
	if (own->kind == DISCLOSURE_BOUNDS && own->least.part == 0)
		return between(0, DISCLOSURE_GROUP, whole);
	return between(response->least.part - DISCLOSURE_GROUP,
	    response->most.part, whole);
}

/*
 * That five of those who answered are not in it is known as well.  Where few
 * did not answer, these may be none to four all the same.
 */
static bool
is_told(const struct disclosure_answers *answers, struct fraction value,
    bool is_response_told)
{
	int64_t count =
	    is_response_told ? DISCLOSURE_GROUP : 2 * DISCLOSURE_GROUP - 1;

	return value.whole - value.part >= count &&
	       leaves(answers, value.part, count);
}

static struct disclosure
of_all(const struct disclosure_answers *answers, struct fraction part,
    const struct disclosure *own, const struct disclosure *response)
{
	struct fraction value = {part.part, answers->answered.whole};

	if (own->kind == DISCLOSURE_EXACT &&
	    is_told(answers, value, response->kind == DISCLOSURE_EXACT))
		return (struct disclosure){DISCLOSURE_EXACT, value, value};
	if (own->kind == DISCLOSURE_EXACT || own->kind == DISCLOSURE_BOUNDS)
		return bounds_of(own, response);
	return hidden();
}

struct disclosure_answer
disclosure_answers_part(const struct disclosure_answers *answers, int64_t part)
{
	const struct disclosure response = disclosure_answers_response(answers);
	const struct fraction value = {part, answers->answered.part};
	const struct disclosure own = disclosure_lines_alone(value);

	if (answers->answered.whole == 0)
		return (struct disclosure_answer){response, response};
	return (struct disclosure_answer){
	    answers->is_known ? hidden()
			      : of_all(answers, value, &own, &response),
	    response.kind == DISCLOSURE_EXACT && own.kind != DISCLOSURE_EMPTY
		? own
		: hidden()};
}

/* What is told of least people, or the count. */
static size_t
smallest_of(const struct disclosure *shown, size_t count)
{
	size_t smallest = count;

	for (size_t i = 0; i < count; i++) {
		if (shown[i].kind == DISCLOSURE_EXACT &&
		    (smallest == count ||
			shown[i].least.part < shown[smallest].least.part))
			smallest = i;
	}
	return smallest;
}

static int64_t
told_of(const struct disclosure *shown, size_t count)
{
	int64_t told = 0;

	for (size_t i = 0; i < count; i++)
		told +=
		    shown[i].kind == DISCLOSURE_EXACT ? shown[i].least.part : 0;
	return told;
}

/* What is left over is a group as well; a bound would tell how it is made. */
static void
leave_five(struct disclosure *shown, size_t count, int64_t asked)
{
	size_t next;

	for (size_t i = 0; i < count; i++)
		if (shown[i].kind != DISCLOSURE_EXACT)
			shown[i] = hidden();
	next = smallest_of(shown, count);
	while (
	    next < count && asked - told_of(shown, count) < DISCLOSURE_GROUP) {
		shown[next] = hidden();
		next = smallest_of(shown, count);
	}
}

void
disclosure_answers_choices(
    const struct disclosure_choices *choices, struct disclosure *shown)
{
	for (size_t i = 0; i < choices->count; i++) {
		const struct fraction value = {
		    choices->people[i], choices->asked};

		shown[i] = choices->asked == 0 ? hidden()
					       : disclosure_lines_alone(value);
	}
	if (!choices->is_several)
		leave_five(shown, choices->count, choices->asked);
}
