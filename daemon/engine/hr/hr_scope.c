/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/core.h"
#include "store/board_store.h"
#include "store/person_store.h"

#define PAGE_MAX 9999
#define CALL_STEP "velkomstopkald"

bool
hr_scope_sees_to(const struct hr_scope *scope, const char *area)
{
	return scope->area[0] == '\0' || strcmp(scope->area, area) == 0;
}

bool
hr_scope_reads(const struct hr_scope *scope, const char *area)
{
	return area[0] == '\0' || hr_scope_sees_to(scope, area);
}

int
hr_scope_read_page(const char *text, size_t *ret_page, struct error *err)
{
	char *end = NULL;
	long number = 1;

	if (text != NULL && text[0] != '\0') {
		number = strtol(text, &end, 10);
		if (*end != '\0' || number < 1 || number > PAGE_MAX)
			return error_set_field(err, OB_EINVALID, "page",
			    "'%.20s' is no page of a list; the first is 1",
			    text);
	}
	*ret_page = (size_t)number;
	return OB_OK;
}

int
hr_scope_read_text(const char *field, const char *text, const char **ret_text,
    struct error *err)
{
	int status = OB_OK;

	if (text == NULL || text[0] == '\0' ||
	    utf8_is_blank(text, strlen(text)))
		text = "";
	else
		status = utf8_check_line(field, text, HR_TEXT_MAX, err);
	if (status == OB_OK)
		*ret_text = text;
	return status;
}

int
hr_scope_reader(struct engine *engine, int64_t person_id,
    enum language *ret_language, char **ret_name, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status != OB_OK)
		return status;
	*ret_language = core_language(engine, person.language);
	*ret_name = TAKE_PTR(person.name);
	return OB_OK;
}

struct board_scope
hr_scope_board(const struct engine *engine, const struct hr_scope *scope)
{
	return (struct board_scope){.area = scope->area,
	    .state = "",
	    .today = core_today(engine),
	    .called = CALL_STEP};
}
