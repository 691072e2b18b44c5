/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_account.h"

#include <string.h>

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

static void
add_account(struct table *table, const json_t *account)
{
	const char *area = view_text(account, "area");

	table_take(table, view_person(account, "person"));
	table_add(table, view_text(account, "role"));
	table_add(table, area[0] == '\0' ? "all" : area);
	table_add(table, view_text(account, "state"));
	table_take(table, view_instant(account, "signed_in"));
	table_take(table, view_value(account, "sessions"));
	table_add(table, view_is_true(account, "has_totp") ? "yes" : "not yet");
	table_take(table, view_value(account, "recovery_codes"));
}

static void
print_accounts(
    const json_t *const *accounts, size_t count, struct output *output)
{
	static const struct table_column columns[] = {{"PERSON", TABLE_CUT},
	    {"ROLE", TABLE_PLAIN}, {"AREA", TABLE_CUT}, {"STATE", TABLE_PLAIN},
	    {"SIGNED IN", TABLE_PLAIN}, {"SESSIONS", TABLE_RIGHT},
	    {"AUTHENTICATOR", TABLE_PLAIN}, {"RECOVERY", TABLE_RIGHT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	for (size_t i = 0; i < count; i++)
		add_account(&table, accounts[i]);
	table_print(&table, output);
}

int
print_account_list(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) const json_t **accounts = NULL;
	json_t *list;
	int status = view_list(answer, "accounts", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "Nobody may sign in.\n");
		return OB_OK;
	}
	accounts = memory_alloc(json_array_size(list) * sizeof(*accounts));
	for (size_t i = 0; i < json_array_size(list); i++)
		accounts[i] = json_array_get(list, i);
	print_accounts(accounts, json_array_size(list), output);
	return OB_OK;
}

int
print_account_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *account;
	const json_t *shown;
	int status = view_object(answer, "account", &account, err);

	if (status < 0)
		return status;
	shown = account;
	print_accounts(&shown, 1, output);
	return OB_OK;
}
