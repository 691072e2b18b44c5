/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/sign_in_result.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"

void
sign_in_result_release(struct sign_in_result *result)
{
	explicit_bzero(result->token, sizeof(result->token));
	free(result->next_path);
	json_decref(result->codes);
	result->next_path = NULL;
	result->codes = NULL;
}

int
sign_in_result_begin_session(struct change *change,
    const struct session_start *start, struct sign_in_result *result,
    struct error *err)
{
	int status = sessions_begin(change, start, result->token, err);

	if (status != OB_OK)
		return status;
	result->account_id = start->account_id;
	result->stage = start->stage;
	result->next_path = memory_strdup(start->next_path);
	return OB_OK;
}

int
sign_in_result_settle(struct change *change, int status,
    struct sign_in_result *result, struct sign_in_result *ret_result,
    struct error *err)
{
	if (status == OB_OK)
		status = change_commit(change, err);
	if (status != OB_OK) {
		sign_in_result_release(result);
		return status;
	}
	*ret_result = *result;
	explicit_bzero(result->token, sizeof(result->token));
	return OB_OK;
}
