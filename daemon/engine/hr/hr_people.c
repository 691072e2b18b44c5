/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_people.h"

#include <inttypes.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "store/person_store.h"

int
hr_people_show(struct engine *engine, int64_t person_id, json_t **ret_person,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	bool may_sign_in = false;
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "there is no person %" PRId64, person_id);
	if (status == OB_OK)
		status =
		    people_may_sign_in(engine, person_id, &may_sign_in, err);
	if (status == OB_OK)
		*ret_person =
		    json_pack("{s:s, s:s, s:s, s:s, s:b}", "name", person.name,
			"email", person.email, "work_email", person.work_email,
			"phone", person.phone, "may_sign_in", (int)may_sign_in);
	return status;
}
