/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/openid.h"

#include <stdlib.h>

void
openid_answer_release(struct openid_answer *answer)
{
	free(answer->url);
	free(answer->issuer);
	free(answer->subject);
	free(answer->address);
	*answer = (struct openid_answer){.url = NULL};
}
